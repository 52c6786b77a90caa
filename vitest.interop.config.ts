import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/interop/**/*.interop.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A process for each file, with which everything ends that it has started.
    pool: 'forks',
    maxWorkers: 2,
  },
})
