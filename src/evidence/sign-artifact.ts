import { createPublicKey } from 'node:crypto'
import type { Digest } from '../artifact/digest.ts'
import type { DigestReference } from '../artifact/reference.ts'
import type { Edge } from '../edge.ts'
import { Failure } from '../failure.ts'
import type { GitHub } from '../github/github.ts'
import type { Registry } from '../registry/registry.ts'
import { peekStatement } from './bundle.ts'
import { fetchIdentityToken } from './identity-token.ts'
import { buildProvenance, type ProvenanceClaims, provenanceType } from './predicate/provenance.ts'
import { type SignedBundle, type SigningIdentity, signStatement } from './sign.ts'
import {
  readTrustMaterial,
  resolveSigning,
  type Signing,
  type SigningContext,
  type SigningSettings,
} from './signing.ts'
import { buildStatement, type Statement, type Subject } from './statement.ts'
import { storeBundle } from './store.ts'
import { type Trust, verifyBundle } from './verify.ts'

export type SignRequest = {
  subjects: readonly Subject[]
  /** Where the bundle is attached; files have no such place. */
  image?: DigestReference
  /** What to say; without it, how it was built. */
  predicate?: { type: string; value: unknown }
  signing: SigningSettings
  context: SigningContext
  /** `auto` passes over a repository that has no store of attestations. */
  attestationsApi: 'auto' | 'true' | 'false'
}

export type SignOutcome = {
  statement: Statement
  bundle: SignedBundle
  /** Of the bundle's canonical JSON. */
  digest: Digest
  by: Signing['by']
  /** `registry/repository@sha256:…` of the referrer. */
  referrer?: string
  attestationId?: string
}

/** Signs a statement about artifacts, checks it as a verifier would, and keeps it where it will be looked for. */
export async function signArtifact(
  request: SignRequest,
  stores: { registry?: Pick<Registry, 'attach'>; github: Pick<GitHub, 'createAttestation'> },
  edge: Pick<Edge, 'fetch' | 'now' | 'log'>,
): Promise<SignOutcome> {
  const { subjects, predicate, signing, context } = request
  const { identity, by, claims } = await resolveSigning(signing, context, edge)
  const said = predicate ?? {
    type: provenanceType,
    value: buildProvenance(claims ?? (await provenanceClaims(context, edge)), context.serverUrl),
  }
  const statement = buildStatement(subjects, said.type, said.value)
  const bundle = await signStatement(statement, identity, edge)
  if (signing.trustedRoot !== undefined)
    await checkOwnBundle(bundle, statement, { identity, claims }, request)
  const { digest } = await peekStatement(bundle)
  return { statement, bundle, digest, by, ...(await store(bundle, request, stores, edge)) }
}

async function store(
  bundle: SignedBundle,
  { image, attestationsApi }: SignRequest,
  { registry, github }: { registry?: Pick<Registry, 'attach'>; github: Pick<GitHub, 'createAttestation'> },
  edge: Pick<Edge, 'now' | 'log'>,
): Promise<Pick<SignOutcome, 'referrer' | 'attestationId'>> {
  const beside =
    image === undefined || registry === undefined ? {} : await storeBundle(image, bundle, { registry }, edge)
  const attestation = attestationsApi === 'false' ? undefined : await github.createAttestation(bundle)
  if (attestation === undefined && attestationsApi === 'true') {
    throw new Failure(
      'denied',
      'this repository has no store of attestations; set attestations-api to auto or false',
    )
  }
  if (attestation === undefined && attestationsApi === 'auto') {
    edge.log.notice(
      'this repository has no store of attestations at GitHub; the statement is kept beside the image',
    )
  }
  return {
    ...(beside.referrer !== undefined &&
      image !== undefined && {
        referrer: `${image.registry}/${image.repository}@${beside.referrer.digest}`,
      }),
    ...(attestation !== undefined && { attestationId: attestation.id }),
  }
}

// Better here than where it is needed: a service that was given wrongly is noticed by who can set it right.
async function checkOwnBundle(
  bundle: SignedBundle,
  statement: Statement,
  { identity, claims }: Pick<Signing, 'identity' | 'claims'>,
  { signing, context }: SignRequest,
): Promise<void> {
  const roots = await readTrustMaterial(signing.trustedRoot, context.workspace)
  await verifyBundle(bundle, {
    subject: `sha256:${statement.subject[0]?.digest.sha256}`,
    trust: ownTrust(identity, claims, context.serverUrl),
    roots,
  })
}

function ownTrust(identity: SigningIdentity, claims: Signing['claims'], serverUrl: string): Trust {
  if (identity.kind === 'key' || claims === undefined) {
    const key =
      identity.key === undefined ? '' : createPublicKey(identity.key).export({ format: 'pem', type: 'spki' })
    return { key: key.toString() }
  }
  return { certIdentity: `${serverUrl}/${claims.job_workflow_ref}`, issuer: claims.iss }
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
