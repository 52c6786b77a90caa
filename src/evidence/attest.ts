import type { Descriptor } from '../artifact/descriptor.ts'
import type { Digest } from '../artifact/digest.ts'
import { type DigestReference, formatRepository } from '../artifact/reference.ts'
import type { Edge } from '../edge.ts'
import type { GitHub } from '../github/github.ts'
import type { Registry } from '../registry/registry.ts'
import { peekStatement } from './bundle.ts'
import { type SignedBundle, type SigningIdentity, signStatement } from './sign.ts'
import { buildStatement, type Statement, type Subject, subjectOf } from './statement.ts'
import { storeBundle } from './store.ts'

export type Attested = {
  statement: Statement
  bundle: SignedBundle
  /** Of the bundle's canonical JSON, as evidence carries it. */
  digest: Digest
  referrer?: Descriptor
  attestationId?: string
}

/** Signs a statement about an image and keeps it where it will be looked for: statement, sign, store. */
export async function attest(
  image: DigestReference,
  { predicateType, predicate, subjects }: { predicateType: string; predicate: unknown; subjects?: Subject[] },
  {
    identity,
    ...stores
  }: {
    identity: SigningIdentity
    registry?: Pick<Registry, 'attach'>
    github?: Pick<GitHub, 'createAttestation'>
  },
  edge: Pick<Edge, 'fetch' | 'log' | 'now'>,
): Promise<Attested> {
  const about = subjects ?? [subjectOf(formatRepository(image), image.digest)]
  const statement = buildStatement(about, predicateType, predicate)
  const bundle = await signStatement(statement, identity, edge)
  const { digest } = await peekStatement(bundle)
  return { statement, bundle, digest, ...(await storeBundle(image, bundle, stores, edge)) }
}
