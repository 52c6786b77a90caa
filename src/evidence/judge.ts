import type { Digest } from '../artifact/digest.ts'
import { Failure, isFailure } from '../failure.ts'
import { isPlainSignature, parseBundle, peekStatement } from './bundle.ts'
import type { Evidence, FoundBundle, Rejection } from './evidence.ts'
import type { Trust } from './identity.ts'
import { signatureType } from './simple-signing.ts'
import type { TrustMaterialSource } from './trust.ts'
import { type PlainSignature, verifyBlob, verifyBundle, verifyImageSignature } from './verify.ts'

/** Whom to believe about what; any of them may have signed. Nobody means that such statements are passed over. */
export type TrustFor = (predicateType: string) => readonly Trust[]

export type Judgement = {
  subject: Digest
  trustFor: TrustFor
  roots: TrustMaterialSource
  /** The content of a file that is judged: a plain signature may be over it. */
  readContent?: () => Promise<Uint8Array>
}

export type Judged = {
  accepted: Evidence[]
  /** Plain signatures, over a file or over the name of an image. */
  signatures: PlainSignature[]
  rejected: Rejection[]
  /** Statements of a type that nobody is asked about. */
  passedOver: { source: string; predicateType: string }[]
}

/** Verifies bundles, each once. A bad one is a rejection with its reason and never keeps a good one out. */
export async function judgeAll(
  found: Iterable<FoundBundle | Rejection> | AsyncIterable<FoundBundle | Rejection>,
  judgement: Judgement,
): Promise<Judged> {
  const judged = new Map<string, Verdict>()
  for await (const bundle of found) {
    const peeked = 'reason' in bundle ? bundle : await peek(bundle)
    // The same bundle from the registry and from GitHub is one.
    const identity = 'reason' in peeked ? `${peeked.source}: ${peeked.reason}` : peeked.digest
    if (judged.has(identity)) continue
    judged.set(identity, 'reason' in peeked ? peeked : await judge(peeked, judgement))
  }
  const verdicts = [...judged.values()]
  return {
    accepted: verdicts.filter((verdict) => 'statement' in verdict),
    signatures: verdicts.filter((verdict) => isSignature(verdict)),
    rejected: verdicts.filter((verdict) => 'reason' in verdict),
    passedOver: verdicts.filter((verdict) => 'passedOver' in verdict),
  }
}

type Peeked = FoundBundle & { digest: Digest; predicateType: string }

type PassedOver = { source: string; predicateType: string; passedOver: true }

type Verdict = Evidence | PlainSignature | Rejection | PassedOver

function isSignature(verdict: Verdict): verdict is PlainSignature {
  return 'signer' in verdict && !('statement' in verdict)
}

async function peek(bundle: FoundBundle): Promise<Peeked | Rejection> {
  try {
    if (isPlainSignature(bundle.json)) {
      return { ...bundle, digest: (await parseBundle(bundle.json)).digest, predicateType: signatureType }
    }
    const { statement, digest } = await peekStatement(bundle.json)
    return { ...bundle, digest, predicateType: statement.predicateType }
  } catch (error) {
    if (!isFailure(error)) throw error
    return { source: bundle.source, reason: error.message }
  }
}

async function judge(peeked: Peeked, judgement: Judgement): Promise<Verdict> {
  const { source, predicateType } = peeked
  const trusted = judgement.trustFor(predicateType)
  if (trusted.length === 0) return { source, predicateType, passedOver: true }
  const reasons = new Set<string>()
  for (const trust of trusted) {
    try {
      return await verify(peeked, trust, judgement)
    } catch (error) {
      // A trusted root that cannot be had, or a policy that cannot be read, is nobody's bad bundle.
      if (!isFailure(error) || error.code === 'unavailable' || error.code === 'invalid-input') throw error
      reasons.add(error.message)
    }
  }
  return { source, predicateType, reason: [...reasons].join('; or ') }
}

async function verify(
  { json, source, document }: Peeked,
  trust: Trust,
  { subject, roots, readContent }: Judgement,
): Promise<Evidence | PlainSignature> {
  const options = { subject, trust, roots, source }
  if (!isPlainSignature(json)) return verifyBundle(json, options)
  if (document !== undefined) return verifyImageSignature(json, { ...options, document })
  if (readContent !== undefined) return verifyBlob(json, { ...options, bytes: await readContent() })
  throw new Failure(
    'mismatch',
    'a signature over bytes that are not here; wanted a statement that names its subject',
  )
}
