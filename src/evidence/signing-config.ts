import { Failure, messageOf } from '../failure.ts'
import type { RekorLog } from './rekor.ts'
import { integer, isObject, list, oneOf, open, optional, text, time } from './shape.ts'

/** The services that a signing config chooses: at most one certificate authority, any number of witnesses. */
export type Services = { fulcioUrl?: string; logs: RekorLog[]; tsaUrls: string[] }

/**
 * Chooses from a signing config, as cosign writes it, what to sign with now.
 * https://github.com/sigstore/protobuf-specs/blob/v0.5.0/protos/sigstore_trustroot.proto
 */
export function selectServices(json: string, now: Date): Services {
  const config = parseSigningConfig(json)
  const [authority] = usable(config.caUrls ?? [], [1], now)
  const logs = select('log', config.rekorTlogUrls ?? [], config.rekorTlogConfig, [1, 2], now)
  const authorities = select('timestamp authority', config.tsaUrls ?? [], config.tsaConfig, [1], now)
  return {
    ...(authority !== undefined && { fulcioUrl: trimmed(authority.url) }),
    logs: logs.map(({ url, majorApiVersion }) => ({
      url: trimmed(url),
      version: majorApiVersion === 2 ? 2 : 1,
    })),
    tsaUrls: authorities.map(({ url }) => url),
  }
}

const configType = 'application/vnd.dev.sigstore.signingconfig.v0.2+json'

function parseSigningConfig(json: string) {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (cause) {
    throw new Failure('invalid-input', `the signing config is not JSON: ${messageOf(cause)}`, { cause })
  }
  const type = isObject(value) ? value.mediaType : undefined
  if (type !== configType) {
    throw new Failure(
      'invalid-input',
      `the signing config is of type "${String(type)}"; wanted "${configType}"`,
    )
  }
  return readConfig(value, 'signing config')
}

const readServices = optional(
  list(
    open({
      url: (value: unknown, at: string) => {
        const url = text(value, at)
        if (/^https?:\/\//.test(url) && URL.canParse(url)) return url
        throw new Failure('mismatch', `${at}: wanted an http or https address, found "${url}"`)
      },
      majorApiVersion: optional(integer),
      validFor: optional(open({ start: optional(time), end: optional(time) })),
      operator: optional(text),
    }),
  ),
)

const readChoice = optional(
  open({
    selector: optional(oneOf(['SERVICE_SELECTOR_UNDEFINED', 'ANY', 'EXACT', 'ALL'])),
    count: optional(integer),
  }),
)

const readConfig = open({
  caUrls: readServices,
  rekorTlogUrls: readServices,
  rekorTlogConfig: readChoice,
  tsaUrls: readServices,
  tsaConfig: readChoice,
})

type Service = NonNullable<ReturnType<typeof readServices>>[number]
type Choice = NonNullable<ReturnType<typeof readChoice>>

/** Without a selector nothing is asked for: so cosign writes a config without such services. */
function select(
  what: string,
  services: readonly Service[],
  { selector = 'SERVICE_SELECTOR_UNDEFINED', count = 0 }: Choice = {},
  versions: readonly number[],
  now: Date,
): Service[] {
  if (selector === 'SERVICE_SELECTOR_UNDEFINED') {
    if (services.length === 0) return []
    throw new Failure(
      'invalid-input',
      `the signing config names a ${what} and not how many are wanted; give a selector: ANY, ALL or EXACT`,
    )
  }
  const found = usable(services, versions, now)
  const wanted = selector === 'EXACT' ? count : selector === 'ANY' ? 1 : found.length
  if (found.length >= wanted && wanted > 0) return found.slice(0, wanted)
  throw new Failure(
    'invalid-input',
    `the signing config asks for ${selector === 'EXACT' ? count : 1} ${what}, and ${found.length} can be used now`,
  )
}

/** Those that are valid now, in a version that we speak: one of each operator, the newest first. */
function usable(services: readonly Service[], versions: readonly number[], now: Date): Service[] {
  const byAge = services
    .filter(({ majorApiVersion = 0 }) => versions.includes(majorApiVersion))
    .filter(({ validFor: { start, end } = {} }) => {
      return (start === undefined || new Date(start) <= now) && (end === undefined || now <= new Date(end))
    })
    .toSorted((a, b) => (b.majorApiVersion ?? 0) - (a.majorApiVersion ?? 0) || startOf(b) - startOf(a))
  const operators = new Set<string>()
  return byAge.filter(({ operator, url }) => {
    const name = operator ?? url
    if (operators.has(name)) return false
    operators.add(name)
    return true
  })
}

function startOf({ validFor }: Service): number {
  return validFor?.start === undefined ? 0 : Date.parse(validFor.start)
}

function trimmed(url: string): string {
  return url.replace(/\/+$/, '')
}
