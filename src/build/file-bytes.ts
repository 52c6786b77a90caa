import { open } from 'node:fs/promises'

/** How much is read at a time, in bytes. */
const chunkSize = 256 * 1024

/** Streams a file's bytes from an offset on. */
export async function* readFrom(file: string, offset = 0): AsyncGenerator<Uint8Array> {
  await using input = await open(file)
  for (let position = offset; ; ) {
    const { bytesRead, buffer } = await input.read(new Uint8Array(chunkSize), 0, chunkSize, position)
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
    position += bytesRead
  }
}
