import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { node24, projectRoot } from '../support/runner.ts'

export type ScriptResult = { exitCode: number | null; stdout: string; files: Record<string, string> }

const fileNames = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY']

/** Runs a script in a process of its own, with the runner's files; `$src` stands for the sources' address. */
export async function runScript(code: string, env: Record<string, string> = {}): Promise<ScriptResult> {
  const directory = await mkdtemp(join(tmpdir(), 'script-'))
  const paths = Object.fromEntries(fileNames.map((name) => [name, join(directory, name)]))
  await Promise.all(Object.values(paths).map((path) => writeFile(path, '')))
  const source = code.replaceAll('$src', pathToFileURL(join(projectRoot, 'src')).href)
  const child = spawn(node24(), ['--input-type=module', '-e', source], {
    cwd: projectRoot,
    env: { ...paths, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = new Promise<number | null>((done) => child.once('exit', done))
  const [stdout, exitCode] = await Promise.all([text(child.stdout), exited])
  const contents = await Promise.all(
    fileNames.map(async (name) => [name, await readFile(paths[name] ?? '', 'utf8')]),
  )
  await rm(directory, { recursive: true })
  return { exitCode, stdout, files: Object.fromEntries(contents) }
}
