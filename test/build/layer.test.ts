import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { digestOf } from '../../src/artifact/digest.ts'
import { comparePaths, type LayerEntry, spoolLayer } from '../../src/build/layer.ts'
import { isFailure } from '../../src/failure.ts'
import { temporaryDirectory } from './working-tree.ts'

const time = 1_700_000_000

async function* streamed(entries: readonly LayerEntry[]) {
  yield* entries
}

async function* chunks(bytes: Uint8Array, size: number) {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

function file(path: string, content: string | Uint8Array, { executable = false, chunk = 65536 } = {}) {
  const bytes = Buffer.from(content)
  return { kind: 'file', path, executable, size: bytes.length, bytes: chunks(bytes, chunk) } as const
}

async function layerOf(entries: readonly LayerEntry[]) {
  using directory = temporaryDirectory()
  const layer = await spoolLayer(streamed(entries), { file: join(directory.path, 'layer'), time })
  return { ...layer, bytes: Buffer.concat(await Array.fromAsync(layer.open())) }
}

/** What the system's own tar says. */
function listing(compressed: Uint8Array): string[] {
  using directory = temporaryDirectory()
  writeFileSync(join(directory.path, 'layer.tar.gz'), compressed)
  const env = { ...process.env, TZ: 'UTC', LC_ALL: 'C.UTF-8' }
  return execFileSync('tar', ['-tvzf', 'layer.tar.gz'], { cwd: directory.path, env, encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.replaceAll(/ +/g, ' '))
}

it('writes what the system tar reads', async () => {
  const { bytes } = await layerOf([
    { kind: 'directory', path: 'app' },
    file('app/run', '#!/bin/sh\n', { executable: true }),
    { kind: 'symlink', path: 'app/start', target: 'run' },
    file('app/text', 'hello'),
    { kind: 'directory', path: 'tmp' },
  ])
  expect(listing(bytes)).toEqual([
    'drwxr-xr-x 0/0 0 2023-11-14 22:13 app/',
    '-rwxr-xr-x 0/0 10 2023-11-14 22:13 app/run',
    'lrwxrwxrwx 0/0 0 2023-11-14 22:13 app/start -> run',
    '-rw-r--r-- 0/0 5 2023-11-14 22:13 app/text',
    'drwxrwxrwt 0/0 0 2023-11-14 22:13 tmp/',
  ])
})

it('writes hard links that the system tar makes, whatever their names', async () => {
  using directory = temporaryDirectory()
  const name = `${'d'.repeat(60)}/Grüße-${'x'.repeat(60)}`
  const { bytes } = await layerOf([
    file('a', 'content', { executable: true }),
    { kind: 'link', path: 'b', executable: true, target: 'a' },
    file(name, 'more'),
    { kind: 'link', path: 'z', executable: false, target: name },
  ])
  execFileSync('tar', ['-xzf', '-', '-C', directory.path], { input: bytes })
  const [a, b, more, z] = ['a', 'b', name, 'z'].map((path) => statSync(join(directory.path, path)))
  expect([a?.ino, more?.ino]).toEqual([b?.ino, z?.ino])
  expect([a?.nlink, b?.mode, z?.size]).toEqual([2, a?.mode, 4])
})

it('keeps names that differ in nothing but how an accent is written', async () => {
  using directory = temporaryDirectory()
  const names = ['é'.normalize('NFD'), 'é'.normalize('NFC')]
  const { bytes } = await layerOf(names.map((name) => file(name, name.length.toString())))
  execFileSync('tar', ['-xzf', '-', '-C', directory.path], { input: bytes })
  expect(readdirSync(directory.path).sort()).toEqual(names.toSorted())
})

const long = `${'d'.repeat(60)}/${'e'.repeat(60)}`

it.each([
  ['a name of 100 bytes', 'x'.repeat(100)],
  ['a name of 101 bytes', 'x'.repeat(101)],
  ['a path of 121 bytes', long],
  ['a name of 255 bytes', 'x'.repeat(255)],
  ['a path of 300 bytes', `${long}/${long}/${'f'.repeat(58)}`],
  ['umlauts', 'Grüße.txt'],
  ['a name outside of the basic plane', '🚢.txt'],
  ['an equals sign and spaces', 'a = b .txt'],
])('keeps %s', async (_, path) => {
  using directory = temporaryDirectory()
  const { bytes } = await layerOf([file(path, 'content')])
  execFileSync('tar', ['-xzf', '-', '-C', directory.path], { input: bytes })
  expect(readFileSync(join(directory.path, path), 'utf8')).toBe('content')
})

it.each(['t'.repeat(101), 'zü'])('keeps the symlink target %s', async (target) => {
  const { bytes } = await layerOf([{ kind: 'symlink', path: 'link', target }])
  expect(listing(bytes)[0]).toMatch(new RegExp(` link -> ${target}$`))
})

it('uses extended headers only where a name needs one', async () => {
  const plain = gunzipSync((await layerOf([file('x'.repeat(100), '')])).bytes)
  expect(plain.length).toBe(512 + 1024)
  const extended = gunzipSync((await layerOf([file('x'.repeat(101), '')])).bytes)
  expect(extended.length).toBe(3 * 512 + 1024)
})

it('gives the digests of both forms, and the sizes', async () => {
  const layer = await layerOf([file('a', 'a'.repeat(100_000)), file('b', '')])
  expect(layer.descriptor).toEqual({
    mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
    digest: digestOf(layer.bytes),
    size: layer.bytes.length,
  })
  const plain = gunzipSync(layer.bytes)
  expect(layer.diffId).toBe(digestOf(plain))
  expect(layer.unpackedSize).toBe(plain.length)
})

it('gives the bytes it gave when it was released', async () => {
  // A change here gives every artifact of every user another digest without another commit.
  const noise = Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * index) % 251))
  const { descriptor, diffId } = await layerOf([
    { kind: 'directory', path: 'app' },
    file('app/noise', noise),
    { kind: 'symlink', path: 'app/zu', target: 'Grüße' },
  ])
  expect(diffId).toMatchInlineSnapshot(
    `"sha256:c68577742d38fcfba585e4831fe63fcad86f5032efa9bbea79ec42b22130bce7"`,
  )
  expect(descriptor).toMatchInlineSnapshot(`
    {
      "digest": "sha256:f875dd0fdd7786ac06c47da21b6698bbc3152ca7c491c473ab4e8ce94f681fca",
      "mediaType": "application/vnd.oci.image.layer.v1.tar+gzip",
      "size": 1525,
    }
  `)
})

