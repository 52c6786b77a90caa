import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './runner.ts'

/** A file of the project, named by its path from the root with forward slashes. */
export type SourceFile = { path: string; text: string; imports: Import[] }

export type Import = {
  /** As it is written: `node:fs`, `zod`, `../failure.ts`. */
  from: string
  kind: 'value' | 'type' | 'dynamic'
}

/** Reads the TypeScript files below some folders. */
export function readSources(...folders: string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'))
      .map((entry) => {
        const file = join(entry.parentPath, entry.name)
        const text = readFileSync(file, 'utf8')
        const path = file.slice(projectRoot.length).replaceAll('\\', '/').replace(/^\//, '')
        return { path, text, imports: importsOf(text) }
      }),
  )
}

/** Finds a file's imports and re-exports; the code is formatted, so a line's start tells. */
export function importsOf(text: string): Import[] {
  const statements = text.matchAll(/^(?:import|export)\s+(?:([^'";]*?)\s+from\s+)?'([^']+)'/gm)
  const dynamic = text.matchAll(/\bimport\('([^']+)'\)/g)
  return [
    ...[...statements].map(([, names = '', from = '']): Import => {
      return { from, kind: isTypeOnly(names) ? 'type' : 'value' }
    }),
    ...[...dynamic].map(([, from = '']): Import => ({ from, kind: 'dynamic' })),
  ]
}

function isTypeOnly(names: string): boolean {
  if (/^type\s/.test(names)) return true
  const [, listed] = /^\{([\s\S]*)\}$/.exec(names.trim()) ?? []
  if (listed === undefined) return false
  return listed.split(',').every((name) => name.trim() === '' || /^type\s/.test(name.trim()))
}
