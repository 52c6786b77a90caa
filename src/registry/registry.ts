import type { Descriptor } from '../artifact/descriptor.ts'
import { formatManifest } from '../artifact/manifest.ts'
import {
  type DigestReference,
  formatReference,
  type Reference,
  type Repository,
  type TagReference,
  withDigest,
} from '../artifact/reference.ts'
import { mapConcurrently } from '../concurrently.ts'
import type { Edge } from '../edge.ts'
import { type Blob, blobOf, fetchBlob, readBlob } from './blobs.ts'
import { connect } from './connection.ts'
import type { CredentialSource } from './credentials.ts'
import {
  deleteManifest,
  type FetchedManifest,
  fetchManifest,
  type ManifestContent,
  pushManifest,
  resolveManifest,
} from './manifests.ts'
import { buildReferrer, emptyConfig, listReferrers, pushReferrers, type Referrer } from './referrers.ts'
import { failed } from './refusal.ts'
import { fetchTag, moveTag, type TaggedManifest } from './tags.ts'
import { assertCanPush, pushBlob } from './upload.ts'

export { type Blob, blobOf } from './blobs.ts'
export type { FetchedManifest, ManifestContent } from './manifests.ts'
export type { Referrer } from './referrers.ts'
export type { TaggedManifest } from './tags.ts'

/**
 * Reads and writes artifacts where they are kept. What is read hashes to the digest that was asked for, or
 * the call fails with `mismatch`.
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md
 */
export interface Registry {
  /** Finds what a reference stands for; undefined means that it is not there. */
  resolve(reference: Reference): Promise<Descriptor | undefined>
  fetchManifest(reference: DigestReference): Promise<FetchedManifest>
  /**
   * The chunks are checked as they pass: what was read counts only when the iteration has ended. From an offset on
   * only the length can be checked, and the digest by whoever has what came before.
   */
  fetchBlob(repository: Repository, descriptor: Descriptor, offset?: number): AsyncIterable<Uint8Array>
  /** Reads a blob whole, if it has no more bytes than `limit` (16 MiB). */
  readBlob(repository: Repository, descriptor: Descriptor, limit?: number): Promise<Uint8Array>
  pushBlob(repository: Repository, blob: Blob): Promise<{ existed: boolean }>
  /** Pushes several at the same time, each digest once. */
  pushBlobs(repository: Repository, blobs: readonly Blob[]): Promise<{ existed: boolean }[]>
  /** Refuses unless the registry takes uploads from us. */
  assertCanPush(repository: Repository): Promise<void>
  /** Pushes a manifest whose content is there already. */
  pushManifest(reference: Reference, manifest: ManifestContent): Promise<Descriptor>
  /** Fetches what a tag stands for; undefined means that it is not there. */
  fetchTag(reference: TagReference): Promise<TaggedManifest | undefined>
  /**
   * Puts a manifest under a tag that may move; false where the registry has seen that the tag does not stand for `from`
   * any more. Few registries compare: who must be sure looks again.
   */
  moveTag(
    reference: TagReference,
    manifest: ManifestContent,
    from: TaggedManifest | undefined,
  ): Promise<boolean>
  /** Deletes a manifest and the tags that stand for it, where the registry can. */
  deleteManifest(reference: DigestReference): Promise<void>
  /** Lists the manifests whose subject this is, all or those of one type. */
  listReferrers(subject: DigestReference, artifactType?: string): Promise<Descriptor[]>
  /** Pushes manifests whose subject this is, and sees to it that they are listed. */
  pushReferrers(subject: DigestReference, manifests: readonly ManifestContent[]): Promise<Descriptor[]>
  /** Attaches a file to an artifact; the same one twice is there once. */
  attach(subject: DigestReference, referrer: Referrer): Promise<Descriptor>
}

