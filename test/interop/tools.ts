import { findProgram } from '../../scripts/interop/tools.ts'
import { Failure } from '../../src/failure.ts'

/** The absolute path of a program that `scripts/interop/install.ts` has installed. */
export function tool(name: string): string {
  const path = findProgram(name)
  if (path !== undefined) return path
  throw new Failure(
    'not-found',
    `program "${name}" is not installed; run "node scripts/interop/install.ts", and add what it does not know to scripts/interop/tools.ts`,
  )
}
