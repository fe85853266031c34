/** @type {import('jest').Config} */
module.exports = {
  ...require('../jest.config.js'),
  rootDir: '..',
  testMatch: ['<rootDir>/e2e/**/*.e2e.ts'],
  testTimeout: 600_000,
  maxWorkers: 2,
  globalSetup: '<rootDir>/e2e/support/pack.mjs',
};
