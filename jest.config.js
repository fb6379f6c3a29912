/** Tests run as native ES modules under the development dependency's Node, so that what is tested is what Node runs. */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'es6' } }],
  },
  reporters: ['default', ...(process.env.JEST_JSON ? ['<rootDir>/scripts/count-reporter.js'] : [])],
  testTimeout: 60_000,
};
