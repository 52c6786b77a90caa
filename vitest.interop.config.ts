import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/interop/**/*.interop.test.ts'],
    testTimeout: 120_000,
    // There is one Docker Engine at a time: a file may have to wait for those that use it.
    hookTimeout: 1_800_000,
    // A process for each file, with which everything ends that it has started.
    pool: 'forks',
    maxWorkers: 2,
  },
})
