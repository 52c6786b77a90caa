import { randomUUID } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { StepLog } from './runner-log.ts'

/** The files by which a step tells the runner its outputs, and the event's payload. */
export type FileCommands = Record<'output' | 'state' | 'env' | 'path' | 'summary' | 'event', string>

/** Makes the files of one step, empty. */
export async function makeFileCommands(temp: string, event: unknown): Promise<FileCommands> {
  const directory = join(temp, '_runner_file_commands')
  await mkdir(directory, { recursive: true })
  const id = randomUUID()
  const file = (name: string) => join(directory, `${name}_${id}`)
  const files = {
    output: file('set_output'),
    state: file('save_state'),
    env: file('set_env'),
    path: file('add_path'),
    summary: file('step_summary'),
    event: file('event.json'),
  }
  await Promise.all(Object.values(files).map((path) => writeFile(path, '')))
  await writeFile(files.event, JSON.stringify(event))
  return files
}

/** Reads what a step left in its files. */
export async function readFileCommands(files: FileCommands, log: StepLog) {
  const [output, state, env, summary] = await Promise.all(
    [files.output, files.state, files.env, files.summary].map((path) => readFile(path, 'utf8')),
  )
  return {
    outputs: parseFileCommand(output ?? ''),
    state: parseFileCommand(state ?? ''),
    env: parseFileCommand(env ?? ''),
    summary: acceptSummary(summary ?? '', log),
  }
}

/** Reads the format of the runner's files: `name=value`, or `name<<delimiter`, lines, delimiter. */
export function parseFileCommand(text: string): Record<string, string> {
  const values: Record<string, string> = {}
  const lines = text.split(/\r?\n/)
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? ''
    if (line === '') continue
    const [, name, separator, rest] = /^(.+?)(=|<<)(.*)$/.exec(line) ?? []
    if (name === undefined || rest === undefined) throw new Error(`Invalid format '${line}'`)
    if (separator === '=') {
      values[name] = rest
      continue
    }
    const end = lines.indexOf(rest, at + 1)
    if (rest === '' || end === -1) throw new Error(`Invalid value. Matching delimiter not found '${rest}'`)
    values[name] = lines.slice(at + 1, end).join('\n')
    at = end
  }
  return values
}

// The real runner uploads nothing of a summary that is too large.
function acceptSummary(summary: string, log: StepLog): string {
  if (Buffer.byteLength(summary) <= 1024 * 1024) return log.mask(summary)
  const message = '$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k'
  log.annotations.push({ kind: 'error', message })
  return ''
}
