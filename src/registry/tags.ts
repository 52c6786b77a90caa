import { formatReference, type TagReference } from '../artifact/reference.ts'
import { isFailure } from '../failure.ts'
import type { Connection } from './connection.ts'
import {
  type Conditions,
  type FetchedManifest,
  getManifest,
  ifMatch,
  type ManifestContent,
  pushedBy,
  sendManifest,
} from './manifests.ts'

/** What a tag stands for, and the registry's word by which it can be replaced, where it has one. */
export type TaggedManifest = FetchedManifest & { etag?: string }

/** Fetches what a tag stands for; undefined where there is no such tag. */
export async function fetchTag(
  reference: TagReference,
  connection: Connection,
): Promise<TaggedManifest | undefined> {
  const purpose = { verb: 'fetch', subject: formatReference(reference) }
  try {
    return await getManifest(reference, purpose, connection)
  } catch (cause) {
    if (!isFailure(cause, 'unauthorized')) throw cause
    // Of a repository that is yet to be made a registry may say nothing to who only pulls.
    return getManifest(reference, purpose, connection, 'pull,push')
  }
}

/** Puts a manifest under a tag; false where the registry has seen that it is not `from` any more. */
export async function moveTag(
  reference: TagReference,
  content: ManifestContent,
  from: Pick<TaggedManifest, 'etag'> | undefined,
  connection: Connection,
): Promise<boolean> {
  const options = { conditions: conditionsFor(from), accept: [412] }
  const answer = await sendManifest(reference, content, options, connection)
  if (answer.status !== 412) await pushedBy(answer, reference, content, connection)
  else await answer.discard()
  return answer.status !== 412
}

function conditionsFor(from: Pick<TaggedManifest, 'etag'> | undefined): Conditions {
  return from === undefined ? { 'if-none-match': '*' } : ifMatch(from.etag)
}
