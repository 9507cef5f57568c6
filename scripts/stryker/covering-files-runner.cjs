const { readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { default: TestRunner } = require('jest-runner');

// What Stryker's plugin for Jest shares with the tests; it has no other way to it from here.
const plugin = path.dirname(require.resolve('@stryker-mutator/jest-runner/package.json'));
const { state } = require(path.join(plugin, 'dist/src/jest-plugins/messaging.cjs'));

/** Each file of tests: what it takes, the ids of the mutants that it reaches, and how many of them it noticed. */
let files;

/**
 * Runs a mutant's tests in less time. Stryker gives Jest the names of the tests that reach a mutant, and Jest loads
 * every file to look for them; of mutants that are reached while a file loads it gives none, and Jest runs all. This
 * one loads only the files that reach the mutant, and none after the first failure. First come those that are quick and
 * have noticed many. Which file reaches which mutant is seen in Stryker's first run, the one without a mutant.
 */
module.exports = class CoveringFilesRunner extends TestRunner {
  async runTests(tests, watcher, options) {
    const store = path.join(process.cwd(), '.stryker-files.json');
    const mutant = process.env['__STRYKER_ACTIVE_MUTANT__'];
    if (mutant === undefined) {
      files = await this.#reached(() => super.runTests(tests, watcher, options));
      writeFileSync(store, JSON.stringify(files));
      return;
    }
    files ??= JSON.parse(readFileSync(store, 'utf8'));
    const stop = (test) => {
      files[test.path].noticed += 1;
      watcher.setState({ interrupted: true });
    };
    this.on('test-file-success', ([test, { numFailingTests, testExecError }]) => {
      if (numFailingTests > 0 || testExecError) stop(test);
    });
    this.on('test-file-failure', ([test]) => {
      stop(test);
    });
    const rank = (test) => files[test.path].cost / (1 + files[test.path].noticed);
    const reaching = tests
      .filter((test) => files[test.path].mutants.includes(mutant))
      .sort((a, b) => rank(a) - rank(b));
    await super.runTests(reaching, watcher, options);
  }

  /** Files run one after the other, so that what is counted between the ends of two was reached by the second. */
  async #reached(run) {
    const reached = {};
    let before = new Map();
    this.on('test-file-success', ([test, { perfStats }]) => {
      const counts = reachedCounts();
      const mutants = [...counts].flatMap(([id, count]) => (count === before.get(id) ? [] : [id]));
      reached[test.path] = { cost: perfStats.runtime, mutants, noticed: 0 };
      before = counts;
    });
    await run();
    return reached;
  }
};

/** How often each mutant has been reached so far. */
function reachedCounts() {
  const counts = new Map();
  const { static: loading = {}, perTest = {} } = state.instrumenterContext.mutantCoverage ?? {};
  for (const reached of [loading, ...Object.values(perTest)]) {
    for (const [id, count] of Object.entries(reached)) counts.set(id, (counts.get(id) ?? 0) + count);
  }
  return counts;
}
