import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { appendValue } from './command.ts'

/** A value of an output; undefined is written as the empty text, which expressions take for unset. */
export type OutputValue = string | number | boolean | readonly string[] | undefined

/** Sets the step's outputs; a list has one line per entry. */
export function setOutputs(outputs: Record<string, OutputValue>): void {
  for (const [name, value] of Object.entries(outputs)) {
    appendValue('GITHUB_OUTPUT', name, Array.isArray(value) ? value.join('\n') : String(value ?? ''))
  }
}

/** Adds Markdown to the job's summary. What exceeds the limit is cut, and said to be. */
export function summary(markdown: string): void {
  const file = process.env.GITHUB_STEP_SUMMARY
  // An older GitHub Enterprise Server has none. The summary tells nothing that the log and outputs do not.
  if (file === undefined || file === '') return
  const written = existsSync(file) ? readFileSync(file) : Buffer.of()
  if (written.toString().endsWith(cutNote)) return
  const text = markdown.endsWith('\n') ? markdown : `${markdown}\n`
  appendFileSync(file, cutToFit(text, summaryLimit - written.length))
}

/** Keeps a value for the post step of the same action. */
export function saveState(name: string, value: string): void {
  appendValue('GITHUB_STATE', name, value)
}

/** Reads in the post step what the main step kept. */
export function readState(name: string): string | undefined {
  const value = process.env[`STATE_${name}`]
  return value === '' ? undefined : value
}

// A larger file is not shown at all.
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
const summaryLimit = 1024 * 1024
const cutNote = '\n\n_The rest is cut off: a job summary holds 1 MiB._\n'

function cutToFit(markdown: string, room: number): string {
  const bytes = Buffer.from(markdown)
  const kept = room - Buffer.byteLength(cutNote)
  // Room for the note is kept until the end, so that it can always be written.
  if (bytes.length <= kept) return markdown
  // At a line's end, so that neither a character nor a table's row is torn.
  const end = bytes.subarray(0, kept).lastIndexOf('\n')
  return bytes.subarray(0, Math.max(end, 0)).toString() + cutNote
}
