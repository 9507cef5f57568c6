const project = (displayName, testMatch, extra = {}) => ({
  displayName,
  testMatch,
  testEnvironment: 'node',
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }],
  },
  ...extra,
});

/** unit needs Node and Helm alone; system and cluster say in their global set-up what else they need. */
module.exports = {
  projects: [
    project('unit', ['<rootDir>/__tests__/**/*.test.ts'], {
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/__tests__/system/', '<rootDir>/__tests__/cluster/'],
    }),
    project('system', ['<rootDir>/__tests__/system/**/*.test.ts']),
    project('cluster', ['<rootDir>/__tests__/cluster/**/*.test.ts']),
  ],
};
