import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { digestOf } from '../../src/artifact/digest.ts'
import { writeGzip } from '../../src/build/gzip.ts'
import { node24 } from '../support/runner.ts'
import { temporaryDirectory } from './working-tree.ts'

async function* cut(bytes: Uint8Array, size: number) {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

async function gzipped(stream: AsyncIterable<Uint8Array>, threads?: number) {
  using directory = temporaryDirectory()
  const file = join(directory.path, 'file.gz')
  const written = await writeGzip(stream, file, threads)
  return { ...written, bytes: readFileSync(file) }
}

/** Lines that differ, with a stretch that cannot be compressed now and then: so many that threads are worth it. */
const content = Buffer.concat(
  Array.from({ length: 80 }, (_, part) => {
    const lines = Array.from({ length: 2500 }, (_, line) => `${part}: line ${line * 7919} of this file\n`)
    const noise = Uint8Array.from({ length: 20_000 }, (_, index) => (index * index * (part + 3)) >> 7)
    return Buffer.concat([Buffer.from(lines.join('')), noise])
  }),
)

const block = 512 * 1024

it.each([0, 1, block - 1, block, block + 1, content.length])('keeps %i bytes', async (size) => {
  const plain = content.subarray(0, size)
  const { bytes, ...written } = await gzipped(cut(plain, 70_000))
  expect(gunzipSync(bytes).equals(plain)).toBe(true)
  expect(written).toEqual({
    digest: digestOf(bytes),
    size: bytes.length,
    plainDigest: digestOf(plain),
    plainSize: size,
  })
})

it('gives the same bytes however many threads help', async () => {
  const alone = await gzipped(cut(content, 65_536), 0)
  expect(content.length).toBeGreaterThan(6_000_000)
  for (const threads of [1, 2, 5]) {
    expect((await gzipped(cut(content, 65_536), threads)).digest).toBe(alone.digest)
  }
})

it('gives the same bytes in whatever pieces they come', async () => {
  const whole = await gzipped(cut(content, content.length))
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1000, max: 2_000_000 }), async (size) => {
      expect((await gzipped(cut(content, size))).digest).toBe(whole.digest)
    }),
    { numRuns: 5 },
  )
})

it('says nothing of when and where it was written', async () => {
  const { bytes } = await gzipped(cut(content, 65_536))
  expect(bytes.subarray(0, 10).toString('hex')).toBe('1f8b08000000000000ff')
})

it('writes what gzip itself takes', async () => {
  const { bytes } = await gzipped(cut(content, 65_536))
  expect(execFileSync('gzip', ['-t', '-v'], { input: bytes, stdio: 'pipe' })).toHaveLength(0)
  const plain = execFileSync('gzip', ['-dc'], { input: bytes, maxBuffer: 2 * content.length })
  expect(plain.equals(content)).toBe(true)
})

it('writes one member, since not every reader looks for a second', async () => {
  const { bytes } = await gzipped(cut(content, 65_536))
  // A web stream refuses what comes after the first.
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  expect((await new Response(stream).bytes()).length).toBe(content.length)
})

/** Runs a function of this file's neighbour in a process of its own. */
function run(...args: string[]): string {
  using directory = temporaryDirectory()
  const script = join(import.meta.dirname, 'write-gzip.ts')
  return execFileSync(node24(), [script, join(directory.path, 'file.gz'), ...args], {
    encoding: 'utf8',
    timeout: 50_000,
  })
}

it('ends its threads when its source fails, so that the process can end', () => {
  expect(run('fail')).toBe('failed: the source broke\n')
})

it('needs no more memory for 1 GB than for 50 MB', () => {
  const small = Number(run('50'))
  const large = Number(run('1000'))
  expect(large - small).toBeLessThan(15)
})
