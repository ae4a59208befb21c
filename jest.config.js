/** Jest with native ES modules; TypeScript is stripped by SWC, never type-checked here (`npm run check` does). */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2024', parser: { syntax: 'typescript' } }, module: { type: 'es6' } }] },
  moduleNameMapper: { '^fast-check$': '<rootDir>/test/seeded-fast-check.ts' },
  globalSetup: '<rootDir>/test/whole-suite/begin.ts',
  setupFiles: ['<rootDir>/test/whole-suite/answered.ts'],
  globalTeardown: '<rootDir>/test/whole-suite/end.ts',
  maxWorkers: 2,
  testTimeout: 60000,
}
