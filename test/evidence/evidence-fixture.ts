import type { KeyObject } from 'node:crypto'
import { type Digest, digestOf } from '../../src/artifact/digest.ts'
import { parseIdentityToken } from '../../src/evidence/identity-token.ts'
import { type InstanceUrls, witnessesOf } from '../../src/evidence/instance.ts'
import { buildProvenance, provenanceType } from '../../src/evidence/predicate/provenance.ts'
import { type SignedBundle, type SigningIdentity, signStatement } from '../../src/evidence/sign.ts'
import { localKey, newKey } from '../../src/evidence/signing-key.ts'
import { buildStatement, subjectOf } from '../../src/evidence/statement.ts'
import type { TrustMaterialSource } from '../../src/evidence/trust.ts'
import { testEdge } from '../support/edge.ts'
import { identityToken, type Sigstore } from '../support/sigstore.ts'

export const subject: Digest = digestOf('the artifact')

export const someType = 'https://example.com/statement/v1'

export type Signing = {
  claims?: Record<string, unknown>
  predicateType?: string
  predicate?: unknown
  subject?: Digest
}

/** Who signs: this job, or a key, or this job with a key that is certified. */
export type TestIdentity = Pick<InstanceUrls, 'rekorUrl' | 'tsaUrl'> &
  (
    | { kind: 'key'; key: KeyObject }
    | { kind: 'keyless'; identityToken: string; fulcioUrl: string; key?: KeyObject }
  )

/** Signs a statement about the artifact, keyless. */
export async function signKeyless(sigstore: Sigstore, signing: Signing = {}): Promise<SignedBundle> {
  const { fulcioUrl, rekorUrl, tsaUrl } = sigstore
  const hasLog = 'tlogs' in JSON.parse(sigstore.trustedRoot)
  return signAs(
    {
      kind: 'keyless',
      identityToken: identityToken(signing.claims),
      fulcioUrl,
      tsaUrl,
      ...(hasLog && { rekorUrl }),
    },
    signing,
  )
}

export async function signAs(identity: TestIdentity, signing: Signing = {}): Promise<SignedBundle> {
  const { predicateType = someType, predicate = { said: true } } = signing
  const about = [subjectOf('registry.example/acme/shop', signing.subject ?? subject)]
  return signStatement(buildStatement(about, predicateType, predicate), identityOf(identity), testEdge())
}

function identityOf(identity: TestIdentity): SigningIdentity {
  const key = identity.key === undefined ? newKey() : localKey(identity.key)
  if (identity.kind === 'key') return { key, ...witnessesOf(identity) }
  const { identityToken, fulcioUrl } = identity
  const claims = JSON.parse(Buffer.from(identityToken.split('.')[1] ?? '', 'base64url').toString())
  const certIdentity = claims.job_workflow_ref
    ? `https://github.com/${claims.job_workflow_ref}`
    : claims.email
  return {
    key,
    certified: { fulcioUrl, identityToken, tokenSubject: claims.sub, certIdentity },
    ...witnessesOf(identity),
  }
}

/** Signs build provenance, whose predicate may say something else than its token. */
export async function signProvenance(
  sigstore: Sigstore,
  claims: Record<string, unknown> = {},
  written: Record<string, unknown> = claims,
): Promise<SignedBundle> {
  const token = parseIdentityToken(identityToken(written), 'sigstore', new Date())
  const predicate = buildProvenance(token.claims, 'https://github.com')
  return signKeyless(sigstore, { claims, predicateType: provenanceType, predicate })
}

export function rootsOf({ trustedRoot }: Pick<Sigstore, 'trustedRoot'>): TrustMaterialSource {
  return { kind: 'file', json: trustedRoot }
}

/** Changes a copy of a bundle; `other` is another true bundle to take parts from. */
export type Forge = (bundle: SignedBundle, other: SignedBundle) => unknown

export function forge(bundle: SignedBundle, change: Forge, other: SignedBundle = bundle): unknown {
  const copy = structuredClone(bundle)
  return change(copy, structuredClone(other)) ?? copy
}

/** Forges one place of a bundle, as `verificationMaterial.tlogEntries.0.integratedTime`. */
export function put(path: string, value: unknown): Forge {
  return change(path, () => value)
}

/** Forges one place of a bundle by what it was, and what it is in the other bundle. */
export function change(path: string, value: (was: never, others: unknown) => unknown): Forge {
  const names = path.split('.')
  const last = names.pop() ?? ''
  return (bundle, other) => {
    const [holder, otherHolder] = [bundle, other].map((root) =>
      names.reduce<unknown>((at, name) => Reflect.get(Object(at), name), root),
    )
    const [was, others] = [holder, otherHolder].map((at) => Reflect.get(Object(at), last))
    Reflect.set(Object(holder), last, value(was as never, others))
  }
}

/** Takes one place from the other bundle. */
export function take(path: string): Forge {
  return change(path, (_, others) => others)
}

export function drop(path: string): Forge {
  return put(path, undefined)
}

/** Turns one bit of base64 in place; a negative place counts from the end. */
export function flip(base64: string, at = 20): string {
  const bytes = Buffer.from(base64, 'base64')
  const place = at < 0 ? bytes.length + at : at
  bytes[place] = (bytes[place] ?? 0) ^ 1
  return bytes.toString('base64')
}
