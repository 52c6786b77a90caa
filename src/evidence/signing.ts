import { resolve } from 'node:path'
import type { Edge } from '../edge.ts'
import { Failure, isFailure } from '../failure.ts'
import { readGivenFile } from './given-file.ts'
import {
  assertMayIdentify,
  type Claims,
  fetchIdentityToken,
  type IdentityToken,
  type IdentityTokenRequest,
} from './identity-token.ts'
import {
  assertDiscreet,
  chooseInstance,
  type InstanceChoice,
  nameOf,
  type SigstoreInstance,
  witnessesOf,
} from './instance.ts'
import { isObject } from './shape.ts'
import type { SigningIdentity } from './sign.ts'
import { type Services, selectServices } from './signing-config.ts'
import { newKey, openKey, type SigningKey } from './signing-key.ts'
import type { TrustMaterialSource } from './trust.ts'

export { readKeyText } from './signing-key.ts'

/** What a user may say about signing. */
export type SigningSettings = {
  /** The path of a PEM file, `env://NAME`, or a key in a key management service. */
  key?: string
  keyPassword?: string
  /** Which Sigstore certifies where none is named; `public-good` lets what is private be in a public log. */
  instance?: InstanceChoice
  fulcioUrl?: string
  rekorUrl?: string
  tsaUrl?: string
  /** The path of a signing_config.json. */
  signingConfig?: string
  /** The path of a trusted_root.json. */
  trustedRoot?: string
}

/** What signing takes from the job it runs in. */
export type SigningContext = {
  serverUrl: string
  workspace: string
  identityToken: IdentityTokenRequest
  /** Where `env://` and the password of a key (`COSIGN_PASSWORD`, as cosign calls it) are looked up. */
  env: Record<string, string | undefined>
}

/** Who signs here, by which services, and what the identity token says if there is one. */
export type Signing = {
  identity: SigningIdentity
  by: SigstoreInstance['name'] | 'key'
  /** Why it is that Sigstore. */
  reason?: string
  claims?: Claims
}

type SigningEdge = Pick<Edge, 'fetch' | 'exec' | 'now' | 'log'>

/** Decides who signs: a key where one is given, certified by Fulcio if that is given too; else this job. */
export async function resolveSigning(
  settings: SigningSettings,
  context: SigningContext,
  edge: SigningEdge,
): Promise<Signing> {
  const { key: location, fulcioUrl, signingConfig, instance } = settings
  assertOneSource(settings)
  const key = location === undefined ? undefined : await openSigningKey(location, settings, context, edge)
  const config =
    signingConfig === undefined ? undefined : await readSigningConfig(signingConfig, context, edge.now())
  if (key !== undefined && fulcioUrl === undefined) {
    const { logs, tsaUrls } = config ?? witnessesOf(settings)
    if (logs.length > 0) assertDiscreet({ logs }, { visibility: await fetchVisibility(context) }, instance)
    return { identity: { key, logs, tsaUrls }, by: 'key' }
  }
  const token = await fetchIdentityToken(context.identityToken, edge)
  const { name, reason, ...services } = await chooseServices(settings, config, token.claims, context)
  edge.log.info(`signing by the Sigstore "${name}" at ${services.fulcioUrl}: ${reason}`)
  return {
    identity: certify(key ?? newKey(), services, token, context),
    by: name,
    reason,
    claims: token.claims,
  }
}

/** Refuses at once what could not sign once it is time to: a key that cannot be read, or a job without an identity. */
export async function assertCanSign(
  settings: SigningSettings,
  context: SigningContext,
  edge: Pick<Edge, 'exec' | 'now'>,
): Promise<void> {
  const { key, fulcioUrl, signingConfig } = settings
  assertOneSource(settings)
  if (key !== undefined) await openSigningKey(key, settings, context, edge)
  if (signingConfig !== undefined) await readSigningConfig(signingConfig, context, edge.now())
  if (key === undefined || fulcioUrl !== undefined) assertMayIdentify(context.identityToken)
}

/** Opens the key that signs, from where it is kept. */
export async function openSigningKey(
  location: string,
  { keyPassword }: Pick<SigningSettings, 'keyPassword'>,
  { workspace, env }: Pick<SigningContext, 'workspace' | 'env'>,
  edge: Pick<Edge, 'exec'>,
): Promise<SigningKey> {
  const password = keyPassword ?? env.COSIGN_PASSWORD
  return openKey(location, { workspace, env, ...(password !== undefined && { password }) }, edge)
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

function assertOneSource({ signingConfig, fulcioUrl, rekorUrl, tsaUrl, instance }: SigningSettings): void {
  const urls = { 'fulcio-url': fulcioUrl, 'rekor-url': rekorUrl, 'tsa-url': tsaUrl }
  const [name] = Object.entries(urls).find(([, url]) => url !== undefined) ?? []
  if (signingConfig !== undefined && name !== undefined) {
    throw new Failure('invalid-input', `both signing-config and ${name} name services; keep one of them`)
  }
  if (instance === 'github' && (signingConfig ?? fulcioUrl) !== undefined) {
    const other = signingConfig === undefined ? 'fulcio-url' : 'signing-config'
    throw new Failure('invalid-input', `instance is "github" and ${other} names another; keep one of them`)
  }
}

async function chooseServices(
  settings: SigningSettings,
  config: Services | undefined,
  claims: Claims,
  { serverUrl }: SigningContext,
): Promise<SigstoreInstance & { fulcioUrl: string }> {
  // A token that does not say so is taken for a private repository's: what is in a public log stays there.
  const repository = { visibility: claims.repository_visibility ?? 'private', serverUrl }
  const chosen: SigstoreInstance =
    config === undefined
      ? chooseInstance(repository, settings, settings.instance)
      : { ...config, name: nameOf(config), reason: 'signing-config names it' }
  assertDiscreet(chosen, repository, settings.instance)
  const { fulcioUrl } = chosen
  if (fulcioUrl !== undefined) return { ...chosen, fulcioUrl }
  throw new Failure(
    'invalid-input',
    'the signing config names no certificate authority that can be used now; sign with key, or add one',
  )
}

function certify(
  key: SigningKey,
  { fulcioUrl, logs, tsaUrls }: Services & { fulcioUrl: string },
  { raw, claims }: IdentityToken,
  { serverUrl }: SigningContext,
): SigningIdentity {
  return {
    key,
    certified: {
      fulcioUrl,
      identityToken: raw,
      tokenSubject: claims.sub,
      certIdentity: `${serverUrl}/${claims.job_workflow_ref}`,
    },
    logs,
    tsaUrls,
  }
}

async function readSigningConfig(path: string, { workspace }: SigningContext, now: Date): Promise<Services> {
  return selectServices(await readText(resolve(workspace, path)), now)
}

// Under a key there may be no token, so what started the run has to say it.
async function fetchVisibility({ env }: SigningContext): Promise<string> {
  const payload = await readEvent(env.GITHUB_EVENT_PATH)
  const { repository } = payload
  const visibility = isObject(repository) ? repository.visibility : undefined
  return typeof visibility === 'string' ? visibility : 'private'
}

async function readEvent(path = ''): Promise<Record<string, unknown>> {
  try {
    const payload: unknown = JSON.parse(await readText(path))
    return isObject(payload) ? payload : {}
  } catch (error) {
    if (!isFailure(error) && !(error instanceof SyntaxError)) throw error
    // Whatever is not said to be public is not.
    return {}
  }
}

async function readText(path: string): Promise<string> {
  return (await readGivenFile(path)).toString('utf8')
}
