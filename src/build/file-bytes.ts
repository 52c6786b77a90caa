import { open } from 'node:fs/promises'

/** How much is read at a time, in bytes. */
const chunkSize = 256 * 1024

/** Streams a file's bytes from an offset on. The memory of a chunk is used again for the next. */
export async function* readFrom(file: string, offset = 0): AsyncGenerator<Uint8Array> {
  await using input = await open(file)
  const chunk = Buffer.allocUnsafeSlow(chunkSize)
  for (let position = offset; ; ) {
    const { bytesRead } = await input.read(chunk, 0, chunkSize, position)
    if (bytesRead === 0) return
    yield chunk.subarray(0, bytesRead)
    position += bytesRead
  }
}
