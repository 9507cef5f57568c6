// npm run stryker: small changes to the rooms that judge and evaluate, each of which some test must notice.
//   STRYKER_ROOM=values,emit   these rooms alone (rooms.cjs)
//   STRYKER_ONE_IN=8           an eighth of their functions, drawn by STRYKER_SEED (ignorers.mjs)
// The report lies in test-output/stryker/, one for each choice of rooms.
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { rooms } from './rooms.cjs';

const report = `test-output/stryker/${rooms.join('-')}`;

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: rooms.map((room) => `lib/${room}/**/*.ts`),
  plugins: ['@stryker-mutator/jest-runner', path.join(import.meta.dirname, 'ignorers.mjs')],
  ignorers: ['sample', 'words'],
  testRunner: 'jest',
  jest: {
    projectType: 'custom',
    configFile: 'scripts/stryker/jest.config.cjs',
    // covering-files-runner.cjs knows better which files a mutant needs.
    enableFindRelatedTests: false,
  },
  coverageAnalysis: 'perTest',
  concurrency: Number(process.env['STRYKER_CONCURRENCY'] ?? availableParallelism()),
  // For what hangs, on a busy machine too; Stryker notices most endless loops by counting.
  timeoutMS: 60_000,
  // The first run, without a mutant, takes all tests of a room; two cores that are busy take long.
  dryRunTimeoutMinutes: 30,
  // Jest gives back less than it takes: a process that has run so many mutants holds about a gigabyte.
  maxTestRunnerReuse: 150,
  tempDirName: path.join(tmpdir(), 'event-mesh-stryker'),
  cleanTempDir: 'always',
  ignorePatterns: ['/build', '/dist', '/.dist.*', '/test-output'],
  reporters: ['clear-text', 'progress', 'html', 'json'],
  htmlReporter: { fileName: `${report}.html` },
  jsonReporter: { fileName: `${report}.json` },
  clearTextReporter: { allowColor: false, reportTests: false },
  thresholds: { high: 90, low: 80, break: 80 },
};
