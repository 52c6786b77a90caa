import type { Digest } from '../artifact/digest.ts'
import { type DigestReference, formatReference, formatRepository, withDigest } from '../artifact/reference.ts'
import type { Edge } from '../edge.ts'
import { Failure, isFailure } from '../failure.ts'
import type { GitHub } from '../github/github.ts'
import type { Registry } from '../registry/registry.ts'
import { peekStatement } from './bundle.ts'
import { fetchIdentityToken } from './identity-token.ts'
import { formatPublicKey } from './key.ts'
import { checkPredicate } from './predicate/index.ts'
import { buildProvenance, type ProvenanceClaims, provenanceType } from './predicate/provenance.ts'
import { type SignedBundle, signStatement } from './sign.ts'
import { findSignedBefore, type SignedBefore, type Wanted } from './signed-before.ts'
import {
  readTrustMaterial,
  resolveSigning,
  type Signing,
  type SigningContext,
  type SigningSettings,
} from './signing.ts'
import { buildStatement, type Statement, type Subject } from './statement.ts'
import { storeBundle } from './store.ts'
import type { TrustMaterialSource } from './trust.ts'
import { type Trust, verifyBundle } from './verify.ts'

export type SignRequest = {
  subjects: readonly Subject[]
  /** What the bundle is attached to: an image and its images for platforms. Files have no such place. */
  images: readonly DigestReference[]
  /** What to say; without it, how it was built. */
  predicate?: { type: string; value: unknown }
  signing: SigningSettings
  context: SigningContext
  /** By what an earlier attempt's bundle is verified where no root is named; the known ones unless told. */
  roots?: TrustMaterialSource
  /** `auto` passes over a repository that has no store of attestations. */
  attestationsApi: 'auto' | 'true' | 'false'
  /** Whether the organisation is told where the image is kept. */
  storageRecord: 'auto' | 'true' | 'false'
  /** What an earlier attempt has signed before this is signed anew. */
  notBefore?: Date
}

export type SignOutcome = {
  statement: Statement
  bundle: SignedBundle
  /** Of the bundle's canonical JSON. */
  digest: Digest
  by: Signing['by']
  /** Why it is that Sigstore. */
  reason?: string
  /** An earlier attempt of this run had signed it. */
  reused: boolean
  /** `registry/repository@sha256:…` of the image's own referrer. */
  referrer?: string
  attestationId?: string
  storageRecordIds: readonly string[]
}

export type SignStores = {
  registry?: Pick<Registry, 'attach' | 'resolve' | 'listReferrers' | 'fetchManifest' | 'readBlob'>
  github: Pick<GitHub, 'createAttestation' | 'listAttestations' | 'createStorageRecord'>
}

/** Signs a statement about artifacts, checks it as a verifier would, and keeps it where it will be looked for. */
export async function signArtifact(
  request: SignRequest,
  stores: SignStores,
  edge: Pick<Edge, 'fetch' | 'exec' | 'now' | 'log'>,
): Promise<SignOutcome> {
  const { subjects, predicate, signing, context } = request
  if (predicate !== undefined) checkPredicate(predicate.type, predicate.value, subjects)
  const { identity, by, reason, claims } = await resolveSigning(signing, context, edge)
  const said = predicate ?? {
    type: provenanceType,
    value: buildProvenance(claims ?? (await provenanceClaims(context, edge)), context.serverUrl),
  }
  const statement = buildStatement(subjects, said.type, said.value)

  const wanted: Wanted = {
    statement,
    images: stores.registry === undefined ? [] : request.images,
    trust: ownTrust({ identity, claims }, context.serverUrl),
    ...(claims !== undefined && { claims }),
    serverUrl: context.serverUrl,
    roots: await readTrustMaterial(signing.trustedRoot, context.workspace, request.roots),
    ...(request.notBefore !== undefined && { notBefore: request.notBefore }),
  }
  const before = await findBefore(wanted, request, stores, edge)
  const bundle = before?.bundle ?? (await signStatement(statement, identity, edge))
  if (before === undefined && signing.trustedRoot !== undefined) await checkOwnBundle(bundle, wanted)

  const { digest } = await peekStatement(bundle)
  return {
    statement: before === undefined ? statement : (await peekStatement(bundle)).statement,
    bundle,
    digest,
    by,
    ...(reason !== undefined && { reason }),
    reused: before !== undefined,
    ...(await attach(bundle, before, wanted.images, stores, edge)),
    ...(await storeAtGitHub(bundle, before, request, stores, edge)),
    storageRecordIds: await recordStorage(request, stores, edge),
  }
}

async function findBefore(
  wanted: Wanted,
  { attestationsApi }: SignRequest,
  { registry, github }: SignStores,
  edge: Pick<Edge, 'log'>,
): Promise<SignedBefore | undefined> {
  const stores = { registry, ...(attestationsApi !== 'false' && { github }) }
  const before = await findSignedBefore(wanted, stores, edge)
  if (before !== undefined) edge.log.info('an earlier attempt of this run has signed this statement already')
  return before
}

