// What `npm run test:interop` does: installs what is missing, runs the tests against real programs, and ends with one
// line that counts. Arguments are passed on to vitest, such as the name of one file.
import { join } from 'node:path'
import { type Counts, finish, run, runTests, told } from '../counts.ts'
import { isolated, isolatedVariable, isolationRefusal, removeControlGroups } from './isolation.ts'
import { findProgram } from './tools.ts'

const installed = run('real programs are installed', process.execPath, [
  join(import.meta.dirname, 'install.ts'),
])
finish(installed.failed > 0 ? [installed] : [installed, runIsolated(process.argv.slice(2))])

function runIsolated(args: readonly string[]): Counts {
  const refusal = isolationRefusal()
  if (refusal !== undefined) return told(`tests against real programs: ${refusal}`, false)
  try {
    return runTests(['--config', 'vitest.interop.config.ts', ...args], {
      within: isolated(findProgram('busybox') ?? 'busybox'),
      env: { [isolatedVariable]: 'true' },
    })
  } finally {
    removeControlGroups()
  }
}
