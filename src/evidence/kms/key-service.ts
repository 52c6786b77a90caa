import { createHash, type KeyObject } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Edge } from '../../edge.ts'
import { Failure, isFailure } from '../../failure.ts'
import { type Hash, hashOf } from '../key.ts'
import { isObject } from '../shape.ts'
import type { SigningKey } from '../signing-key.ts'

/** A service that keeps keys, asked by its vendor's own program. What is signed stays here; its digest leaves. */
export interface KeyService {
  /** How a key is named, as Sigstore's own clients name it. */
  form: string
  open(
    location: string,
    env: Record<string, string | undefined>,
    edge: Pick<Edge, 'exec'>,
  ): Promise<SigningKey>
}

/** Splits a key's name by the pattern of its service, or says how one is named. */
export function splitLocation(location: string, pattern: RegExp, form: string): string[] {
  const parts = pattern.exec(location)?.slice(1)
  if (parts !== undefined) return parts.map((part) => part ?? '')
  throw new Failure('invalid-input', `"${location}" names no key; wanted ${form}`)
}

/** Finds the hash by whose digest a key signs. */
export function digestHashOf(key: KeyObject, location: string): Hash {
  const hash = hashOf(key)
  if (hash !== undefined) return hash
  throw new Failure(
    'invalid-input',
    `${location} is an ${key.asymmetricKeyType} key, which signs no digest; wanted ECDSA or RSA`,
  )
}

export function hashed(bytes: Uint8Array, hash: Hash): Buffer {
  return createHash(hash).update(bytes).digest()
}

/** Runs a vendor's program; what it says when it fails is told with the key it was about. */
export async function runFor(
  location: string,
  program: string,
  args: readonly string[],
  { exec }: Pick<Edge, 'exec'>,
): Promise<string> {
  try {
    return (await exec(program, args, { timeout: programTimeout })).stdout
  } catch (error) {
    if (!isFailure(error)) throw error
    throw new Failure(error.code, `key ${location}: ${error.message}`, { cause: error })
  }
}

/** Runs a program that answers with one JSON object. */
export async function askFor(
  location: string,
  program: string,
  args: readonly string[],
  edge: Pick<Edge, 'exec'>,
): Promise<Record<string, unknown>> {
  const output = await runFor(location, program, args, edge)
  try {
    const answer: unknown = JSON.parse(output)
    if (isObject(answer)) return answer
  } catch {
    // Told below: it is not what was asked for.
  }
  throw new Failure('mismatch', `key ${location}: ${program} did not answer with a JSON object`)
}

/** Takes a text out of an answer. */
export function textIn(answer: Record<string, unknown>, name: string, location: string): string {
  const value = answer[name]
  if (typeof value === 'string' && value !== '') return value
  throw new Failure('mismatch', `key ${location}: the answer has no "${name}"`)
}

/** Gives programs that only read and write files a folder, and removes it. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'signing-'))
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const programTimeout = 60_000
