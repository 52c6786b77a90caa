import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
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
    const { numPassedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
    const failures = failuresIn(testResults)
    // The end of a long log tells what failed.
    for (const failure of failures) console.log(`NOT OK: ${failure}`)
    // An error outside of any test fails the run and no test.
    return { passed: numPassedTests, failed: failures.length > 0 || status === 0 ? failures.length : 1 }
  } catch {
    return told('tests', false)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type FileReport = {
  name: string
  status: string
  message: string
  assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
}

/** One line for each test that failed, and for each file that could not be loaded. */
function failuresIn(files: readonly FileReport[]): string[] {
  return files.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(root, name)
    const failed = assertionResults.filter((test) => test.status === 'failed')
    if (failed.length === 0) return status === 'failed' ? [`${file}: ${firstLine(message)}`] : []
    return failed.map(
      ({ fullName, failureMessages }) => `${file}: ${fullName}: ${firstLine(failureMessages[0])}`,
    )
  })
}

const firstLine = (text = '') => text.split('\n', 1)[0]

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
