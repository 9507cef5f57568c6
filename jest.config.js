const { name, exports: entryPoints } = require('./package.json');

/** Examples and documentation import the package by its name: its entry points lead to the sources, not to build/. */
const moduleNameMapper = {
  ...Object.fromEntries(
    Object.entries(entryPoints)
      .filter(([, target]) => target.default)
      .map(([subPath, target]) => [
        `^${name}${subPath.slice(1)}$`,
        target.default.replace('./build/', '<rootDir>/').replace(/\.js$/, '.ts'),
      ]),
  ),
  '^fast-check$': '<rootDir>/__tests__/seeded-fast-check.ts',
};

const project = (displayName, testMatch, extra = {}) => ({
  displayName,
  testMatch,
  testEnvironment: 'node',
  moduleNameMapper,
  // Jest looks every other global up through a proxy.
  sandboxInjectedGlobals: ['Object', 'Array', 'Map', 'Set', 'WeakMap', 'Reflect', 'JSON', 'String', 'Number'],
  // Packages that are ES modules only; Jest's own require reads CommonJS.
  transformIgnorePatterns: ['/node_modules/(?!@marcbachmann/cel-js/)'],
  transform: {
    '^.+\\.ts$|/cel-js/lib/.+\\.js$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  ...extra,
});

/** unit needs Node and Helm alone; system and cluster say in their global set-up what else they need. */
module.exports = {
  // For what hangs: no test fails because a machine is slow.
  testTimeout: 600_000,
  projects: [
    project('unit', ['<rootDir>/__tests__/**/*.test.ts'], {
      testPathIgnorePatterns: [
        '/node_modules/',
        '<rootDir>/__tests__/system/',
        '<rootDir>/__tests__/cluster/',
        '<rootDir>/__tests__/fixtures/',
      ],
      globalSetup: '<rootDir>/__tests__/helm/global-set-up.ts',
    }),
    project('system', ['<rootDir>/__tests__/system/**/*.test.ts'], {
      globalSetup: '<rootDir>/__tests__/system/support/global-setup.ts',
    }),
    project('cluster', ['<rootDir>/__tests__/cluster/**/*.test.ts'], {
      globalSetup: '<rootDir>/__tests__/cluster/global-set-up.ts',
    }),
  ],
};
