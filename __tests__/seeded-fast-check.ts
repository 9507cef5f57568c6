import * as fc from '../node_modules/fast-check/lib/cjs/fast-check.js';

/**
 * fast-check as every test gets it (jest.config.js): the same random values in each run, so that a change alone makes
 * a test fail. `PROPERTY_SEED=<integer>` tries others, and `PROPERTY_RUNS=<count>` more of them.
 */
fc.configureGlobal({
  seed: Number(process.env['PROPERTY_SEED'] ?? 1),
  numRuns: Number(process.env['PROPERTY_RUNS'] ?? 100),
});

export * from '../node_modules/fast-check/lib/cjs/fast-check.js';
export { default } from '../node_modules/fast-check/lib/cjs/fast-check.js';
