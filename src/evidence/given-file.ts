import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { Failure, isFailure, messageOf } from '../failure.ts'

/** Reads a file that an input names, if it has no more bytes than `limit`; `named` is how its author wrote it. */
export async function readGivenFile(path: string, named = path, limit = Infinity): Promise<Buffer> {
  return onlyFile(path, named, () => readFile(path), limit)
}

/** Passes the bytes of a file that an input names to a reader, chunk by chunk. */
export async function streamGivenFile(
  path: string,
  take: (chunk: Uint8Array) => void,
  named = path,
): Promise<void> {
  await onlyFile(path, named, async () => {
    for await (const chunk of createReadStream(path)) take(chunk)
  })
}

// Whoever opens a named pipe waits until somebody writes, which may be never.
async function onlyFile<T>(
  path: string,
  named: string,
  read: () => Promise<T>,
  limit = Infinity,
): Promise<T> {
  try {
    const found = await stat(path)
    if (found.size > limit) {
      throw new Failure('invalid-input', `"${named}" has ${found.size} bytes; wanted at most ${limit}`)
    }
    if (found.isFile()) return await read()
  } catch (cause) {
    if (isFailure(cause)) throw cause
    throw new Failure('invalid-input', `"${named}" cannot be read: ${messageOf(cause)}`, { cause })
  }
  throw new Failure('invalid-input', `"${named}" is not a regular file`)
}
