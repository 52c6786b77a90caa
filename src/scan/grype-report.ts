import { severityOf } from '../evidence/predicate/vulnerabilities.ts'
import { isObject, list, open, optional, type Shape, text } from '../evidence/shape.ts'
import { Failure } from '../failure.ts'
import type { Database } from './database.ts'
import type { Finding } from './findings.ts'

/** What Grype tells about an SBOM. */
export type GrypeReport = {
  version: string
  findings: Finding[]
  database: Database & { from?: string }
  /** The distribution whose advisories it asked for: `debian 12`. */
  distribution?: { name: string; version: string }
}

/** Schemas of its database by their first number; its JSON has no version of its own, and changes with that. */
const knownSchemas = ['v6']

/** Reads what `--output json` writes. https://github.com/anchore/grype/tree/main/grype/presenter/models */
export function parseGrypeReport(value: unknown): GrypeReport {
  const { name, version, db } = describe(value)
  if (name !== 'grype' || version === undefined) {
    throw new Failure('mismatch', `grype wrote findings that name "${name ?? 'nobody'}" as their scanner`)
  }
  if (db === undefined) throw new Failure('unavailable', 'grype looked into no database')
  if (!knownSchemas.includes(db.schemaVersion?.split('.')[0] ?? '')) {
    throw new Failure(
      'mismatch',
      `grype looked into a database of schema ${db.schemaVersion ?? 'none'}; known here: ${knownSchemas.join(', ')}`,
    )
  }
  if (db.valid === false)
    throw new Failure('unavailable', `grype says that its database is invalid: ${db.error ?? ''}`)
  const { matches, distro } = readReport(value, "grype's report")
  return {
    version: version.replace(/^v/, ''),
    findings: matches.map(findingOf),
    database: { version: db.schemaVersion, builtAt: db.built ?? '', from: db.from },
    ...(distro?.name !== undefined && { distribution: { name: distro.name, version: distro.version ?? '' } }),
  }
}

type Match = ReturnType<typeof readReport>['matches'][number]

function findingOf({ vulnerability, relatedVulnerabilities = [], artifact }: Match): Finding {
  const { id, namespace, severity, description, dataSource, urls = [], fix, cvss = [] } = vulnerability
  const related = relatedVulnerabilities.map((one) => one.id).filter((name) => name !== id)
  const [rated] = cvss.toSorted((a, b) => Number(b.version) - Number(a.version))
  const locations = (artifact.locations ?? []).map(({ path, layerID }) => ({
    // From the root of the image, as other scanners write it.
    ...(path !== undefined && { path: path.replace(/^\/+/, '') }),
    ...(layerID !== undefined && { layer: layerID }),
  }))
  const links = [dataSource, ...urls].filter((link) => link !== undefined)
  const rating = severityOf([{ method: '', score: severity ?? '' }])
  return {
    id,
    // A vendor's update may mend several vulnerabilities, which are not the same for that.
    aliases: related.length === 1 || /^(GHSA|CVE)-/.test(id) ? related : [],
    package: {
      name: artifact.name,
      version: artifact.version ?? '',
      ...(artifact.purl !== undefined && { purl: artifact.purl }),
    },
    ...(locations.length > 0 && { locations }),
    severity: rating,
    ...(rating !== 'unknown' && namespace !== undefined && { ratedBy: namespace.split(':')[0] }),
    ...(rated?.metrics.baseScore !== undefined && { score: rated.metrics.baseScore }),
    ...(rated?.vector !== undefined && { vector: rated.vector }),
    fixedIn: fix?.versions ?? [],
    ...(description !== undefined && { summary: description.split('\n')[0]?.slice(0, 300) }),
    links: [...new Set(links)].slice(0, 10),
  }
}

/** A text that may be missing; an empty one says nothing either. */
const someText: Shape<string | undefined> = (value) =>
  typeof value === 'string' && value !== '' ? value : undefined

const someNumber: Shape<number | undefined> = (value) => (typeof value === 'number' ? value : undefined)

const readDescriptor = open({
  name: someText,
  version: someText,
  db: optional(
    open({
      status: optional(
        open({
          schemaVersion: someText,
          from: someText,
          built: someText,
          valid: (found: unknown) => found !== false,
          error: someText,
        }),
      ),
    }),
  ),
})

function describe(value: unknown) {
  if (!isObject(value)) throw new Failure('mismatch', 'grype wrote findings that are not a JSON object')
  const { name, version, db } = readDescriptor(value.descriptor, "grype's report.descriptor")
  return { name, version, db: db?.status }
}

const readReport = open({
  matches: list(
    open({
      vulnerability: open({
        id: text,
        namespace: someText,
        severity: someText,
        description: someText,
        dataSource: someText,
        urls: optional(list(text)),
        cvss: optional(
          list(open({ version: someText, vector: someText, metrics: open({ baseScore: someNumber }) })),
        ),
        fix: optional(open({ versions: optional(list(text)) })),
      }),
      relatedVulnerabilities: optional(list(open({ id: text }))),
      artifact: open({
        name: text,
        version: someText,
        purl: someText,
        locations: optional(list(open({ path: someText, layerID: someText }))),
      }),
    }),
  ),
  distro: optional(open({ name: someText, version: someText })),
})
