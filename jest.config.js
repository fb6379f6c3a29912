/** Tests run as native ES modules under the development dependency's Node, so that what is tested is what Node runs. */
export default {
  // Most of the time goes into processes that the tests start, so both cores of a runner are worth using.
  maxWorkers: '100%',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'es6' } }],
  },
  reporters: ['default', ...(process.env.JEST_JSON ? ['<rootDir>/scripts/count-reporter.js'] : [])],
  testTimeout: 60_000,
};
