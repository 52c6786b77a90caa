// What `npm test` does: style, types, tests, and that everything generated is current. Goes on after a failure, so
// that one run tells all, and ends with one line that counts.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './actions.ts'
import { bin, type Counts, finish, run, runTests, told } from './counts.ts'

finish([
  run('style', bin('biome'), ['check']),
  run('types', bin('tsc'), []),
  run('generated files are current', process.execPath, [join(root, 'scripts/docs.ts'), '--check']),
  checkDist(),
  runTests([]),
])

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
