import { open } from 'node:fs/promises'

/** How much is read at a time, in bytes. */
const chunkSize = 512 * 1024

/** Memory that nobody uses now: taken anew for each of many files, it would be given back late. */
const spare: Buffer[] = []

/**
 * Streams a file's bytes from an offset on; the next chunk is read while one is being used. The memory of a chunk is
 * used again once the next is asked for.
 */
export async function* readFrom(file: string, offset = 0): AsyncGenerator<Uint8Array> {
  await using input = await open(file)
  const buffers = [takeBuffer(), takeBuffer()] as const
  let position = offset
  let reading = input.read(buffers[0], 0, chunkSize, position)
  try {
    for (let next: Buffer = buffers[1]; ; ) {
      const { bytesRead, buffer } = await reading
      if (bytesRead === 0) return
      position += bytesRead
      reading = input.read(next, 0, chunkSize, position)
      yield buffer.subarray(0, bytesRead)
      next = buffer
    }
  } finally {
    // Whoever stops early leaves a read under way, which must not write into memory that somebody else has by then.
    await reading.catch(() => {})
    spare.push(...buffers)
  }
}

function takeBuffer(): Buffer {
  return spare.pop() ?? Buffer.allocUnsafeSlow(chunkSize)
}
