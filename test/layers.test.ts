import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from './support/runner.ts'
import { type Import, importsOf, readSources, type SourceFile } from './support/source.ts'

/** Which folders each folder of src may import. What lies in src itself is for everyone. */
const layers: Record<string, readonly string[]> = {
  artifact: [],
  registry: ['artifact'],
  github: ['artifact'],
  evidence: ['artifact', 'registry', 'github'],
  yaml: [],
  gate: ['artifact', 'evidence', 'yaml'],
  policy: ['artifact', 'evidence', 'yaml', 'gate'],
  check: ['artifact', 'github'],
  target: ['artifact', 'registry'],
  build: ['artifact', 'registry', 'evidence'],
  scan: ['artifact', 'evidence', 'registry', 'github', 'gate'],
  deployment: ['artifact', 'registry', 'github', 'evidence', 'gate', 'policy', 'target', 'check'],
  report: ['artifact', 'evidence', 'gate', 'policy', 'deployment', 'scan'],
  action: [],
}
/** Where a job's inputs become the parts that an action needs: it knows them all, and nobody but actions it. */
const composition = 'job'
/** Same input, same output: no clock, no environment, no network, no files. */
const pure = [
  /^src\/artifact\//,
  /^src\/yaml\//,
  /^src\/gate\//,
  /^src\/policy\//,
  /^src\/report\//,
  /^src\/deployment\/plan\.ts$/,
]
const world = /^node:(fs|http|https|net|tls|dns|os|process|child_process|timers)\b/
const impure = /\bprocess\.|\bDate\.now\(|\bnew Date\(\)|\bconsole\.|\bMath\.random\(|\bperformance\./
/** They cost more to load than most actions take, so they are imported where they are needed. */
const heavy = /^(@sigstore\/(sign|verify|tuf)|@bufbuild\/cel)/

const sources = readSources('src')
const folderOf = (path: string) => /^src\/([^/]+)\//.exec(path)?.[1]

function targetOf(file: SourceFile, { from }: Import): string | undefined {
  return from.startsWith('.') ? posix.join(posix.dirname(file.path), from) : undefined
}

/** Names what breaks a rule, so that a failure says which file. */
function offences(
  files: readonly SourceFile[],
  breaks: (file: SourceFile, found: Import) => boolean,
): string[] {
  return files.flatMap((file) =>
    file.imports.filter((found) => breaks(file, found)).map(({ from }) => `${file.path} imports ${from}`),
  )
}

describe('the folders of src', () => {
  it('are all known here', () => {
    const folders = new Set(
      sources.map(({ path }) => folderOf(path)).filter((folder) => folder !== undefined),
    )
    expect([...folders].filter((folder) => folder !== composition && !(folder in layers))).toEqual([])
  })

  it('import only those below them', () => {
    const found = offences(sources, (file, found) => {
      const [own, other] = [folderOf(file.path), folderOf(targetOf(file, found) ?? '')]
      if (other === undefined || own === other || own === composition) return false
      // It shows everything, so it may know how everything looks.
      if (own === 'report' && found.kind === 'type') return false
      return own === undefined || !(layers[own] ?? []).includes(other)
    })
    expect(found).toEqual([])
  })

  it('touch the world through the edge that they are given', () => {
    const found = offences(sources, (file, found) => {
      if (targetOf(file, found) === 'src/edge-node.ts') return folderOf(file.path) !== composition
      return found.from === 'node:child_process' && file.path !== 'src/edge-node.ts'
    })
    expect(found).toEqual([])
  })

  it('leave the runner to src/action', () => {
    expect(
      offences(sources, (file, { from }) => /^@actions\//.test(from) && folderOf(file.path) !== 'action'),
    ).toEqual([])
  })
})

describe('the pure parts', () => {
  const files = sources.filter(({ path }) => pure.some((pattern) => pattern.test(path)))

  it('import nothing that reaches the world', () => {
    expect(offences(files, (_, { from, kind }) => kind !== 'type' && world.test(from))).toEqual([])
  })

  it('have no clock, no chance, no environment', () => {
    const code = files.map(({ path, text }) => ({ path, text: text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '') }))
    expect(code.filter(({ text }) => impure.test(text)).map(({ path }) => path)).toEqual([])
  })
})

it('loads heavy libraries only where they are needed', () => {
  expect(offences(sources, (_, { from, kind }) => kind === 'value' && heavy.test(from))).toEqual([])
})

it('imports only packages that are listed', () => {
  const listed = Object.keys(JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')).dependencies)
  const found = offences([...sources, ...readSources('actions')], (_, { from, kind }) => {
    if (kind === 'type' || /^(\.|node:)/.test(from)) return false
    return !listed.includes(/^(@[^/]+\/)?[^/]+/.exec(from)?.[0] ?? from)
  })
  expect(found).toEqual([])
})

it('lets no action import another', () => {
  const found = offences(readSources('actions'), (file, found) => {
    const target = targetOf(file, found)
    return target?.startsWith('actions/') === true && posix.dirname(target) !== posix.dirname(file.path)
  })
  expect(found).toEqual([])
})

it.each([
  ["import { a } from './a.ts'", 'value'],
  ["import type { A } from './a.ts'", 'type'],
  ["import { type A, type B } from './a.ts'", 'type'],
  ["import { type A, b } from './a.ts'", 'value'],
  ["import {\n  type A,\n  b,\n} from './a.ts'", 'value'],
  ["import './a.ts'", 'value'],
  ["export type { A } from './a.ts'", 'type'],
  ["  const { a } = await import('./a.ts')", 'dynamic'],
])('understands %j', (text, kind) => {
  expect(importsOf(text)).toEqual([{ from: './a.ts', kind }])
})
