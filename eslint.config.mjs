import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'build/',
      'dist/',
      'imports/',
      'lib/schema/generated/',
      'charts/',
      'coverage/',
      'node_modules/',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  // The last two are projects of their own, whose packages are not installed here.
  {
    files: ['**/*.{js,mjs,cjs}', '__tests__/fixtures/consumer/*.ts', 'bench/synth/template/*.ts'],
    ...tseslint.configs.disableTypeChecked,
  },
  // Configuration that a tool loads as CommonJS.
  { files: ['**/*.{js,cjs}'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
