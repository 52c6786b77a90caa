// Builds dist/: one bundle for all actions, of which each loads only its part, and one small starter per action.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import ncc from '@vercel/ncc'
import { actionNames, root } from './actions.ts'

const { out } = parseArgs({ options: { out: { type: 'string', default: join(root, 'dist') } } }).values
const compiled = join(root, 'build')

compile()
addressThreads()
writeEntry()
await bundle(out)

function compile(): void {
  rmSync(compiled, { recursive: true, force: true })
  const typescript = join(root, 'node_modules/typescript/bin/tsc')
  execFileSync(process.execPath, [typescript, '-p', join(root, 'scripts/tsconfig.build.json')], {
    stdio: 'inherit',
  })
}

/** TypeScript gives imports the ending of what it writes, but not the address of a thread's file, which ncc follows. */
function addressThreads(): void {
  const file = join(compiled, 'src/build/gzip.js')
  writeFileSync(file, readFileSync(file, 'utf8').replace("new URL('./deflate.ts'", "new URL('./deflate.js'"))
}

/** The bundle's entry: every action behind a dynamic import, which becomes a file that is loaded when asked for. */
function writeEntry(): void {
  const rows = actionNames().map(
    (name) => `  '${name}': () => import('./${name === 'pipeline' ? 'main' : `actions/${name}/main`}.js'),`,
  )
  writeFileSync(
    join(compiled, 'index.js'),
    `const actions = {\n${rows.join('\n')}\n}\n\nexport const start = (name) => actions[name]()\n`,
  )
  writeFileSync(join(compiled, 'package.json'), '{ "type": "module" }\n')
}

async function bundle(folder: string): Promise<void> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const built = await ncc(join(compiled, 'index.js'), { quiet: true, target: 'es2022', esm: true })
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  write(folder, 'index.js', built.code)
  for (const [name, { source }] of Object.entries(built.assets)) write(folder, name, source)
  write(folder, 'package.json', '{ "type": "module" }\n')
  for (const name of actionNames()) write(folder, `${name}.js`, starter(name, version))
  console.log(`${out}: ${readdirSync(folder).length} files`)
}

// The first line is written before anything is loaded: whoever waits sees at once what runs.
function starter(name: string, version: string): string {
  return `process.stdout.write('Immutable Deploy ${version} · ${name}\\n')\nconst { start } = await import('./index.js')\nawait start('${name}')\n`
}

function write(folder: string, name: string, content: string | Buffer): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), content)
}
