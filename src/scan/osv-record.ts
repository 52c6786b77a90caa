import { PackageURL } from 'packageurl-js'
import { isObject, list, open, optional, type Shape, text } from '../evidence/shape.ts'
import type { Finding } from './findings.ts'
import type { Package } from './sbom.ts'
import type { Rate } from './severity.ts'

/** A vulnerability as OSV writes it, without its long texts. */
export type OsvRecord = ReturnType<typeof readRecord>

/** Reads a record; what it may leave out is undefined. */
export function parseRecord(value: unknown): OsvRecord {
  return readRecord(value, 'vulnerability')
}

/** A package in OSV's words. */
export type OsvPackage = { ecosystem: string; name: string }

// As OSV itself maps purls; a namespace counts where it tells one distribution from another.
// https://github.com/google/osv.dev/blob/master/go/purl/ecosystems_simple.go
const ecosystems: Record<string, string> = {
  'apk/alpaquita': 'Alpaquita',
  'apk/alpine': 'Alpine',
  'apk/bellsoft-hardened-containers': 'BellSoft Hardened Containers',
  'apk/chainguard': 'Chainguard',
  'apk/minimos': 'MinimOS',
  'apk/wolfi': 'Wolfi',
  bitnami: 'Bitnami',
  cargo: 'crates.io',
  composer: 'Packagist',
  conan: 'ConanCenter',
  cran: 'CRAN',
  'deb/debian': 'Debian',
  'deb/echo': 'Echo',
  'deb/ubuntu': 'Ubuntu',
  gem: 'RubyGems',
  generic: 'OSS-Fuzz',
  golang: 'Go',
  gradle: 'Maven',
  hackage: 'Hackage',
  hex: 'Hex',
  julia: 'Julia',
  maven: 'Maven',
  npm: 'npm',
  nuget: 'NuGet',
  opam: 'opam',
  pub: 'Pub',
  pypi: 'PyPI',
  'rpm/almalinux': 'AlmaLinux',
  'rpm/azure-linux': 'Azure Linux',
  'rpm/mageia': 'Mageia',
  'rpm/openeuler': 'openEuler',
  'rpm/opensuse': 'openSUSE',
  'rpm/redhat': 'Red Hat',
  'rpm/rocky-linux': 'Rocky Linux',
  'rpm/suse': 'SUSE',
  swift: 'SwiftURL',
}

/** Names a package as OSV does; undefined is a kind that OSV does not know, and answers nothing about. */
export function osvPackageOf(purl: string): OsvPackage | undefined {
  const { type, namespace, name, subpath } = PackageURL.fromString(purl)
  const ecosystem = ecosystems[`${type}/${namespace}`]
  if (ecosystem !== undefined) return { ecosystem, name }
  const general = ecosystems[type]
  if (general === undefined) return undefined
  const path = [namespace, name, type === 'golang' ? subpath : undefined].filter((part) => part !== undefined)
  return { ecosystem: general, name: path.join(general === 'Maven' ? ':' : '/') }
}

/** The kind of a purl, as people see which ones were not looked up: `deb/kali`, `github`. */
export function kindOf(purl: string): string {
  const { type, namespace } = PackageURL.fromString(purl)
  return namespace !== undefined && ['deb', 'rpm', 'apk'].includes(type) ? `${type}/${namespace}` : type
}

/**
 * Writes the purl by which OSV is asked: of a distribution's package, that of its source, because that is what
 * distributions have advisories about, and Debian's release as OSV spells it.
 */
export function queriedPurl(purl: string): string {
  const queried = PackageURL.fromString(purl)
  const { type, namespace, qualifiers } = queried
  if (!['deb', 'apk', 'rpm'].includes(type) || qualifiers === undefined) return purl
  // As syft writes it: `openssl`, or `gcc-12@12.2.0-14` where the source has another version.
  const [, source, version] = /^([^@]+)(?:@(.+))?$/.exec(qualifiers.upstream ?? '') ?? []
  // A source rpm's name holds its version too, and OSV knows the packages built from it by their own names.
  if (source !== undefined && type !== 'rpm') queried.name = source
  if (version !== undefined && type !== 'rpm') queried.version = version
  const release = namespace === 'debian' ? /^debian-(\d+)/.exec(qualifiers.distro ?? '')?.[1] : undefined
  queried.qualifiers = release === undefined ? undefined : { distro: release }
  return queried.toString()
}

