import { open } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { crc32 } from 'node:zlib'
import { type Digest, hashing } from '../artifact/digest.ts'
import { type Deflated, deflate, deflatedLimit, deflateThread, type Job } from './deflate.ts'

/** What was written, and what it was before. */
export type Gzipped = { digest: Digest; size: number; plainDigest: Digest; plainSize: number }

/** How much is compressed by itself, so that threads can share the work. It decides the digest of every layer. */
const blockSize = 512 * 1024
/** Decides no byte. One keeps up with what git gives; each takes 15 MB. */
const mostThreads = 1

/**
 * Compresses a stream into a new file: one gzip member, its blocks one after another, as pigz writes it. The same bytes
 * give the same file, in whatever pieces they come and however many threads help. No more is in memory than is worked
 * at. https://www.rfc-editor.org/rfc/rfc1952
 */
export async function writeGzip(
  stream: AsyncIterable<Uint8Array>,
  file: string,
  threads = Math.min(availableParallelism() - 1, mostThreads),
): Promise<Gzipped> {
  const plain = hashing()
  const packed = hashing()
  let [plainSize, size, sum] = [0, 0, 0]
  await using output = await open(file, 'wx', 0o600)
  await using deflater = startDeflater(threads)
  const underWay: Promise<Deflated>[] = []

  const write = async (bytes: Uint8Array) => {
    packed.update(bytes)
    size += bytes.length
    await output.writeFile(bytes)
  }
  const writeOldest = async () => {
    const deflated = await underWay.shift()
    if (deflated) await write(deflated.output.subarray(0, deflated.size))
    return deflated
  }
  // Buffers come back from what is written, so that a stream does not run ahead of it.
  const emptyBuffers = async () =>
    (underWay.length === deflater.room && (await writeOldest())) || newBuffers()

  await write(header)
  for await (const job of jobsOf(stream, emptyBuffers)) {
    const block = job.block.subarray(0, job.length)
    plain.update(block)
    plainSize += block.length
    sum = crc32(block, sum)
    underWay.push(deflater.deflate(job))
  }
  while (underWay.length > 0) await writeOldest()
  await write(trailerOf(sum, plainSize))
  return { digest: packed.digest(), size, plainDigest: plain.digest(), plainSize }
}

// Neither a name nor a time nor a system.
const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff)

/** An empty block that is marked as the last, and what the plain bytes come to. */
function trailerOf(sum: number, plainSize: number): Uint8Array {
  const trailer = Buffer.alloc(10)
  trailer.writeUInt16LE(3)
  trailer.writeUInt32LE(sum, 2)
  trailer.writeUInt32LE(plainSize % 2 ** 32, 6)
  return trailer
}

type Buffers = Pick<Job, 'block' | 'output'>

function newBuffers(): Buffers {
  return { block: new Uint8Array(blockSize), output: new Uint8Array(deflatedLimit(blockSize)) }
}

/** Cuts a stream into blocks of one size, whatever the sizes of its chunks. */
async function* jobsOf(
  stream: AsyncIterable<Uint8Array>,
  emptyBuffers: () => Promise<Buffers>,
): AsyncGenerator<Job> {
  let { block, output } = await emptyBuffers()
  let length = 0
  for await (const chunk of stream) {
    for (let read = 0; read < chunk.length; ) {
      const part = chunk.subarray(read, read + blockSize - length)
      block.set(part, length)
      length += part.length
      read += part.length
      if (length < blockSize) continue
      yield { block, output, length }
      ;({ block, output } = await emptyBuffers())
      length = 0
    }
  }
  if (length > 0) yield { block, output, length }
}

/** Deflates on other threads what fills a block, or else here: to start one takes longer than so little. */
function startDeflater(mostThreads: number) {
  const threads: Thread[] = []
  let jobs = 0
  return {
    /** How many jobs can be under way, so that no thread has to wait for one. */
    room: 2 * mostThreads + 1,
    deflate(job: Job): Promise<Deflated> {
      if (job.length === blockSize) while (threads.length < mostThreads) threads.push(startThread())
      // In turn, for all take about as long.
      return threads[jobs++ % threads.length]?.deflate(job) ?? deflateHere(job)
    },
    async [Symbol.asyncDispose](): Promise<void> {
      await Promise.all(threads.map(({ worker }) => worker.terminate()))
    },
  }
}

async function deflateHere({ block, output, length }: Job): Promise<Deflated> {
  return { block, output, size: deflate(block.subarray(0, length), output) }
}

type Thread = ReturnType<typeof startThread>

function startThread() {
  const worker = new Worker(new URL('./deflate.ts', import.meta.url), {
    workerData: deflateThread,
    // It has no use for ours, which may hold secrets.
    env: {},
    execArgv: [],
  })
  const waiting: PromiseWithResolvers<Deflated>[] = []
  worker.on('message', (deflated: Deflated) => waiting.shift()?.resolve(deflated))
  worker.on('error', (error) => {
    for (const { reject } of waiting) reject(error)
  })
  return {
    worker,
    deflate(job: Job): Promise<Deflated> {
      const answer = Promise.withResolvers<Deflated>()
      // The others need no one to look at them when the oldest has failed.
      answer.promise.catch(() => {})
      waiting.push(answer)
      worker.postMessage(job, [job.block.buffer, job.output.buffer])
      return answer.promise
    },
  }
}
