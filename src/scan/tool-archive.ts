import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import type { Edge } from '../edge.ts'
import { Failure, isFailure, messageOf } from '../failure.ts'
import type { ScannerEdge } from './scanner.ts'
import type { ToolSettings } from './tool.ts'
import { archivePathOf, defaultVersion, type ToolName, toolPins } from './tool-pins.ts'
import type { WorkFolder } from './work-folder.ts'

/** Milliseconds until an archive must be there whole. */
const downloadTimeout = 10 * 60_000
/** Three times what the largest has. Bytes. */
const archiveLimit = 256 * 1024 * 1024
const programLimit = 1024 * 1024 * 1024

/**
 * Unpacks a tool from its archive and gives the path of the program. The archive is what is kept between runs: it is
 * verified each time, before anything of it is unpacked, so that nobody who can write there can have a program run.
 */
export async function installTool(
  name: ToolName,
  version: string,
  settings: ToolSettings,
  work: WorkFolder,
  edge: ScannerEdge,
): Promise<string> {
  const platform = `${process.platform}-${process.arch}`
  const path = archivePathOf(name, version, platform)
  if (path === undefined) throw notPacked(name, platform)
  const checksum = checksumOf(name, version, platform, settings)
  const archive = await obtain(path, checksum, settings.cacheFolder ?? defaultCacheFolder(), edge)
  return unpack(archive, name, work)
}

/** Where archives and databases are kept between runs unless another folder is named. */
export function defaultCacheFolder(): string {
  return join(tmpdir(), 'immutable-deploy')
}

/** Reads a sha256 in hexadecimal, with or without its name. */
export function parseChecksum(text: string): string {
  const [, hex] = /^(?:sha256:)?([0-9a-f]{64})$/.exec(text.toLowerCase()) ?? []
  if (hex !== undefined) return hex
  throw new Failure('invalid-input', `"${text}" is not a sha256; wanted 64 hexadecimal digits`)
}

function checksumOf(
  name: ToolName,
  version: string,
  platform: string,
  { checksum, version: asked }: ToolSettings,
) {
  // A checksum that was given is of the scanner, which is what its version is of.
  const given = version === asked ? checksum : undefined
  const pinned = toolPins[name][version]?.[platform]
  if (given !== undefined && pinned !== undefined && given !== pinned) {
    throw new Failure(
      'mismatch',
      `"scanner-checksum" is ${given}; ${name} ${version} for ${platform} has ${pinned}`,
    )
  }
  const known = given ?? pinned
  if (known !== undefined) return known
  const versions = Object.keys(toolPins[name]).filter((one) => toolPins[name][one]?.[platform] !== undefined)
  throw new Failure(
    'invalid-input',
    `the checksum of ${name} ${version} for ${platform} is not known here; give the sha256 of its archive as "scanner-checksum", or use ${versions.join(' or ')}`,
  )
}

async function obtain(
  path: string,
  checksum: string,
  folder: string,
  edge: ScannerEdge,
): Promise<Uint8Array> {
  const kept = join(folder, 'tools', checksum)
  const found = await readFile(kept).catch(() => undefined)
  // One that was changed or cut off is fetched again.
  if (found !== undefined && sha256(found) === checksum) return found
  const url = `https://github.com/${path}`
  edge.log.info(`downloading ${url}`)
  const bytes = await download(url, edge)
  const actual = sha256(bytes)
  if (actual !== checksum) {
    throw new Failure(
      'mismatch',
      `${url} has sha256 ${actual}; wanted ${checksum}, and nothing of it was run`,
    )
  }
  await keep(bytes, kept, edge)
  return bytes
}

async function download(url: string, { fetch }: Pick<Edge, 'fetch'>): Promise<Uint8Array> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(downloadTimeout) })
  if (!answer.ok) {
    await answer.body?.cancel()
    throw new Failure(answer.status === 404 ? 'not-found' : 'unavailable', `${url} answered ${answer.status}`)
  }
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of answer.body ?? []) {
      size += chunk.length
      if (size > archiveLimit) throw new Failure('mismatch', `${url} has more than ${archiveLimit} bytes`)
      chunks.push(chunk)
    }
  } catch (cause) {
    if (isFailure(cause)) throw cause
    throw new Failure('unavailable', `the connection broke off while ${url} was read`, { cause })
  }
  return Buffer.concat(chunks)
}

// Renamed when it is whole: another job may look at the same moment. Without it the next run fetches again.
async function keep(bytes: Uint8Array, path: string, { log }: Pick<Edge, 'log'>): Promise<void> {
  try {
    await mkdir(join(path, '..'), { recursive: true })
    const fresh = `${path}.${randomUUID()}`
    await writeFile(fresh, bytes)
    await rename(fresh, path)
  } catch (error) {
    log.warning(`the archive could not be kept at ${path}: ${messageOf(error)}`)
  }
}

async function unpack(archive: Uint8Array, name: ToolName, work: WorkFolder): Promise<string> {
  const program = join(work.path, name)
  const entries = extract()
  const fed = pipeline(Readable.from([archive]), createGunzip(), entries)
  // Looked at below; where reading the entries fails first, it is for the same reason.
  fed.catch(() => {})
  let found = false
  try {
    for await (const entry of entries) {
      const { type, name: path, size = 0 } = entry.header
      if (type === 'file' && path.replace(/^\.\//, '') === name && size <= programLimit) {
        await pipeline(entry, createWriteStream(program))
        found = true
      } else entry.resume()
    }
    await fed
  } catch (cause) {
    throw new Failure('mismatch', `the archive of ${name} cannot be unpacked: ${messageOf(cause)}`, { cause })
  }
  if (!found) throw new Failure('mismatch', `the archive of ${name} holds no program of that name`)
  await chmod(program, 0o755)
  return program
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function notPacked(name: ToolName, platform: string): Failure {
  return new Failure(
    'not-found',
    `there is no archive of ${name} ${defaultVersion(name)} for ${platform}; install it, and put it on PATH or name it by "scanner-path"`,
  )
}
