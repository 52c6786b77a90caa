import { type Digest, formatShortDigest } from '../artifact/digest.ts'
import {
  commitTagOf,
  type DigestReference,
  formatReference,
  parseTag,
  type Repository,
  withDigest,
  withTag,
} from '../artifact/reference.ts'
import type { Edge } from '../edge.ts'
import { Failure } from '../failure.ts'
import type { Registry } from '../registry/registry.ts'

/** What to do about a tag that exists; see docs of the input `if-tag-exists`. */
export const ifTagExistsValues = ['reuse', 'rebuild', 'replace-unsigned', 'fail'] as const

export type IfTagExists = (typeof ifTagExistsValues)[number]

/** A tag that is wanted, and what it names as far as we know. */
export type FoundTag = { tag: string; digest?: Digest }

/** The answers about signed statements that a build needs, from whoever knows whom to trust. */
export type ProvenanceCheck = {
  /** The commit that verified provenance by a trusted signer names; undefined if there is none. */
  verifiedCommitOf(image: DigestReference): Promise<string | undefined>
  /** Says whether an artifact carries any evidence at all, trusted or not. */
  hasEvidence(image: DigestReference): Promise<boolean>
}

/** Reads a tag to give beside the commit's; one that means something else by its form is refused. */
export function parseExtraTag(text: string): string {
  const tag = parseTag(text)
  if (/^sha-[0-9a-f]{40}$/.test(tag)) {
    throw new Failure('invalid-input', `"${tag}" is a commit's tag, which its own build puts`)
  }
  // https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#referrers-tag-schema
  if (/^sha256-[0-9a-f]{64}/.test(tag)) {
    throw new Failure('invalid-input', `"${tag}" is a name under which registries list referrers`)
  }
  return tag
}

/** Looks up what tags name now. */
export async function findTags(
  image: Repository,
  tags: readonly string[],
  registry: Pick<Registry, 'resolve'>,
): Promise<FoundTag[]> {
  const found: FoundTag[] = []
  for (const tag of tags) {
    const descriptor = await registry.resolve(withTag(image, tag))
    found.push(descriptor === undefined ? { tag } : { tag, digest: descriptor.digest })
  }
  return found
}

/** Refuses any tag that exists, before anything is built. */
export function refuseExisting(image: Repository, found: readonly FoundTag[]): void {
  const messages = found.flatMap(({ tag, digest }) =>
    digest === undefined ? [] : [`${formatReference(withTag(image, tag))} exists, as ${digest}`],
  )
  if (messages.length === 0) return
  throw refusal('denied', `${messages[0]}; input "if-tag-exists" is "fail"`, messages)
}

type Rules = { commit: string; ifTagExists: IfTagExists; provenance: ProvenanceCheck }

/**
 * Decides which tags to put on an artifact. Those that name it are left as they are; one that names another is
 * refused, unless it is the leftover of a run that failed before signing and `replace-unsigned` was asked for.
 */
export async function planTags(
  image: DigestReference,
  found: readonly FoundTag[],
  rules: Rules,
  registry: Pick<Registry, 'fetchManifest'>,
): Promise<FoundTag[]> {
  const wanted: FoundTag[] = []
  const refused: string[] = []
  for (const one of found) {
    if (one.digest === image.digest) continue
    const reason = await refusalOf(one, image, `this build is ${image.digest}`, rules, registry)
    if (reason === undefined) wanted.push(one)
    else refused.push(reason)
  }
  if (refused.length > 0) throw refusal('mismatch', refused[0] ?? '', refused)
  return wanted
}

/** Refuses tags that exist and could not be put on anything new, as `planTags` would, before that is made. */
export async function refuseTaken(
  image: Repository,
  found: readonly FoundTag[],
  rules: Rules,
  registry: Pick<Registry, 'fetchManifest'>,
): Promise<void> {
  const refused: string[] = []
  for (const one of found) {
    const reason = await refusalOf(one, image, 'what is built now would be another', rules, registry)
    if (reason !== undefined) refused.push(reason)
  }
  if (refused.length > 0) throw refusal('mismatch', refused[0] ?? '', refused)
}

/** Puts a tag on a manifest that is there, and looks that it stays: no registry can put one only if it is free. */
export async function putTag(
  image: DigestReference,
  { tag, digest: before }: FoundTag,
  manifest: { mediaType: string; bytes: Uint8Array },
  registry: Pick<Registry, 'resolve' | 'pushManifest'>,
): Promise<void> {
  const reference = withTag(image, tag)
  const now = (await registry.resolve(reference))?.digest
  if (now === image.digest) return
  if (now !== before) throw moved(reference, image.digest, now)
  await registry.pushManifest(reference, manifest)
  const after = (await registry.resolve(reference))?.digest
  if (after !== image.digest) throw moved(reference, image.digest, after)
}

/** Says in the log what a tag was taken from. */
export function tellReplaced(image: Repository, { tag, digest }: FoundTag, log: Edge['log']): void {
  if (digest === undefined) return
  log.warning(
    `${formatReference(withTag(image, tag))} named ${digest}, which carries no evidence: it is replaced, as "if-tag-exists" allows`,
  )
}

async function refusalOf(
  { tag, digest }: FoundTag,
  image: Repository,
  ours: string,
  rules: Rules,
  registry: Pick<Registry, 'fetchManifest'>,
): Promise<string | undefined> {
  if (digest === undefined) return undefined
  const existing = withDigest(image, digest)
  const isCommitTag = tag === commitTagOf(rules.commit)
  if (rules.ifTagExists === 'replace-unsigned') {
    const leftover = isCommitTag || (await revisionOf(existing, registry)) === rules.commit
    if (leftover && !(await rules.provenance.hasEvidence(existing))) return undefined
  }
  const name = formatReference(withTag(image, tag))
  return `${name} is ${digest}, and ${ours}; ${isCommitTag ? ways[rules.ifTagExists] : 'tags are never moved: give another one'}`
}

// Each ends in the way out that is left.
const ways: Record<IfTagExists, string> = {
  reuse:
    'it has no verified provenance for this commit: delete the tag, or use "if-tag-exists: replace-unsigned" if a run failed before it signed',
  rebuild:
    'so one of the two was not made from this commit alone: find out which before anything is deployed',
  'replace-unsigned':
    'it carries evidence, though not for this commit by a trusted signer: find out who put it there and delete the tag',
  fail: 'delete the tag',
}

// Only a hint, and so only a condition more: it keeps a tag that another commit has from being taken over.
async function revisionOf(
  image: DigestReference,
  registry: Pick<Registry, 'fetchManifest'>,
): Promise<string | undefined> {
  const { manifest } = await registry.fetchManifest(image)
  return manifest.annotations?.['org.opencontainers.image.revision']
}

function moved(reference: Parameters<typeof formatReference>[0], wanted: Digest, found?: Digest): Failure {
  const state = found === undefined ? 'it is gone' : `it is ${formatShortDigest(found)}`
  return new Failure(
    'mismatch',
    `${formatReference(reference)} was changed by somebody else meanwhile: wanted ${formatShortDigest(wanted)}, and ${state}; run again to compare`,
  )
}

function refusal(code: 'denied' | 'mismatch', message: string, messages: readonly string[]): Failure {
  const problems = messages.length > 1 ? messages.map((message) => ({ message })) : []
  return new Failure(code, message, { problems })
}
