import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { EOL } from 'node:os'
import { Failure } from '../failure.ts'

// The runner's protocol, as @actions/core writes it; a test compares the bytes of the two. The package itself is
// not loaded because it brings an HTTP client: 100 ms in every step, for one that no action uses.
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands

/** Writes a workflow command to standard output: `::name key=value::message`. */
export function issueCommand(
  name: string,
  message = '',
  properties: Record<string, string | number | undefined> = {},
): void {
  const given = Object.entries(properties).filter(([, value]) => value !== undefined && value !== '')
  const list = given.map(([key, value]) => `${key}=${escapeProperty(String(value))}`).join(',')
  process.stdout.write(`::${name}${list === '' ? '' : ` ${list}`}::${escapeData(message)}${EOL}`)
}

/** Writes lines to standard output that the runner takes for nothing but text. */
export function printText(text: string): void {
  process.stdout.write(`${disarm(text)}${EOL}`)
}

/** Appends a name and its value to one of the runner's files, such as `GITHUB_OUTPUT`. */
export function appendValue(file: 'GITHUB_OUTPUT' | 'GITHUB_STATE', name: string, value: string): void {
  // Unguessable, so that a value cannot end itself and go on with a name of its own.
  const delimiter = `ghadelimiter_${randomUUID()}`
  appendFileSync(commandFile(file), `${name}<<${delimiter}${EOL}${value}${EOL}${delimiter}${EOL}`)
}

function commandFile(name: string): string {
  const path = process.env[name]
  if (path === undefined || path === '') {
    throw new Failure('invalid-input', `${name} is not set; actions are started by a GitHub Actions runner`)
  }
  return path
}

/**
 * Breaks what the runner would take for a command, in text that may come from elsewhere: a registry's error, say.
 * It looks for `::` at the start of a line and for the older `##[` anywhere; its lines end at \r too.
 */
function disarm(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^([\s\u0085\u200b]*):(?=:)/, '$1: ').replaceAll('##[', '## ['))
    .join(EOL)
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
