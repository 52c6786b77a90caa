import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './actions.ts'

export type Counts = { passed: number; failed: number }

/** The path of a program that a development dependency brings. */
export const bin = (name: string) => join(root, 'node_modules/.bin', name)

/** Runs a program whose exit code is the answer. */
export function run(title: string, command: string, args: readonly string[]): Counts {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  return told(title, status === 0)
}

/** Runs the tests of a configuration, as the last arguments of another command where one is given. */
export function runTests(
  args: readonly string[],
  { within = [], env = {} }: { within?: readonly string[]; env?: Record<string, string> } = {},
): Counts {
  const folder = mkdtempSync(join(tmpdir(), 'tests-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
  const [command = '', ...rest] = [...within, bin('vitest'), 'run', ...reporters, ...args]
  const { status } = spawnSync(command, rest, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  try {
    const { numPassedTests, numFailedTests, numFailedTestSuites } = JSON.parse(readFileSync(report, 'utf8'))
    // A file that could not be loaded, or an error outside of any test, fails the run and no test.
    const failed = numFailedTests > 0 ? numFailedTests : status === 0 ? 0 : Math.max(1, numFailedTestSuites)
    return { passed: numPassedTests, failed }
  } catch {
    return told('tests', false)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Says how something went, and counts it. */
export function told(title: string, good: boolean): Counts {
  console.log(`${good ? 'ok' : 'NOT OK'}: ${title}`)
  return good ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** Ends with one line that counts everything. */
export function finish(counts: readonly Counts[]): void {
  const passed = counts.reduce((sum, count) => sum + count.passed, 0)
  const failed = counts.reduce((sum, count) => sum + count.failed, 0)
  console.log(`${passed} passed, ${failed} failed`)
  process.exitCode = failed === 0 ? 0 : 1
}
