import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Those need real programs: see vitest.interop.config.ts.
    exclude: ['test/**/*.interop.test.ts'],
    globalSetup: ['test/support/temporary.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Two at a time: most tests start servers and child processes of their own.
    maxWorkers: 2,
  },
})
