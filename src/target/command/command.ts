import { z } from 'zod'
import { type Digest, formatShortDigest } from '../../artifact/digest.ts'
import { type DigestReference, formatReference } from '../../artifact/reference.ts'
import { Failure } from '../../failure.ts'
import { guarded } from '../guarded.ts'
import { goalOf, late, type Share, type Shift } from '../shift.ts'
import {
  type Adapter,
  type Origin,
  shareOf,
  type Target,
  type TargetContext,
  type TargetEdge,
} from '../target.ts'
import { withoutPassedOn } from './environment.ts'
import { assertShared, assertStands, assertUnmoved } from './judge.ts'
import { parseSeen, type Seen } from './observation.ts'
import { type Options, options } from './options.ts'
import { openPreview } from './preview.ts'
import { type Program, programOf } from './program.ts'

/**
 * Whatever a program can reach. It does as it is told, and what it says that it sees is judged here: before each change,
 * so that a program needs no judgement of its own, and after it, so that none is taken at its word.
 */
export const command: Adapter = {
  description: 'Anything with a program: scripts of your own, given the digest',
  options,
  can: { preview: true, weights: true },
  canWith,
  connect: (written, context, edge) => {
    const parsed = options.parse(written)
    return guarded(connectCommand(parsed, context, edge), canWith(parsed))
  },
}

/** Options that are not to be read are told elsewhere. */
function canWith(written: unknown): Adapter['can'] {
  const { data } = abilities.safeParse(written)
  return { preview: data?.preview !== undefined, weights: data?.weights === true }
}

const abilities = z.object({ preview: z.string().optional(), weights: z.boolean().optional() })

function connectCommand(options: Options, context: TargetContext, edge: TargetEdge): Target {
  const program = programOf(options, context, edge)
  const look = async () => {
    const text = await program('observe')
    return parseSeen(text, withoutPassedOn(text, options))
  }
  const host: Host = { program, look }
  return {
    observe: async () => {
      const { fence: _, url = options.url, ...seen } = await look()
      return { ...seen, ...(url !== undefined && { url }) }
    },
    stage: async (artifact, origin) => {
      await stage(artifact, host, origin)
      if (options.preview === undefined) return { [Symbol.asyncDispose]: async () => {} }
      return openPreview(options.preview, { DIGEST: artifact.digest }, options, context, edge)
    },
    shift: (digest, percent, expected, fence) => shift({ digest, percent, expected, fence }, host),
    discard: (digest, fence) => discard(digest, fence, host),
  }
}

type Host = { program: Program; look: () => Promise<Seen> }

async function stage(
  artifact: DigestReference,
  { program, look }: Host,
  { plan }: Origin = {},
): Promise<void> {
  const { digest } = artifact
  const before = await look()
  await program('stage', { DIGEST: digest, IMAGE: formatReference(artifact), PLAN: plan ?? '' })
  const after = await look()
  assertStands(after, digest, '"observe" must say so once "stage" ended well')
  // Checks before the swap would be asked in vain.
  if (shareOf(after, digest) > shareOf(before, digest))
    throw new Failure(
      'mismatch',
      `"stage" gave traffic to ${formatShortDigest(digest)}; wanted it to stand beside what serves until "shift"`,
    )
}

/** A program is asked also where it serves so already: who did that may have died before all was done. */
async function shift(wanted: Shift, { program, look }: Host): Promise<void> {
  const { digest, percent, expected, fence } = wanted
  const goal = goalOf(wanted)
  const before = await look()
  assertNotLate(before, fence)
  assertUnmoved(before, wanted)
  for (const share of goal) assertStands(before, share.digest)
  await program('shift', {
    GOAL: formatGoal(goal),
    DIGEST: digest,
    PERCENT: String(percent),
    EXPECTED: expected ?? '',
    FENCE: String(fence),
  })
  const after = await look()
  assertNotLate(after, fence)
  assertShared(after, goal)
  if (after.fence !== undefined && after.fence < fence)
    throw new Failure(
      'mismatch',
      `"observe" says fence ${after.fence} after a "shift" with fence ${fence}; wanted the greatest that "shift" was given`,
    )
}

async function discard(digest: Digest, fence: number, { program, look }: Host): Promise<void> {
  const before = await look()
  if (!before.standing.includes(digest)) return
  if (shareOf(before, digest) > 0)
    throw new Failure('denied', `release ${formatShortDigest(digest)} serves; it is not discarded`)
  assertNotLate(before, fence)
  await program('discard', { DIGEST: digest, FENCE: String(fence) })
  if ((await look()).standing.includes(digest))
    throw new Failure('mismatch', `"discard" ended well, but ${formatShortDigest(digest)} still stands`)
}

/** One line for each release that is to serve; none where nothing is. */
function formatGoal(goal: readonly Share[]): string {
  return goal.map(({ digest, percent }) => `${digest} ${percent}`).join('\n')
}

function assertNotLate({ fence: greatest = 0 }: Seen, fence: number): void {
  if (greatest > fence) throw late('traffic', fence, greatest, 'let the program forget its fence')
}
