import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Failure, messageOf } from '../failure.ts'
import { isObject } from './shape.ts'

export type TufOptions = {
  /** A folder where what was fetched stays for the next step of the job; without it, nothing stays. */
  cachePath?: string
  /** Is told once when a repository cannot be reached and the copy that we carry is taken instead. */
  warn?: (message: string) => void
}

/** A repository of The Update Framework that hands out a trusted root. */
export type TufRepository = {
  mirrorUrl: string
  /** The metadata to begin with, from which later ones are reached by their signatures. */
  readRoot: () => Promise<string>
  /** The trusted root that we carry. */
  readCopy: () => Promise<string>
}

export type TufInstance = 'public-good' | 'github'

/** Those that everyone knows. */
export const tufRepositories: Record<TufInstance, TufRepository> = {
  'public-good': {
    mirrorUrl: 'https://tuf-repo-cdn.sigstore.dev',
    readRoot: async () => seeded((await publicGoodSeed())['root.json']),
    readCopy: async () => seeded((await publicGoodSeed()).targets['trusted_root.json']),
  },
  github: {
    mirrorUrl: 'https://tuf-repo.github.com',
    readRoot: async () => (await import('./roots/github.ts')).githubTufRoot,
    readCopy: async () => (await import('./roots/github-trusted-root.ts')).githubTrustedRoot,
  },
}

/** Fetches the trusted root of an instance, or takes the copy that we carry where its repository cannot be reached. */
export function fetchTrustedRoot(instance: TufInstance, options: TufOptions): Promise<string> {
  const { cachePath, ...rest } = options
  const folder = cachePath === undefined ? {} : { cachePath: join(cachePath, instance) }
  return fetchFrom(tufRepositories[instance], `the ${instance} trusted root`, { ...rest, ...folder })
}

/**
 * What answers and does not verify, by its signatures, its versions or its dates, is refused: an old answer may hide
 * that a key was withdrawn. No answer at all is the weather, and then our own copy is as old as this release.
 */
export async function fetchFrom(
  repository: TufRepository,
  what: string,
  { cachePath, warn }: TufOptions,
): Promise<string> {
  try {
    return await inFolder(cachePath, (folder) => download(repository, folder))
  } catch (cause) {
    const reason = reasonOf(cause)
    if (!isUnreachable(cause)) {
      const way = 'give the trusted root as a file'
      throw new Failure('unavailable', `${what}: ${reason}; where that stays so, ${way}`, { cause })
    }
    warn?.(
      `${repository.mirrorUrl} cannot be reached (${reason}): ${what} is the copy of this release, which does not know of keys that were withdrawn since`,
    )
    return repository.readCopy()
  }
}

async function download({ mirrorUrl, readRoot }: TufRepository, folder: string): Promise<string> {
  const { initTUF } = await import('@sigstore/tuf')
  const rootPath = join(folder, `first-root-${process.pid}.json`)
  await writeFile(rootPath, await readRoot())
  const client = await initTUF({
    mirrorURL: mirrorUrl,
    rootPath,
    cachePath: folder,
    // What is there is taken without asking until its timestamp expires, which is within days.
    forceCache: true,
    retry: { retries: 2, minTimeout: 500 },
    timeout: 10_000,
  })
  return client.getTarget('trusted_root.json')
}

// What was fetched is put in place whole, so that no other step of the job finds half of it.
async function inFolder<T>(cachePath: string | undefined, use: (folder: string) => Promise<T>): Promise<T> {
  if (cachePath !== undefined && (await isFolder(cachePath))) return use(cachePath)
  const parent = cachePath === undefined ? tmpdir() : dirname(cachePath)
  await mkdir(parent, { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(join(parent, 'tuf-'))
  try {
    const result = await use(folder)
    // Another step may have been faster; then its folder stays.
    if (cachePath !== undefined) await rename(folder, cachePath).catch(() => {})
    return result
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

// A status, a connection's error code, or a time-out: everything but metadata that does not verify.
function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return 'statusCode' in error || error.name === 'TimeoutError' || codeOf(error) !== undefined
}

function reasonOf(error: unknown): string {
  const status = isObject(error) && 'statusCode' in error ? ` (status ${error.statusCode})` : ''
  const code = error instanceof Error ? codeOf(error) : undefined
  return `${messageOf(error)}${status}${code === undefined ? '' : `: ${code}`}`
}

function codeOf({ cause }: Error): string | undefined {
  return isObject(cause) && typeof cause.code === 'string' ? cause.code : undefined
}

type Seed = { 'root.json': string; targets: { 'trusted_root.json': string } }

/** What the client of TUF carries of the public-good instance. */
async function publicGoodSeed(): Promise<Seed> {
  const { default: seeds } = await import('@sigstore/tuf/seeds.json', { with: { type: 'json' } })
  return seeds['https://tuf-repo-cdn.sigstore.dev']
}

function seeded(base64: string): string {
  return Buffer.from(base64, 'base64').toString()
}
