import type { BuildEdge, BuildJob } from './builder.ts'
import { readTargets } from './entries.ts'
import { type Excluder, excluderOf } from './exclusion.ts'
import { arrangeTracked, listTracked, listUntracked } from './git.ts'
import { type Ground, type Placed, placeSources } from './placement.ts'
import { type FileLine, findSources, isExclusion, type Source } from './source.ts'
import { followSymlink } from './symlink.ts'

/** The files of a commit and of the steps before, as the lines of an input choose them. */
export type Contents = {
  place(lines: readonly FileLine[], ground: Ground): Promise<Placed[]>
  /** The patterns that have left something out. */
  busy: ReadonlySet<string>
}

/** Reads what there is to choose from, which may then be chosen from several times. */
export async function openContents(job: BuildJob, edge: BuildEdge): Promise<Contents> {
  const { checkout, recipe } = job
  const tracked = arrangeTracked(await listTracked(checkout, edge))
  const busy = new Set<string>()
  const told = new Set<string>()
  const tell = (level: 'info' | 'warning', message: string | undefined) => {
    if (message === undefined || told.has(message)) return
    told.add(message)
    edge.log[level](message)
  }
  return {
    busy,
    async place(lines, ground) {
      const excluder = excluderOf(lines.filter(isExclusion), busy)
      const mappings = lines.flatMap((line) => (isExclusion(line) ? [] : [line]))
      const sources = await findSources(mappings, { context: recipe.context, checkout, tracked, excluder })
      for (const source of sources) tell('info', await untrackedBeside(source, excluder, job, edge))
      const placed = await readTargets(placeSources(sources, ground), job, edge)
      const dangling = danglingAmong(placed)
      if (!ground.onBase) tell('warning', dangling)
      return placed
    },
  }
}

// Left out on purpose: a checkout may hold credentials and caches that nobody meant to ship. But not in silence.
async function untrackedBeside(
  { path, isDirectory, entries }: Source,
  { excludes }: Excluder,
  { checkout }: BuildJob,
  edge: BuildEdge,
): Promise<string | undefined> {
  if (!isDirectory || entries[0]?.kind !== 'tracked') return undefined
  const all = await listUntracked(checkout, path, edge)
  const untracked = all.filter((name) => !excludes(name.slice(checkout.prefix.length).replace(/\/$/, '')))
  if (untracked.length === 0) return undefined
  const shown = untracked.slice(0, 5).map((name) => `"${name}"`)
  const more = untracked.length > shown.length ? ` and ${untracked.length - shown.length} more` : ''
  return `"${path || '.'}" has tracked files, and only those are taken; left out are ${shown.join(', ')}${more}: name in "files" what is wanted of it`
}

/** Follows every symlink, refuses those that must not be, and tells of those that lead to nothing. */
function danglingAmong(placed: readonly Placed[]): string | undefined {
  const links = placed.filter(({ target }) => target !== undefined)
  if (links.length === 0) return undefined
  const targets = new Map(links.map(({ path, target = '' }) => [path, target]))
  const paths = new Set(['', ...placed.map(({ path }) => path)])
  const dangling = links.filter(({ path }) => !paths.has(followSymlink(path, targets)))
  const [first] = dangling
  if (first === undefined) return undefined
  const more = dangling.length > 1 ? `, and so do ${dangling.length - 1} more` : ''
  return `"/${first.path}" is a symlink to "${first.target}", which leads to nothing in the artifact${more}`
}
