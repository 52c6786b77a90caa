// What `npm test` does: style, types, tests, and that everything generated is current. Goes on after a failure, so
// that one run tells all, and ends with one line that counts.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './actions.ts'

type Counts = { passed: number; failed: number }

const bin = (name: string) => join(root, 'node_modules/.bin', name)
const counts: Counts[] = [
  run('style', bin('biome'), ['check']),
  run('types', bin('tsc'), []),
  run('generated files are current', process.execPath, [join(root, 'scripts/docs.ts'), '--check']),
  checkDist(),
  runTests(),
]

const passed = counts.reduce((sum, count) => sum + count.passed, 0)
const failed = counts.reduce((sum, count) => sum + count.failed, 0)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

function run(title: string, command: string, args: string[]): Counts {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  return told(title, status === 0)
}

/** The committed bundle is what a fresh build gives, byte for byte. */
function checkDist(): Counts {
  const fresh = mkdtempSync(join(tmpdir(), 'dist-'))
  try {
    const { status } = spawnSync(process.execPath, [join(root, 'scripts/build.ts'), '--out', fresh], {
      cwd: root,
      stdio: 'inherit',
    })
    const different = status === 0 ? differences(join(root, 'dist'), fresh) : ['it was not built']
    if (different.length > 0)
      console.error(`dist/ is not current (${different.join(', ')}); run npm run build`)
    return told('dist is a fresh build', different.length === 0)
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

function differences(one: string, other: string): string[] {
  const names = new Set([...readdirSync(one), ...readdirSync(other)])
  return [...names].filter((name) => readIfThere(join(one, name)) !== readIfThere(join(other, name)))
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function runTests(): Counts {
  const folder = mkdtempSync(join(tmpdir(), 'tests-'))
  const report = join(folder, 'report.json')
  const { status } = spawnSync(
    bin('vitest'),
    ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`],
    { cwd: root, stdio: 'inherit' },
  )
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

function told(title: string, good: boolean): Counts {
  console.log(`${good ? 'ok' : 'NOT OK'}: ${title}`)
  return good ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}
