import { createHash } from 'node:crypto'
import type { Edge } from '../edge.ts'
import { Failure } from '../failure.ts'
import { askService } from './sigstore-service.ts'

/**
 * Has a timestamp authority witness a signature. An address without a path gets the usual one.
 * https://github.com/sigstore/timestamp-authority/blob/v1.2.9/openapi.yaml
 */
export async function fetchTimestamp(
  tsaUrl: string,
  signature: Uint8Array,
  edge: Pick<Edge, 'fetch'>,
): Promise<Uint8Array> {
  const url = new URL(tsaUrl).pathname === '/' ? `${tsaUrl.replace(/\/+$/, '')}/api/v1/timestamp` : tsaUrl
  const digest = createHash('sha256').update(signature).digest()
  const body = { artifactHash: digest.toString('base64'), hashAlgorithm: 'sha256', certificates: true }
  const { bytes } = await askService(url, { body }, edge)
  // It stands in the timestamp as it is, and whoever verifies reads the rest.
  if (Buffer.from(bytes).includes(digest)) return bytes
  throw new Failure('mismatch', `${url}: the answer is not a timestamp of this signature`)
}
