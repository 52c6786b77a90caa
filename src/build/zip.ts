import { open } from 'node:fs/promises'
import { type Digest, hashing } from '../artifact/digest.ts'
import { Failure } from '../failure.ts'
import { type PlainEntry, wholeOf } from './entries.ts'
import { readFrom } from './file-bytes.ts'

/** A zip in a file. */
export type SpooledZip = { digest: Digest; size: number; open(offset?: number): AsyncIterable<Uint8Array> }

// Each of these decides the digest. What zips are dated is local to where they are read and written, so that no time
// is the same everywhere but one that is made there; this is the first day that they know.
const level = 6
const date = new Date(1980, 0, 1, 12)
const unix = 3

/** How much is written at a time; decides nothing. */
const fileChunk = 64 * 1024

/** Writes entries as a zip into a new file: the same entries give the same bytes everywhere. */
export async function spoolZip(entries: AsyncIterable<PlainEntry>, file: string): Promise<SpooledZip> {
  const { Zip, ZipDeflate, ZipPassThrough } = await import('fflate')
  const hash = hashing()
  const total = { entries: 0, bytes: 0 }
  let waiting = 0
  let ready: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    hash.update(chunk)
    total.bytes += chunk.length
    waiting += chunk.length
    ready.push(chunk)
  })
  await using output = await open(file, 'wx', 0o600)
  async function flush(): Promise<void> {
    await output.writeFile(Buffer.concat(ready))
    ready = []
    waiting = 0
  }
  for await (const entry of entries) {
    const content = await contentOf(entry)
    const name = entry.kind === 'directory' ? `${entry.path}/` : entry.path
    const member = content.length > 0 ? new ZipDeflate(name, { level }) : new ZipPassThrough(name)
    member.mtime = date
    member.os = unix
    member.attrs = modeOf(entry) * 2 ** 16
    zip.add(member)
    member.push(content, true)
    total.entries++
    assertWithin(total)
    if (waiting >= fileChunk) await flush()
  }
  zip.end()
  assertWithin(total)
  await flush()
  return { digest: hash.digest(), size: total.bytes, open: (offset) => readFrom(file, offset) }
}

/** More would need the extension that not every reader knows. */
const limits = { entries: 65_535, bytes: 2 ** 32 - 1 }

function assertWithin({ entries, bytes }: typeof limits): void {
  if (entries <= limits.entries && bytes <= limits.bytes) return
  throw new Failure(
    'invalid-input',
    `a zip holds at most ${limits.entries} entries and ${limits.bytes} bytes; name less in input "files"`,
  )
}

/** Files of a zip are packed one by one, and so read whole. */
async function contentOf(entry: PlainEntry): Promise<Uint8Array> {
  if (entry.kind === 'directory') return new Uint8Array()
  const content = await wholeOf(entry.bytes)
  if (content.length === entry.size) return content
  throw new Failure(
    'mismatch',
    `"${entry.path}" changed while it was read: ${content.length} bytes in place of ${entry.size}`,
  )
}

// https://man7.org/linux/man-pages/man7/inode.7.html
function modeOf(entry: PlainEntry): number {
  if (entry.kind === 'directory') return 0o40755
  return entry.executable ? 0o100755 : 0o100644
}
