import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The absolute path of an installed program. */
export function tool(name: string): string {
  const path = join(process.env.IMMUTABLE_DEPLOY_TOOLS ?? '', 'bin', name)
  if (existsSync(path)) return path
  throw new Error(`program "${name}" is not installed; set IMMUTABLE_DEPLOY_TOOLS to where it is`)
}