it('gives the same bytes in whatever pieces the content comes', async () => {
  const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7919) % 253))
  const whole = await layerOf([file('a', content, { chunk: 1_000_000 })])
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 500, max: 100_000 }), async (chunk) => {
      expect((await layerOf([file('a', content, { chunk })])).descriptor).toEqual(whole.descriptor)
    }),
    { numRuns: 15 },
  )
})

it('keeps any content of any length', async () => {
  const content = fc.uint8Array({ maxLength: 200_000, size: 'max' })
  await fc.assert(
    fc.asyncProperty(content, async (bytes) => {
      const plain = gunzipSync((await layerOf([file('a', bytes)])).bytes)
      expect(plain.subarray(512, 512 + bytes.length).equals(bytes)).toBe(true)
      expect(plain.length % 512).toBe(0)
    }),
    { numRuns: 20 },
  )
})

it.each([-1, 1])('refuses a file that has changed its size by %i byte', async (by) => {
  const entry = { ...file('a', 'content'), size: 7 - by }
  await expect(layerOf([entry])).rejects.toSatisfy((error) => isFailure(error, 'mismatch'))
})

it('refuses entries that are not in order', async () => {
  await expect(layerOf([file('b', ''), file('a', '')])).rejects.toThrow('not in order')
})

it('orders any paths as their bytes are ordered', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      expect(Math.sign(comparePaths(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)))
    }),
  )
})

it('orders paths by their bytes', () => {
  expect(['ﬁ', '🚢', 'a/b', 'a.b', 'a', 'B'].sort(comparePaths)).toEqual(['B', 'a', 'a.b', 'a/b', 'ﬁ', '🚢'])
})
