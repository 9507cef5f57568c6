const path = require('node:path');
const { projects, testTimeout } = require('../../jest.config.js');
const { tests } = require('./rooms.cjs');

const unit = projects.find(({ displayName }) => displayName === 'unit');

/** The project of unit tests, reduced to what looks at the chosen rooms. */
module.exports = {
  ...unit,
  rootDir: path.dirname(path.dirname(__dirname)),
  testMatch: tests.map((glob) => `<rootDir>/__tests__/${glob}.test.ts`),
  testTimeout,
  globalSetup: '<rootDir>/scripts/stryker/find-helm-once.cjs',
  runner: '<rootDir>/scripts/stryker/covering-files-runner.cjs',
};
