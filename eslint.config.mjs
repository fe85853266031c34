import globals from 'globals';
import tseslint from 'typescript-eslint';
import { coreIsPure, rings } from './scripts/lib/eslint-rings.mjs';

export default tseslint.config(
  { ignores: ['dist/', '.e2e/', 'node_modules/', 'files/', 'src/core/input/generated/'] },
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts'] })),
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { project: './tsconfig.eslint.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  { files: ['src/**/*.ts'], plugins: { local: { rules: { rings } } }, rules: { 'local/rings': 'error' } },
  { files: ['src/core/**/*.ts'], ignores: ['**/*.spec.ts'], ...coreIsPure },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: globals.node },
    rules: { 'no-undef': 'error', 'no-unused-vars': 'error' },
  },
);
