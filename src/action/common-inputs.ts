import { Failure } from '../failure.ts'
import { choice, lines, optional, required, secret } from './inputs.ts'
import { maskSecret } from './log.ts'

// Inputs that several actions share, so that they mean the same everywhere.

export type RegistryInputs = {
  credentials?: { username: string; password: string }
  insecureRegistries: string[]
}

/** Reads `registry-username`, `registry-password` and `insecure-registries`. */
export function registryInputs(): RegistryInputs {
  const username = optional('registry-username')
  const password = secret('registry-password')
  const insecureRegistries = lines('insecure-registries')
  if (username === undefined && password === undefined) return { insecureRegistries }
  if (username !== undefined && password !== undefined) {
    return { credentials: { username, password }, insecureRegistries }
  }
  const missing = username === undefined ? 'registry-username' : 'registry-password'
  throw new Failure(
    'invalid-input',
    `input "${missing}" is missing; give both it and its other half, or neither`,
  )
}

/** Reads `github-token`. */
export function githubInputs(): { token: string } {
  const token = required('github-token')
  maskSecret(token)
  return { token }
}

/** Reads `override` and `override-reason`: a freeze is passed by name, and never without saying why. */
export function overrideInputs(): { name: string; reason: string } | undefined {
  const name = optional('override')
  const reason = optional('override-reason')
  if (name === undefined && reason === undefined) return undefined
  if (name !== undefined && reason !== undefined) return { name, reason }
  const missing = name === undefined ? 'override' : 'override-reason'
  throw new Failure(
    'invalid-input',
    `input "${missing}" is missing; give both "override" and "override-reason", or neither`,
  )
}

/** Who signs and where; as `evidence` takes it. */
export type SignerInputs = {
  key?: string
  keyPassword?: string
  instance?: 'auto' | 'public-good' | 'github'
  signingConfig?: string
  fulcioUrl?: string
  rekorUrl?: string
  tsaUrl?: string
}

/** Reads who signs and by which services: of an action whose trust the policy says. */
export function signerInputs(): SignerInputs {
  return given({
    key: optional('key'),
    keyPassword: secret('key-password'),
    instance: choice('instance', ['auto', 'public-good', 'github']),
    signingConfig: optional('signing-config'),
    fulcioUrl: optional('fulcio-url', parseUrl),
    rekorUrl: optional('rekor-url', parseUrl),
    tsaUrl: optional('tsa-url', parseUrl),
  })
}

export type SigningInputs = SignerInputs & { trustedRoot?: string }

/** Reads the signer's inputs and `trusted-root`: of an action that works without a policy. */
export function signingInputs(): SigningInputs {
  return { ...signerInputs(), ...given({ trustedRoot: optional('trusted-root') }) }
}

// Left out rather than undefined, so that the result can be spread over defaults.
function given<T extends Record<string, unknown>>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [K in keyof T]?: NonNullable<T[K]> }
}

function parseUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text.replace(/\/+$/, '')
  throw new Failure('invalid-input', `"${text}" is not an http or https address`)
}
