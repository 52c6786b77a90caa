import { resolve } from 'node:path'
import type { Digest } from '../artifact/digest.ts'
import type { DigestReference } from '../artifact/reference.ts'
import { Failure } from '../failure.ts'
import { readGivenFile } from './given-file.ts'
import { hashFile } from './subjects.ts'

/** What may be verified; exactly one of them is wanted. */
export type VerifiableSource = { image?: DigestReference; path?: string; digest?: Digest }

export type Verifiable = {
  subject: Digest
  /** Of a file: a plain signature over its bytes can be verified only with them. */
  readContent?: () => Promise<Uint8Array>
}

/** Takes the one artifact that is to be verified; a file is hashed as it streams by. */
export async function readVerifiable(
  { image, path, digest }: VerifiableSource,
  workspace: string,
): Promise<Verifiable> {
  const ways = [image, path, digest].filter((way) => way !== undefined).length
  const subject = image?.digest ?? digest
  if (ways === 1 && path !== undefined) {
    const file = resolve(workspace, path)
    return { subject: await hashFile(file, path), readContent: () => readGivenFile(file, path) }
  }
  if (ways === 1 && subject !== undefined) return { subject }
  const found = ways === 0 ? 'none of them' : 'more than one'
  throw new Failure(
    'invalid-input',
    `wanted exactly one of image, subject-path and subject-digest, found ${found}`,
  )
}
