import type { KeyObject } from 'node:crypto'
import { resolve } from 'node:path'
import type { Edge } from '../edge.ts'
import { Failure } from '../failure.ts'
import { readGivenFile } from './given-file.ts'
import {
  assertMayIdentify,
  type Claims,
  fetchIdentityToken,
  type IdentityTokenRequest,
} from './identity-token.ts'
import { chooseInstance, type SigstoreInstance } from './instance.ts'
import { parsePrivateKey } from './key.ts'
import type { SigningIdentity } from './sign.ts'
import type { TrustMaterialSource } from './trust.ts'

/** What a user may say about signing. */
export type SigningSettings = {
  /** The path of a PEM file, or `env://NAME`. */
  key?: string
  fulcioUrl?: string
  rekorUrl?: string
  tsaUrl?: string
  /** The path of a trusted_root.json. */
  trustedRoot?: string
}

/** What signing takes from the job it runs in. */
export type SigningContext = {
  serverUrl: string
  workspace: string
  identityToken: IdentityTokenRequest
  /** Where `env://` and the passphrase of a key (`COSIGN_PASSWORD`, as cosign calls it) are looked up. */
  env: Record<string, string | undefined>
}

/** Who signs here, by which services, and what the identity token says if there is one. */
export type Signing = {
  identity: SigningIdentity
  by: SigstoreInstance['name'] | 'key'
  claims?: Claims
}

/** Decides who signs: a key where one is given, certified by Fulcio if that is given too; else this job. */
export async function resolveSigning(
  { key: location, fulcioUrl, rekorUrl, tsaUrl }: SigningSettings,
  context: SigningContext,
  edge: Pick<Edge, 'fetch' | 'now'>,
): Promise<Signing> {
  const urls = { fulcioUrl, rekorUrl, tsaUrl }
  const key = location === undefined ? undefined : await readPrivateKey(location, context)
  if (key !== undefined && fulcioUrl === undefined) {
    return { identity: { kind: 'key', key, ...given({ rekorUrl, tsaUrl }) }, by: 'key' }
  }
  const { raw, claims } = await fetchIdentityToken(context.identityToken, edge)
  // A token that does not say so is taken for a private repository's: what is in a public log stays there.
  const visibility = claims.repository_visibility ?? 'private'
  const { name, ...services } = chooseInstance({ visibility, serverUrl: context.serverUrl }, urls)
  const identity = {
    kind: 'keyless',
    identityToken: raw,
    ...services,
    ...(key !== undefined && { key }),
  } as const
  return { identity, by: name, claims }
}

/** Refuses at once what could not sign once it is time to: a key that cannot be read, or a job without an identity. */
export async function assertCanSign(
  { key, fulcioUrl }: SigningSettings,
  context: SigningContext,
): Promise<void> {
  if (key !== undefined) await readPrivateKey(key, context)
  if (key === undefined || fulcioUrl !== undefined) assertMayIdentify(context.identityToken)
}

/** Reads a private key from where it is kept. */
export async function readPrivateKey(location: string, context: SigningContext): Promise<KeyObject> {
  return parsePrivateKey(await readKeyText(location, context), context.env.COSIGN_PASSWORD)
}

/** Reads the PEM text of a key: from a file, or from a variable by `env://NAME`. */
export async function readKeyText(
  location: string,
  { workspace, env }: Pick<SigningContext, 'workspace' | 'env'>,
): Promise<string> {
  const [, scheme, name = ''] = /^([a-z0-9+.-]+):\/\/(.*)$/i.exec(location) ?? []
  if (scheme === undefined) return readText(resolve(workspace, location))
  if (scheme !== 'env') {
    throw new Failure(
      'invalid-input',
      `keys by "${scheme}://" are not supported; wanted a PEM file or env://NAME`,
    )
  }
  const pem = env[name]
  if (!pem) throw new Failure('invalid-input', `the variable "${name}" of the key is not set`)
  return pem
}

/** Takes the trust roots from a file, or those of the public-good and GitHub's own instance. */
export async function readTrustMaterial(
  path: string | undefined,
  workspace: string,
  known: TrustMaterialSource = { kind: 'known' },
): Promise<TrustMaterialSource> {
  if (path === undefined) return known
  return { kind: 'file', json: (await readGivenFile(resolve(workspace, path), path)).toString() }
}

async function readText(path: string): Promise<string> {
  return (await readGivenFile(path)).toString('utf8')
}

function given<T extends Record<string, string | undefined>>(urls: T) {
  return Object.fromEntries(Object.entries(urls).filter(([, url]) => url !== undefined))
}
