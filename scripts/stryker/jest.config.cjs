const path = require('node:path');
const { projects, testTimeout } = require('../../jest.config.js');
const { testFolders } = require('./rooms.cjs');

const unit = projects.find(({ displayName }) => displayName === 'unit');

/** The project of unit tests, reduced to the folders that look at the chosen rooms. */
module.exports = {
  ...unit,
  rootDir: path.dirname(path.dirname(__dirname)),
  testMatch: testFolders.map((folder) => `<rootDir>/__tests__/${folder}/**/*.test.ts`),
  testTimeout,
  globalSetup: '<rootDir>/scripts/stryker/find-helm-once.cjs',
  runner: '<rootDir>/scripts/stryker/covering-files-runner.cjs',
};
