import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** The names of all actions; `pipeline` is the one at the root. */
export function actionNames(): string[] {
  const names = readdirSync(join(root, 'actions')).filter((name) =>
    existsSync(join(folderOf(name), 'action.yml')),
  )
  return existsSync(join(root, 'action.yml')) ? [...names, 'pipeline'].sort() : names.sort()
}

/** Where an action's action.yml, README.md and main.ts are. */
export function folderOf(name: string): string {
  return name === 'pipeline' ? root : join(root, 'actions', name)
}