/** Attaches the bundle to each image that does not carry it; the first one's referrer is told. */
async function attach(
  bundle: SignedBundle,
  before: SignedBefore | undefined,
  images: readonly DigestReference[],
  { registry }: SignStores,
  edge: Pick<Edge, 'now'>,
): Promise<Pick<SignOutcome, 'referrer'>> {
  const referrers: string[] = []
  for (const image of images) {
    const known = before?.referrers.get(formatReference(image))
    const stored = known === undefined ? await storeBundle(image, bundle, { registry }, edge) : undefined
    const digest = stored?.referrer?.digest
    const referrer = known ?? (digest && formatReference(withDigest(image, digest)))
    if (referrer !== undefined) referrers.push(referrer)
  }
  const [referrer] = referrers
  return referrer === undefined ? {} : { referrer }
}

async function storeAtGitHub(
  bundle: SignedBundle,
  before: SignedBefore | undefined,
  { attestationsApi, images }: SignRequest,
  { github }: SignStores,
  edge: Pick<Edge, 'log'>,
): Promise<Pick<SignOutcome, 'attestationId'>> {
  if (attestationsApi === 'false' || before?.atGitHub) return {}
  const attestation = await github.createAttestation(bundle)
  if (attestation === undefined && attestationsApi === 'true') {
    throw new Failure(
      'denied',
      'this repository has no store of attestations; set attestations-api to auto or false',
    )
  }
  if (attestation === undefined) {
    const kept = images.length > 0 ? 'beside the image' : 'in the file of bundle-path'
    edge.log.notice(`this repository has no store of attestations at GitHub; the statement is kept ${kept}`)
  }
  return attestation?.id === undefined ? {} : { attestationId: attestation.id }
}

/** Tells the organisation where the image is kept. It is a list for people: without it everything else holds. */
async function recordStorage(
  { images: [image], storageRecord }: SignRequest,
  { registry, github }: SignStores,
  edge: Pick<Edge, 'log'>,
): Promise<string[]> {
  if (storageRecord === 'false' || image === undefined || registry === undefined) return []
  const { digest } = image
  try {
    const registryUrl = `https://${image.registry}`
    const record = await github.createStorageRecord({ name: formatRepository(image), digest, registryUrl })
    return record?.ids ?? []
  } catch (error) {
    if (!isFailure(error)) throw error
    const message = `the organisation was not told where the image is kept: ${error.message}`
    // Whoever has not asked for it need not hear of it with every run.
    if (storageRecord === 'auto' && error.code === 'unauthorized') edge.log.info(message)
    else edge.log.warning(`${message}; where none is wanted, set create-storage-record to false`)
    return []
  }
}

// Better here than where it is needed: a service that was given wrongly is noticed by who can set it right.
async function checkOwnBundle(bundle: SignedBundle, { statement, trust, roots }: Wanted): Promise<void> {
  await verifyBundle(bundle, { subject: `sha256:${statement.subject[0]?.digest.sha256}`, trust, roots })
}

function ownTrust({ identity, claims }: Pick<Signing, 'identity' | 'claims'>, serverUrl: string): Trust {
  const { certified, key } = identity
  if (certified === undefined || claims === undefined) return { key: formatPublicKey(key.publicKey) }
  const { certIdentity } = certified
  return { certIdentity, issuer: claims.iss, sourceDigest: claims.sha, serverUrl }
}

// Under a key there may be no token to ask; what the runner says is then vouched for by the key alone.
async function provenanceClaims(
  { identityToken, env }: SigningContext,
  edge: Pick<Edge, 'fetch' | 'now'>,
): Promise<ProvenanceClaims> {
  if (identityToken.url && identityToken.token) return (await fetchIdentityToken(identityToken, edge)).claims
  const said = (name: string) => {
    const value = env[name]
    if (!value) throw new Failure('invalid-input', `${name} is not set; give id-token: write or a predicate`)
    return value
  }
  return {
    repository: said('GITHUB_REPOSITORY'),
    repository_id: said('GITHUB_REPOSITORY_ID'),
    repository_owner_id: said('GITHUB_REPOSITORY_OWNER_ID'),
    ref: said('GITHUB_REF'),
    sha: said('GITHUB_SHA'),
    event_name: said('GITHUB_EVENT_NAME'),
    workflow_ref: said('GITHUB_WORKFLOW_REF'),
    job_workflow_ref: said('GITHUB_WORKFLOW_REF'),
    run_id: said('GITHUB_RUN_ID'),
    run_attempt: said('GITHUB_RUN_ATTEMPT'),
    runner_environment: said('RUNNER_ENVIRONMENT'),
  }
}
