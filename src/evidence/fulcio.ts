import { type KeyObject, X509Certificate } from 'node:crypto'
import type { Edge } from '../edge.ts'
import { Failure, messageOf } from '../failure.ts'
import { formatPublicKey, publicKeyBytes } from './key.ts'
import { list, open, optional, text } from './shape.ts'
import type { SigningKey } from './signing-key.ts'
import { askService, parseAnswer } from './sigstore-service.ts'

/** Whom a certificate is asked for. */
export type Applicant = {
  /** The token that says who it is. */
  identityToken: string
  /** The token's subject, which the key signs to prove that it is the applicant's. */
  tokenSubject: string
  /** What the certificate must name. */
  certIdentity: string
}

/**
 * Has a key certified; the certificate is that of this key and this identity, or it is refused.
 * https://github.com/sigstore/fulcio/blob/v1.8.0/fulcio.proto
 */
export async function fetchCertificate(
  fulcioUrl: string,
  { identityToken, tokenSubject, certIdentity }: Applicant,
  key: SigningKey,
  edge: Pick<Edge, 'fetch'>,
): Promise<X509Certificate> {
  const url = `${fulcioUrl}/api/v2/signingCert`
  assertCertifiable(key.publicKey)
  const proof = await key.sign(Buffer.from(tokenSubject))
  const body = {
    credentials: { oidcIdentityToken: identityToken },
    publicKeyRequest: {
      publicKey: { algorithm: algorithmOf(key.publicKey), content: formatPublicKey(key.publicKey) },
      proofOfPossession: Buffer.from(proof).toString('base64'),
    },
  }
  const answer = readAnswer(parseAnswer(await askService(url, { body }, edge), url), url)
  const { chain } = answer.signedCertificateEmbeddedSct ?? answer.signedCertificateDetachedSct ?? {}
  const certificate = parseCertificate(chain?.certificates[0], url)
  checkCertificate(certificate, key.publicKey, certIdentity, url)
  return certificate
}

const readChain = open({ chain: open({ certificates: list(text) }) })

const readAnswer = open({
  signedCertificateEmbeddedSct: optional(readChain),
  // Without a log of certificates there is nothing to embed.
  signedCertificateDetachedSct: optional(readChain),
})

// Fulcio takes the proof by SHA-256 alone, and under such a certificate everybody wants the curve's own hash.
function assertCertifiable({ asymmetricKeyDetails }: KeyObject): void {
  const { namedCurve = 'prime256v1' } = asymmetricKeyDetails ?? {}
  if (namedCurve === 'prime256v1') return
  throw new Failure(
    'invalid-input',
    `a key on the curve "${namedCurve}" cannot be certified; wanted ECDSA P-256, or RSA or Ed25519`,
  )
}

function algorithmOf({ asymmetricKeyType }: KeyObject): string {
  switch (asymmetricKeyType) {
    case 'ed25519':
      return 'ED25519'
    case 'rsa':
      return 'RSA_PSS'
    default:
      return 'ECDSA'
  }
}

function parseCertificate(pem: string | undefined, url: string): X509Certificate {
  if (pem === undefined) throw new Failure('mismatch', `${url}: the answer has no certificate`)
  try {
    return new X509Certificate(pem)
  } catch (cause) {
    throw new Failure('mismatch', `${url}: not a certificate: ${messageOf(cause)}`, { cause })
  }
}

// With a certificate of somebody else's key nothing would verify; with another identity, in somebody else's name.
function checkCertificate(
  certificate: X509Certificate,
  publicKey: KeyObject,
  certIdentity: string,
  url: string,
): void {
  if (!publicKeyBytes(certificate.publicKey).equals(publicKeyBytes(publicKey))) {
    throw new Failure('mismatch', `${url}: the certificate is for another key than the one that signs`)
  }
  const names = namesIn(certificate.subjectAltName ?? '')
  if (names.length !== 1 || names[0] !== certIdentity) {
    const found = names.map((name) => `"${name}"`).join(', ') || 'nobody'
    throw new Failure('mismatch', `${url}: the certificate names ${found}; wanted "${certIdentity}"`)
  }
}

// A name with a comma or a quote in it is quoted as JSON: https://nodejs.org/api/crypto.html#x509subjectaltname
function namesIn(subjectAltName: string): string[] {
  return [...subjectAltName.matchAll(/(?:URI|email):("(?:[^"\\]|\\.)*"|[^,]*)(?:, |$)/g)].map(
    ([, name = '']) => (name.startsWith('"') ? String(JSON.parse(name)) : name),
  )
}
