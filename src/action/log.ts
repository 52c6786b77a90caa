import type { Log } from '../edge.ts'
import type { Place } from '../failure.ts'
import { issueCommand, printText } from './command.ts'

/** Opens the step's log: lines, and annotations that may point at a file of the repository. */
export function runnerLog(): Log {
  return {
    debug: (message) => issueCommand('debug', message),
    info: printText,
    notice: (message, place) => annotate('notice', message, place),
    warning: (message, place) => annotate('warning', message, place),
  }
}

/** Writes an annotation; the runner shows the first ten of each kind beside the run, and all in the log. */
export function annotate(kind: 'notice' | 'warning' | 'error', message: string, place?: Place): void {
  issueCommand(kind, message, { file: place?.file, line: place?.line })
}

/** Folds what is logged meanwhile under a title. */
export async function group<T>(title: string, work: () => Promise<T>): Promise<T> {
  issueCommand('group', title)
  try {
    return await work()
  } finally {
    issueCommand('endgroup')
  }
}

/** Keeps a value out of everything the runner shows from now on. */
export function maskSecret(value: string): void {
  if (value !== '') issueCommand('add-mask', value)
}
