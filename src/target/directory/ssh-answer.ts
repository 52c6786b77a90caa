import { type Digest, isDigest } from '../../artifact/digest.ts'
import { Failure } from '../../failure.ts'
import { inert } from '../../inert.ts'
import type { Owner } from './marker.ts'
import { refusal } from './refusal.ts'
import type { Answer } from './ssh.ts'

/** What a script was asked about. */
export type About = {
  /** Names the directory and its host. */
  where: string
  owner: Owner
  digest?: Digest | undefined
  expected?: Digest | undefined
  fence?: number
}

/** Turns the answer of a script that did not do what was asked into a failure. */
export function failureOf({ word, rest }: Answer, about: About): Failure {
  const said = inert(rest)
  const known = failures[word]
  if (known !== undefined) return known(said, about)
  return new Failure('mismatch', `"${about.where}" gave the answer "${inert(word)}", which nobody knows`)
}

const failures: Record<string, (said: string, about: About) => Failure> = {
  'not-directory': (_, { where }) => refusal.notDirectory(where),
  unreadable: (said, { where }) => refusal.unreadable(where, said),
  unchangeable: (said, { where }) => full(said, where) ?? refusal.unchangeable(where, said),
  foreign: (_, { where }) => refusal.foreign(where),
  'of-another': (_, { where, owner }) => refusal.ofAnother(where, owner),
  missing: (_, { where }) => refusal.missing(where),
  'not-our-link': (_, { where }) => refusal.notOurLink(where),
  late: (said, { where, fence = 0 }) => refusal.late(where, fence, said),
  moved: (said, { where, expected }) => refusal.moved(where, digestIn(said), expected),
  'not-standing': (_, { where, digest }) => refusal.notStanding(where, digest),
  'not-swapped': (said, { where }) => refusal.notSwapped(where, said),
  'swapped-meanwhile': (_, { where }) => refusal.swappedMeanwhile(where),
  serves: (_, { where, digest }) => refusal.serves(where, digest),
  lacks: (said, { where }) =>
    new Failure(
      'not-found',
      `the host of "${where}" lacks "${said}"; wanted the programs of GNU, or BusyBox 1.33 or newer`,
    ),
  'not-unpacked': (said, { where }) =>
    full(said, where) ?? new Failure('unavailable', `the release was not unpacked in "${where}": ${said}`),
  incomplete: (said, { where }) =>
    new Failure('mismatch', `the release did not arrive whole in "${where}": there are ${said}`),
  failed: (said, { where }) => {
    const [, code, last = ''] = /^(\d+) ?(.*)$/.exec(said) ?? []
    return new Failure(
      'unavailable',
      `the command to reload "${where}" ended with exit code ${code}${last && `: ${last}`}`,
    )
  },
}

// GNU tar may say no more than how much of a block it has written.
function full(said: string, where: string): Failure | undefined {
  if (!/no space left|quota exceeded|wrote only \d+ of/i.test(said)) return undefined
  return new Failure('unavailable', `there is no space for "${where}": ${said}; free some on its host`)
}

function digestIn(hex: string): Digest | undefined {
  const digest = `sha256:${hex}`
  return isDigest(digest) ? digest : undefined
}
