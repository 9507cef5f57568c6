const { readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { default: TestRunner } = require('jest-runner');

/**
 * Runs a mutant's tests in less time. Stryker gives Jest the names of the tests that reach a mutant, and Jest loads
 * every file to look for them; this one loads only the files that hold some, and none after the first failure. First
 * come the files that are quick and have noticed many mutants. Which file holds which tests it keeps from Stryker's
 * first run, the one without a mutant.
 */
module.exports = class CoveringFilesRunner extends TestRunner {
  async runTests(tests, watcher, options) {
    const store = path.join(tests[0]?.context.config.rootDir ?? process.cwd(), '.stryker-test-files.json');
    if (process.env['__STRYKER_ACTIVE_MUTANT__'] === undefined) {
      const files = {};
      this.on('test-file-success', ([test, { testResults, perfStats }]) => {
        files[test.path] = {
          cost: perfStats.runtime,
          names: testResults.map(({ fullName }) => fullName),
          noticed: 0,
        };
      });
      await super.runTests(tests, watcher, options);
      writeFileSync(store, JSON.stringify(files));
      return;
    }
    const files = JSON.parse(readFileSync(store, 'utf8'));
    const pattern = new RegExp(this._globalConfig.testNamePattern ?? '', 'i');
    const rank = ({ path }) => files[path].cost / (1 + files[path].noticed);
    const covering = tests
      .filter((test) => files[test.path].names.some((name) => pattern.test(name)))
      .sort((a, b) => rank(a) - rank(b));
    const stop = (test) => {
      files[test.path].noticed += 1;
      writeFileSync(store, JSON.stringify(files));
      watcher.setState({ interrupted: true });
    };
    this.on('test-file-success', ([test, { numFailingTests, testExecError }]) => {
      if (numFailingTests > 0 || testExecError) stop(test);
    });
    this.on('test-file-failure', ([test]) => {
      stop(test);
    });
    await super.runTests(covering, watcher, options);
  }
};