export type RegistryOptions = {
  credentials: CredentialSource
  /** Registries that are spoken to without TLS, apart from those on this machine. */
  insecureRegistries?: readonly string[]
  /** Milliseconds without an answer or a byte after which a registry is given up; 60 000 unless told. */
  timeout?: number
  /** The repository that will be pushed to: its tokens are asked for with that right from the start. */
  pushTo?: Repository
}

/** Jobs of one workflow attach to one image at the same time; a copy has it for itself. Milliseconds. */
const overlap = 200
/** How many blobs are sent at the same time. */
const transfers = 4
const blobLimit = 16 * 1024 * 1024
const defaultTimeout = 60_000

/** Builds the client of all registries; nothing is asked before the first call. */
export function connectRegistry(
  { credentials, insecureRegistries = [], timeout = defaultTimeout, pushTo }: RegistryOptions,
  edge: Pick<Edge, 'fetch' | 'sleep' | 'log'>,
): Registry {
  const connection = connect({ credentials, insecureRegistries, timeout, pushTo }, edge)
  const inTurn = turns()
  const pushed = new Map<string, Promise<{ existed: boolean }>>()

  /** Pushes a blob unless this client has done so before, or is at it. */
  async function push(repository: Repository, blob: Blob): Promise<{ existed: boolean }> {
    const key = formatReference(withDigest(repository, blob.descriptor.digest))
    const begun = pushed.get(key)
    // One that failed is told to whoever began it, and tried again by the next.
    const done = begun === undefined ? undefined : await begun.catch(() => undefined)
    if (done !== undefined) return { existed: true }
    const pushing = pushBlob(repository, blob, { connection, timeout }, edge)
    pushed.set(key, pushing)
    return pushing
  }

  async function attach(subject: DigestReference, referrer: Referrer): Promise<Descriptor> {
    const found = await resolveManifest(subject, connection)
    if (found === undefined)
      throw failed({ verb: 'attach to', subject: formatReference(subject) }, 'not-found', 'it is not there')
    const manifest = buildReferrer(found, referrer)
    await push(subject, blobOf(emptyConfig.descriptor, emptyConfig.bytes))
    for (const descriptor of manifest.layers) await push(subject, blobOf(descriptor, referrer.bytes))
    const content = { mediaType: manifest.mediaType, bytes: formatManifest(manifest) }
    const [attached = found] = await pushReferrers(subject, [content], overlap, edge, connection)
    return attached
  }

  return {
    resolve: (reference) => resolveManifest(reference, connection),
    fetchManifest: (reference) => fetchManifest(reference, connection),
    fetchBlob: (repository, descriptor, offset) => fetchBlob(repository, descriptor, connection, offset),
    readBlob: (repository, descriptor, limit = blobLimit) =>
      readBlob(repository, descriptor, limit, connection),
    pushBlob: push,
    pushBlobs: (repository, blobs) => mapConcurrently(blobs, transfers, (blob) => push(repository, blob)),
    assertCanPush: (repository) => assertCanPush(repository, connection),
    pushManifest: async (reference, manifest) =>
      (await pushManifest(reference, manifest, connection)).descriptor,
    fetchTag: (reference) => fetchTag(reference, connection),
    moveTag: (reference, manifest, from) => moveTag(reference, manifest, from, connection),
    deleteManifest: (reference) => deleteManifest(reference, connection),
    listReferrers: (subject, artifactType) => listReferrers(subject, artifactType, connection),
    // One after the other for one subject: where the list is an index, they would overwrite each other's entry.
    pushReferrers: (subject, manifests) =>
      inTurn(formatReference(subject), () => pushReferrers(subject, manifests, 0, edge, connection)),
    attach: (subject, referrer) => inTurn(formatReference(subject), () => attach(subject, referrer)),
  }
}

/** Runs what has the same key one after the other, whether or not the one before failed. */
function turns(): <T>(key: string, task: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>()
  return (key, task) => {
    const before = last.get(key) ?? Promise.resolve()
    const turn = before.then(task, task)
    last.set(key, turn)
    return turn
  }
}
