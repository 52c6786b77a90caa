import { setTimeout as wait } from 'node:timers/promises'
import type { Releases, Running } from './releases.ts'

export type Share = { digest: string; percent: number }
export type Release = Running & { requests: number; pending: number; errors: Map<number, number> }
type Order = { digest: string; image: string; expected: string; fence: number; goal: Share[] }

/** The releases behind a balancer: which of them stand, and how requests are divided among those that serve. */
export type Pool = {
  /** Whose turn it is, and its percent of the traffic; undefined where nothing serves. */
  next(): { release: Release; percent: number } | undefined
  /** A release that stands, or did. */
  find(digest: string): Release | undefined
  /** What a target's script is told to see. */
  state(): { serving: Share[]; standing: string[]; fence: number }
  /** What it can be told to do, by path; each says why it did not. */
  orders: Readonly<Record<string, (order: Order) => Promise<string | undefined>>>
}

export function openPool({ start }: Pick<Releases, 'start'>): Pool {
  const known = new Map<string, Release>()
  const standing = new Set<string>()
  let serving: Share[] = []
  let greatest = 0
  let asked = 0

  const next = () => {
    // A hundred requests in a row have as many of each release as its percent, one here and one there.
    let turn = (asked++ * 61) % 100
    const chosen = serving.find(({ percent }) => {
      turn -= percent
      return turn < 0
    })
    const release = chosen && known.get(chosen.digest)
    return release && { release, percent: chosen.percent }
  }

  const stage = async ({ digest, image }: Order) => {
    if (standing.has(digest)) return undefined
    known.set(digest, { ...(await start(image)), requests: 0, pending: 0, errors: new Map() })
    standing.add(digest)
    return undefined
  }

  // Nothing waits between the comparison and the change.
  const shift = async ({ digest, expected, goal, fence }: Order) => {
    if (fence < greatest) return `deployment ${greatest} was here since`
    const other = serving.find((one) => one.digest !== digest && one.digest !== expected)
    if (other !== undefined) return `${other.digest} serves`
    if (!goal.every((one) => standing.has(one.digest))) return 'not all of it stands'
    greatest = fence
    serving = goal
    return undefined
  }

  const discard = async ({ digest, fence }: Order) => {
    if (fence < greatest) return `deployment ${greatest} was here since`
    if (serving.some((one) => one.digest === digest)) return `${digest} serves`
    const release = known.get(digest)
    if (release === undefined || !standing.delete(digest)) return undefined
    while (release.pending > 0) await wait(10)
    await release.stop()
    return undefined
  }

  return {
    next,
    find: (digest) => known.get(digest),
    state: () => ({ serving, standing: [...standing], fence: greatest }),
    orders: { '/stage': stage, '/shift': shift, '/discard': discard },
  }
}