/** Tells what a record means for a package. */
export function findingOf(record: OsvRecord, found: Package, rate: Rate): Finding {
  const affected = affectedBy(record, found)
  const { id, aliases = [], summary } = record
  return {
    id,
    aliases: aliases.filter((alias) => alias !== id),
    package: found,
    ...ratingOf(record, affected, rate),
    fixedIn: fixesOf(affected),
    ...(summary !== undefined && { summary }),
    links: linksOf(record),
  }
}

type Affected = NonNullable<OsvRecord['affected']>[number]

function affectedBy({ affected = [] }: OsvRecord, found: Package): Affected[] {
  const wanted = osvPackageOf(queriedPurl(found.purl))
  return affected.filter(
    ({ package: named }) =>
      // `Debian:12` is a release of `Debian`.
      named?.ecosystem.split(':')[0] === wanted?.ecosystem &&
      comparable(named?.name) === comparable(wanted?.name),
  )
}

// PyPI's names are the same in many spellings. https://peps.python.org/pep-0503/#normalized-names
function comparable(name: string | undefined): string | undefined {
  return name?.toLowerCase().replace(/[-_.]+/g, '-')
}

function ratingOf({ id, severity = [], database_specific }: OsvRecord, affected: Affected[], rate: Rate) {
  // Malicious packages are recorded without a severity, there being nothing to weigh.
  // https://github.com/ossf/malicious-packages
  if (id.startsWith('MAL-')) return { severity: 'critical' } as const
  const stated = [...severity, ...affected.flatMap((one) => one.severity ?? [])].map(({ score }) => score)
  const places = [
    database_specific,
    ...affected.flatMap((one) => [one.database_specific, one.ecosystem_specific]),
  ]
  const words = places.filter(isObject).flatMap((place) => [place.severity, place.urgency])
  return rate({
    vectors: stated,
    words: [...words.filter((word) => typeof word === 'string'), ...stated],
  })
}

function fixesOf(affected: readonly Affected[]): string[] {
  const events = affected
    .flatMap(({ ranges = [] }) => ranges)
    // A commit is not a version that somebody could install.
    .filter(({ type }) => type !== 'GIT')
    .flatMap(({ events }) => events)
  return [...new Set(events.map(({ fixed }) => fixed).filter((fixed) => fixed !== undefined))]
}

const shownReferences = ['ADVISORY', 'FIX']

function linksOf({ id, references = [] }: OsvRecord): string[] {
  const page = id.startsWith('GHSA-')
    ? `https://github.com/advisories/${encodeURIComponent(id)}`
    : `https://osv.dev/vulnerability/${encodeURIComponent(id)}`
  const others = references.filter(({ type }) => shownReferences.includes(type)).map(({ url }) => url)
  return [...new Set([page, ...others])].slice(0, 10)
}

/** A text that may be missing; an empty one says nothing either. */
const someText: Shape<string | undefined> = (value) =>
  typeof value === 'string' && value !== '' ? value : undefined

const severities = optional(list(open({ type: someText, score: text })))

// https://ossf.github.io/osv-schema/
const readRecord = open({
  id: text,
  aliases: optional(list(text)),
  withdrawn: someText,
  summary: someText,
  severity: severities,
  database_specific: (value) => value,
  affected: optional(
    list(
      open({
        package: optional(open({ ecosystem: text, name: text })),
        severity: severities,
        ranges: optional(list(open({ type: text, events: list(open({ fixed: someText })) }))),
        database_specific: (value) => value,
        ecosystem_specific: (value) => value,
      }),
    ),
  ),
  references: optional(list(open({ type: text, url: text }))),
})
