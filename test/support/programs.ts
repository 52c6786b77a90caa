import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { node24, projectRoot } from './runner.ts'

export type ProgramCall = { program: string; args: string[]; env: Record<string, string>; cwd: string }

/** Programs that stand in for real ones, alone on PATH beside git, until they are disposed of. */
export type Programs = Disposable & {
  /** What they were called with so far. */
  calls(program?: string): ProgramCall[]
}

/**
 * Installs programs by their bodies: CommonJS that has `args`, `option(name)`, `fixtures` and node's `fs` at hand.
 */
export function installPrograms(bodies: Readonly<Record<string, string>>): Programs {
  const folder = mkdtempSync(join(tmpdir(), 'programs-'))
  const journal = join(folder, 'calls.jsonl')
  const before = process.env.PATH
  symlinkSync(execFileSync('which', ['git'], { encoding: 'utf8' }).trim(), join(folder, 'git'))
  for (const [program, body] of Object.entries(bodies)) {
    const file = join(folder, program)
    writeFileSync(file, scriptOf(program, body, journal))
    chmodSync(file, 0o755)
  }
  process.env.PATH = folder
  return {
    calls: (program) => {
      const lines = existsSync(journal) ? readFileSync(journal, 'utf8').trim().split('\n') : []
      const calls: ProgramCall[] = lines.map((line) => JSON.parse(line))
      return calls.filter((call) => program === undefined || call.program === program)
    },
    [Symbol.dispose]() {
      process.env.PATH = before
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function scriptOf(program: string, body: string, journal: string): string {
  return `#!${node24()}
const fs = require('node:fs')
const args = process.argv.slice(2)
const option = (name) => args[args.indexOf(name) + 1]
const fixtures = ${JSON.stringify(join(projectRoot, 'test/fixtures/build'))}
const call = { program: ${JSON.stringify(program)}, args, env: process.env, cwd: process.cwd() }
fs.appendFileSync(${JSON.stringify(journal)}, JSON.stringify(call) + '\\n')
${body}
`
}
