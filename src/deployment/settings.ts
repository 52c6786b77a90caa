import { type Digest, digestOf } from '../artifact/digest.ts'
import { checks } from '../check/index.ts'
import type { TrustFor } from '../evidence/store.ts'
import type { TrustMaterialSource } from '../evidence/trust.ts'
import { Failure } from '../failure.ts'
import { defaultExceptionsFile, type Exceptions } from '../gate/exceptions.ts'
import { parseExceptions } from '../gate/exceptions-file.ts'
import type { GitHub } from '../github/github.ts'
import { type Policy, parsePolicy } from '../policy/policy.ts'
import type { Tables } from '../policy/schema.ts'
import { type Home, keyPathsOf, rootPathsOf, trustOf } from '../policy/trust.ts'
import { targets } from '../target/index.ts'

/** The policy as it was at one commit of the default branch, with what it names. */
export type Settings = {
  file: string
  commit: string
  /** Of the policy file's bytes. */
  digest: Digest
  policy: Policy
  trustFor: TrustFor
  /** Where scans are demanded, and there are some. */
  exceptions?: Exceptions
  /** For whom the policy names no root of their own: always the known ones. */
  roots: TrustMaterialSource
}

/**
 * Fetches the policy through GitHub's API, at the head of the default branch unless told: neither a branch, nor
 * the re-run of an old run, nor an earlier step of the job chooses its own rules. Undefined: there is no such file.
 */
export async function fetchSettings(
  github: Pick<GitHub, 'fetchHead' | 'fetchFile'>,
  {
    file,
    home,
    commit: wanted,
    roots: known = { kind: 'known' },
    tables = { targets, checks },
  }: { file: string; home: Home; commit?: string; roots?: TrustMaterialSource; tables?: Tables },
): Promise<Settings | undefined> {
  const { commit, files } =
    wanted === undefined
      ? await github.fetchHead([file, defaultExceptionsFile])
      : { commit: wanted, files: new Map<string, Uint8Array>() }
  const source = {
    fetchFile: async (path: string, at: string) =>
      files.has(path) ? files.get(path) : github.fetchFile(path, at),
  }
  const bytes = await source.fetchFile(file, commit)
  if (bytes === undefined) return undefined
  const policy = await parsePolicy(decode(bytes, file), file, tables)
  const fetchText = async (path: string) =>
    [path, decode(await fetchNamed(source, path, file, commit), path)] as const
  const scans = Object.values(policy.environments).some(({ require }) => require.scan !== undefined)
  const [keys, roots, exceptions] = await Promise.all([
    Promise.all(keyPathsOf(policy).map(fetchText)),
    Promise.all(rootPathsOf(policy).map(fetchText)),
    scans ? fetchExceptions(source, policy.exceptions, commit) : undefined,
  ])
  return {
    file,
    commit,
    digest: digestOf(bytes),
    policy,
    trustFor: trustOf(policy, home, { keys: new Map(keys), roots: new Map(roots) }),
    ...(exceptions !== undefined && { exceptions }),
    roots: known,
  }
}

/** Fetches the exceptions as they were at a commit; undefined where nobody named a file, and there is none. */
export async function fetchExceptions(
  github: Pick<GitHub, 'fetchFile'>,
  named: string | undefined,
  commit: string,
): Promise<Exceptions | undefined> {
  const file = named ?? defaultExceptionsFile
  const bytes = await github.fetchFile(file, commit)
  if (bytes !== undefined) return parseExceptions(decode(bytes, file), file)
  if (named === undefined) return undefined
  throw new Failure(
    'not-found',
    `there is no file of exceptions ${file} at commit ${commit.slice(0, 12)} of the default branch`,
  )
}

async function fetchNamed(
  github: Pick<GitHub, 'fetchFile'>,
  path: string,
  file: string,
  commit: string,
): Promise<Uint8Array> {
  const bytes = await github.fetchFile(path, commit)
  if (bytes !== undefined) return bytes
  throw new Failure(
    'not-found',
    `policy ${file} names "${path}", which is not there at commit ${commit.slice(0, 12)}`,
  )
}

function decode(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new Failure('invalid-input', `"${path}" is not UTF-8 text`, { cause })
  }
}
