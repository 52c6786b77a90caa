import { type Digest, formatShortDigest } from '../../artifact/digest.ts'
import { Failure } from '../../failure.ts'
import { late, moved } from '../shift.ts'
import { markerName, type Owner } from './marker.ts'

/** What a directory is refused for, in the same words on this machine and over ssh. `where` names it. */
export const refusal = {
  notDirectory: (where: string) => new Failure('invalid-input', `target path "${where}" is not a directory`),
  unreadable: (where: string, reason: string, cause?: unknown) =>
    new Failure('invalid-input', `target path "${where}" cannot be read: ${reason}`, { cause }),
  foreign: (where: string) =>
    new Failure(
      'denied',
      `target path "${where}" holds files and no ${markerName}, so it is not ours; name an empty or a new directory`,
    ),
  ofAnother: (where: string, { owner, environment, service }: Owner) =>
    new Failure(
      'denied',
      `target path "${where}" belongs to another environment than "${environment}" of ${owner}, or to another service than "${service}"; see its ${markerName}`,
    ),
  missing: (where: string, cause?: unknown) =>
    new Failure('not-found', `target path "${where}" is not there; stage a release first`, { cause }),
  unchangeable: (where: string, reason: string, cause?: unknown) =>
    new Failure('unauthorized', `target path "${where}" cannot be changed: ${reason}`, { cause }),
  notOurLink: (where: string) =>
    new Failure(
      'denied',
      `"${where}/current" is not a link to one of our releases; it was made by something else`,
    ),
  late: (where: string, fence: number, greatest: number | string) =>
    late(`"${where}"`, fence, greatest, `remove .fence-${greatest}`),
  moved: (where: string, found: Digest | undefined, expected: Digest | undefined) =>
    moved(`"${where}" serves ${nameOf(found)}`, expected),
  notStanding: (where: string, digest: Digest | undefined) =>
    new Failure('not-found', `release ${nameOf(digest)} does not stand in "${where}"; stage it first`),
  swappedMeanwhile: (where: string, cause?: unknown) =>
    new Failure('mismatch', `another run swapped "${where}" in the meantime; nothing was changed`, { cause }),
  notSwapped: (where: string, reason: string, cause?: unknown) =>
    new Failure('unavailable', `"${where}" could not be swapped: ${reason}`, { cause }),
  serves: (where: string, digest: Digest | undefined) =>
    new Failure('denied', `release ${nameOf(digest)} serves from "${where}"; it is not discarded`),
}

function nameOf(digest: Digest | undefined): string {
  return digest === undefined ? 'nothing' : formatShortDigest(digest)
}
