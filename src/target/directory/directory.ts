import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { z } from 'zod'
import { type Digest, formatShortDigest, hexOf, isDigest } from '../../artifact/digest.ts'
import { type DigestReference, formatReference } from '../../artifact/reference.ts'
import { Failure } from '../../failure.ts'
import type { Adapter, Observation, Staged, Target, TargetContext, TargetEdge } from '../target.ts'
import { readCurrent, swapCurrent } from './current.ts'
import { assertNotLate } from './fence.ts'
import { exists, ignoreMissing, removeLeftovers, removeTree } from './files.ts'
import { claim, isOurs } from './ownership.ts'
import { startPreview } from './preview.ts'
import { unpackRelease } from './release.ts'

const options = z.strictObject({
  path: z
    .string()
    .refine(isAbsolute, 'wanted an absolute path')
    .describe('Absolute path of the directory; it holds `releases/<hex>` and the link `current`.'),
  root: z
    .string()
    .regex(/^(?!\/)(?!.*\.\.)/, 'wanted a relative path without ".."')
    .default('.')
    .describe('Folder inside a release that is served, as in `srv/www`.'),
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Where the directory is served; asked by checks after the swap.'),
  reload: z
    .string()
    .min(1)
    .optional()
    .describe('Command run after each swap, as in `systemctl reload nginx`.'),
})

type Options = z.infer<typeof options>

/**
 * A directory on this machine: each release is unpacked read-only to `releases/<hex>`, and the link `current`,
 * replaced by one rename, is what serves. A web server that follows the link needs to know nothing more.
 */
export const directory: Adapter = {
  description: 'A directory on the runner’s machine, swapped by a symbolic link',
  options,
  can: { preview: true, weights: false },
  connect: (written, context, edge) => connectDirectory(options.parse(written), context, edge),
}

function connectDirectory(options: Options, context: TargetContext, edge: TargetEdge): Target {
  const { path, url } = options
  return {
    observe: async () =>
      (await isOurs(path, context)) ? observe(path, url) : { serving: [], standing: [], url },
    stage: async (artifact) => {
      await claim(path, context)
      const release = join(path, 'releases', hexOf(artifact.digest))
      if (!(await exists(release))) await stageRelease(artifact, path, release, context, edge)
      return preview(release, options)
    },
    shift: (digest, percent, expected, fence) => shift(options, { digest, percent, expected, fence }, edge),
    discard: (digest, fence) => discard(path, digest, fence),
  }
}

async function observe(path: string, url: string | undefined): Promise<Observation> {
  const [digest, standing] = await Promise.all([readCurrent(path), standingIn(path)])
  return { serving: digest === undefined ? [] : [{ digest, percent: 100 }], standing, url }
}

async function standingIn(path: string): Promise<Digest[]> {
  const names = await readdir(join(path, 'releases')).catch(ignoreMissing)
  return (names ?? [])
    .map((name) => `sha256:${name}`)
    .filter(isDigest)
    .sort()
}

// Unpacked under another name first: a release folder is complete from the moment it has its name.
async function stageRelease(
  artifact: DigestReference,
  path: string,
  release: string,
  { registry }: TargetContext,
  { log }: TargetEdge,
): Promise<void> {
  const releases = join(path, 'releases')
  await removeLeftovers(releases, '.')
  const partial = join(releases, `.stage-${randomUUID()}`)
  await mkdir(partial)
  log.info(`unpacking ${formatReference(artifact)}`)
  try {
    await unpackRelease(registry, artifact, partial)
    await rename(partial, release)
  } catch (error) {
    await removeTree(partial)
    throw error
  }
}

async function preview(release: string, { root }: Options): Promise<Staged> {
  return startPreview(join(release, root)).catch((cause) => {
    throw new Failure('mismatch', `the release has no folder "${root}", which the policy names as root`, {
      cause,
    })
  })
}

type Shift = { digest: Digest; percent: number; expected: Digest | undefined; fence: number }

async function shift(
  { path, reload }: Options,
  { digest, percent, expected, fence }: Shift,
  edge: TargetEdge,
): Promise<void> {
  if (percent !== 0 && percent !== 100) {
    throw new Failure(
      'invalid-input',
      `a directory serves one release; wanted a shift to 100 or 0 percent, found ${percent}`,
    )
  }
  if (percent === 100 && !(await exists(join(path, 'releases', hexOf(digest))))) {
    throw new Failure(
      'not-found',
      `release ${formatShortDigest(digest)} does not stand in "${path}"; stage it first`,
    )
  }
  await swapCurrent(path, { goal: percent === 100 ? digest : undefined, expected, fence })
  // Also where the link was there already: whoever put it there may have died before this.
  if (reload !== undefined) await edge.exec('sh', ['-c', reload], { cwd: path })
}

async function discard(path: string, digest: Digest, fence: number): Promise<void> {
  const release = join(path, 'releases', hexOf(digest))
  if (!(await exists(release))) return
  await assertNotLate(path, fence)
  if ((await readCurrent(path)) === digest) {
    throw new Failure(
      'denied',
      `release ${formatShortDigest(digest)} serves from "${path}"; it is not discarded`,
    )
  }
  // Renamed first: a folder that has its name is complete, also while it is being removed.
  const removed = join(path, 'releases', `.discard-${randomUUID()}`)
  await rename(release, removed)
  await removeTree(removed)
}
