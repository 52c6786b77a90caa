import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunnerContext } from './context.ts'

/** Writes a file that outlives the step but not the job; returns its path. */
export async function writeTemporary(
  name: string,
  content: string,
  { runnerTemp }: Pick<RunnerContext, 'runnerTemp'>,
): Promise<string> {
  const path = join(runnerTemp, name.replace(/[^\w.-]+/g, '-'))
  await writeFile(path, content)
  return path
}
