import type { Digest } from '../artifact/digest.ts'
import { parseStrictJson } from './json.ts'
import { digest, oneOf, open } from './shape.ts'

/** The type of the statement that `cosign sign` makes since v3, and by which its older signatures are asked for too. */
export const signatureType = 'https://sigstore.dev/cosign/sign/v1'

/**
 * Reads which image a document of "simple signing" names. The name that it gives the image is not looked at, for
 * copies of an image have others.
 * https://github.com/sigstore/cosign/blob/v3.1.3/specs/SIGNATURE_SPEC.md#payload
 */
export function parseSimpleSigning(document: Uint8Array): Digest {
  const { critical } = readDocument(parseStrictJson(document, 'the signed document'), 'the signed document')
  return critical.image['docker-manifest-digest']
}

const readDocument = open({
  critical: open({
    type: oneOf(['cosign container image signature']),
    image: open({ 'docker-manifest-digest': digest }),
  }),
})
