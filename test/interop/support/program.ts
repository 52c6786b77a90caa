import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExecOptions } from '../../../src/edge.ts'
import { testEdge } from '../../support/edge.ts'
import { tool } from '../tools.ts'

const { exec } = testEdge()

/** Runs an installed program to its end and returns what it wrote; nothing of the developer's own reaches it. */
export async function runProgram(
  name: string,
  args: readonly string[],
  options: ExecOptions = {},
): Promise<string> {
  const env = { HOME: scratch(), DOCKER_CONFIG: join(scratch(), '.docker'), ...options.env }
  return (await exec(tool(name), args, { ...options, env })).stdout
}

let made: string | undefined

/** The folder of this process, which goes when the process ends. */
export function scratch(): string {
  if (made === undefined) {
    const folder = mkdtempSync(join(tmpdir(), 'real-'))
    process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
    made = folder
  }
  return made
}

/** Makes a new folder there. */
export function freshFolder(name: string): string {
  return mkdtempSync(join(scratch(), `${name}-`))
}

/** Makes a folder where, as PATH, nothing is found but git and these installed programs. */
export function findOnly(...programs: string[]): string {
  const folder = freshFolder('bin')
  symlinkSync(execFileSync('which', ['git'], { encoding: 'utf8' }).trim(), join(folder, 'git'))
  for (const name of programs) symlinkSync(tool(name), join(folder, name))
  return folder
}
