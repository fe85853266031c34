/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // Jest leaves one processor free by itself: of two, half the time of the tests.
  maxWorkers: '100%',
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
  testMatch: ['<rootDir>/{src,test}/**/*.spec.ts'],
};
