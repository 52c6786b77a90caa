import { type Digest, formatShortDigest } from '../artifact/digest.ts'
import type { DeploymentStatus } from '../github/github.ts'

// What the statuses of a deployment say, to people and to whoever ends the promotion of a run that died.

/** GitHub keeps no more of a status's description. */
const longest = 140

const shiftingWord = 'shifting'
const revertedWord = 'reverted'

/** Names services and digests, short, for people. */
export function describe(changes: readonly { service: string; to: { digest: Digest } }[]): string {
  return changes.map(({ service, to }) => `${service} ${formatShortDigest(to.digest)}`).join(', ')
}

/** Says, before it is done, that traffic moves to these of the changed services: in few words, but nothing cut off. */
export function describeShift(
  changes: readonly { service: string; to: { digest: Digest } }[],
  { changed, percent }: { changed: number; percent: number },
): string[] {
  const share = percent === 100 ? '' : ` (${percent} %)`
  const whole = `${shiftingWord} to ${describe(changes)}${share}`
  if (whole.length <= longest) return [whole]
  if (changes.length === changed) return [`${shiftingWord} to all ${changed} services${share}`]
  const half = Math.ceil(changes.length / 2)
  return [changes.slice(0, half), changes.slice(half)].flatMap((part) =>
    describeShift(part, { changed, percent }),
  )
}

/** Says why a promotion ended, and that what served was put back if it was. */
export function describeEnd(reason: string, ending: 'reverted' | 'stopped' | 'untouched'): string {
  if (ending === 'untouched') return reason
  return `${ending === 'reverted' ? revertedWord : ending}: ${reason}`
}

type Journaled = { statuses: readonly Pick<DeploymentStatus, 'description'>[] }

/** Says whether what a service serves may be a promotion's doing: it moved its traffic, and did not put it back. */
export function mayServe({ statuses }: Journaled, service: string): boolean {
  return (
    statuses.some(({ description }) => isShiftOf(description, service)) &&
    !statuses.some(({ description }) => description.startsWith(revertedWord))
  )
}

function isShiftOf(description: string, service: string): boolean {
  if (!description.startsWith(`${shiftingWord} to `)) return false
  const named = description.slice(`${shiftingWord} to `.length)
  return /^all \d+ services/.test(named) || named.split(', ').some((one) => one.split(' ')[0] === service)
}
