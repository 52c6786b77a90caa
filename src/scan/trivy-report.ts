import { severityOf } from '../evidence/predicate/vulnerabilities.ts'
import { isObject, list, mapOf, open, optional, type Shape, text } from '../evidence/shape.ts'
import { Failure } from '../failure.ts'
import type { Finding } from './findings.ts'
import type { Weakness } from './weakness.ts'

/** What Trivy tells about an image or an SBOM. */
export type TrivyReport = {
  version?: string
  /** `repository@sha256:…`, as it resolved what it was given. */
  repoDigests: string[]
  findings: Finding[]
  weaknesses: Weakness[]
  /** The purls of the packages that it looked up. */
  purls: string[]
  /** The distribution, and whether its advisories have ended; an image may have none. */
  system?: { name: string; ended: boolean }
}

const knownSchema = 2

/** Reads what `--format json` writes. https://trivy.dev/docs/latest/configuration/reporting/#json */
export function parseTrivyReport(value: unknown): TrivyReport {
  const schema = isObject(value) ? value.SchemaVersion : undefined
  if (schema !== knownSchema) {
    throw new Failure(
      'mismatch',
      `trivy wrote findings of schema version ${JSON.stringify(schema) ?? 'none'}; known here: ${knownSchema}`,
    )
  }
  const { Trivy, Metadata, Results = [] } = readReport(value, "trivy's report")
  // So it writes where it recognises none.
  const system = Metadata?.OS?.Family === 'none' ? undefined : Metadata?.OS
  return {
    ...(Trivy?.Version !== undefined && { version: Trivy.Version.replace(/^v/, '') }),
    repoDigests: Metadata?.RepoDigests ?? [],
    findings: Results.flatMap((result) =>
      (result.Vulnerabilities ?? []).map((one) => findingOf(one, result)),
    ),
    weaknesses: Results.flatMap(weaknessesOf),
    purls: Results.flatMap(({ Packages = [] }) => Packages.map(({ Identifier }) => Identifier?.PURL)).filter(
      (purl) => purl !== undefined,
    ),
    ...(system !== undefined && {
      system: { name: `${system.Family} ${system.Name ?? ''}`.trim(), ended: system.EOSL },
    }),
  }
}

type Result = NonNullable<ReturnType<typeof readReport>['Results']>[number]
type Vulnerability = NonNullable<Result['Vulnerabilities']>[number]

function findingOf(found: Vulnerability, { Target, Class }: Result): Finding {
  const { VulnerabilityID: id, VendorIDs = [], PkgIdentifier, SeveritySource, Title, PrimaryURL } = found
  const path = fromRoot(found.PkgPath ?? (Class === 'lang-pkgs' ? Target : undefined))
  const layer = found.Layer?.DiffID ?? found.Layer?.Digest
  const links = [PrimaryURL, ...(found.References ?? [])].filter((link) => link !== undefined)
  return {
    id,
    // A vendor's own number stands for all that one update mends; only GitHub's is another name of one vulnerability.
    aliases: VendorIDs.filter((name) => name.startsWith('GHSA-') && name !== id),
    package: {
      name: found.PkgName,
      version: found.InstalledVersion ?? '',
      ...(PkgIdentifier?.PURL !== undefined && { purl: PkgIdentifier.PURL }),
    },
    ...((path ?? layer) !== undefined && {
      locations: [{ ...(path !== undefined && { path }), ...(layer !== undefined && { layer }) }],
    }),
    severity: severityOf([{ method: '', score: found.Severity ?? '' }]),
    ...(SeveritySource !== undefined && { ratedBy: SeveritySource }),
    ...scoreOf(found),
    fixedIn: (found.FixedVersion ?? '')
      .split(',')
      .map((version) => version.trim())
      .filter(Boolean),
    ...(Title !== undefined && { summary: Title }),
    links: [...new Set(links)].slice(0, 10),
  }
}

// Secrets are found at `/app/.env`, packages at `app/package.json`.
function fromRoot(path: string | undefined): string | undefined {
  return path?.replace(/^\/+/, '')
}

/** The score of whom the severity is from: another's may contradict it. */
function scoreOf({ CVSS = {}, SeveritySource }: Vulnerability): Pick<Finding, 'score' | 'vector'> {
  const rated = SeveritySource === undefined ? undefined : CVSS[SeveritySource]
  const { V40Score, V40Vector, V3Score, V3Vector, V2Score, V2Vector } = rated ?? {}
  const [score, vector] = [
    [V40Score, V40Vector] as const,
    [V3Score, V3Vector] as const,
    [V2Score, V2Vector] as const,
  ].find(([known]) => known !== undefined) ?? [undefined, undefined]
  return { ...(score !== undefined && { score }), ...(vector !== undefined && { vector }) }
}

function weaknessesOf({ Target, Secrets = [], Misconfigurations = [] }: Result): Weakness[] {
  const secrets = Secrets.map(
    ({ RuleID, Title, Severity, StartLine, Layer }): Weakness => ({
      kind: 'secret',
      id: RuleID,
      title: Title ?? RuleID,
      severity: severityOf([{ method: '', score: Severity ?? '' }]),
      path: fromRoot(Target) ?? Target,
      ...placeOf(StartLine, Layer),
      remedy: 'revoke it, and build the image without it: what a layer has held stays in it',
      links: [],
    }),
  )
  const settings = Misconfigurations.filter(({ Status }) => Status === 'FAIL').map((found): Weakness => {
    const { ID, Title, Severity, CauseMetadata, Layer, Resolution, PrimaryURL } = found
    return {
      kind: 'misconfiguration',
      id: ID,
      title: Title ?? ID,
      severity: severityOf([{ method: '', score: Severity ?? '' }]),
      path: fromRoot(Target) ?? Target,
      ...placeOf(CauseMetadata?.StartLine, Layer),
      ...(Resolution !== undefined && { remedy: Resolution }),
      links: PrimaryURL === undefined ? [] : [PrimaryURL],
    }
  })
  return [...secrets, ...settings]
}

function placeOf(line: number | undefined, layer: Result['Layer']): Pick<Weakness, 'line' | 'layer'> {
  const name = layer?.DiffID ?? layer?.Digest
  return { ...(line !== undefined && line > 0 && { line }), ...(name !== undefined && { layer: name }) }
}

/** A text that may be missing; an empty one says nothing either. */
const someText: Shape<string | undefined> = (value) =>
  typeof value === 'string' && value !== '' ? value : undefined

const someNumber: Shape<number | undefined> = (value) => (typeof value === 'number' ? value : undefined)

const layer = optional(open({ DiffID: someText, Digest: someText }))

const readReport = open({
  Trivy: optional(open({ Version: someText })),
  Metadata: optional(
    open({
      OS: optional(open({ Family: text, Name: someText, EOSL: (value: unknown) => value === true })),
      RepoDigests: optional(list(text)),
    }),
  ),
  Results: optional(
    list(
      open({
        Target: text,
        Class: someText,
        Layer: layer,
        Packages: optional(list(open({ Identifier: optional(open({ PURL: someText })) }))),
        Vulnerabilities: optional(
          list(
            open({
              VulnerabilityID: text,
              VendorIDs: optional(list(text)),
              PkgName: text,
              PkgPath: someText,
              PkgIdentifier: optional(open({ PURL: someText })),
              InstalledVersion: someText,
              FixedVersion: someText,
              Layer: layer,
              SeveritySource: someText,
              Severity: someText,
              PrimaryURL: someText,
              Title: someText,
              References: optional(list(text)),
              CVSS: optional(
                mapOf(
                  open({
                    V2Score: someNumber,
                    V2Vector: someText,
                    V3Score: someNumber,
                    V3Vector: someText,
                    V40Score: someNumber,
                    V40Vector: someText,
                  }),
                ),
              ),
            }),
          ),
        ),
        Secrets: optional(
          list(
            open({ RuleID: text, Title: someText, Severity: someText, StartLine: someNumber, Layer: layer }),
          ),
        ),
        Misconfigurations: optional(
          list(
            open({
              ID: text,
              Title: someText,
              Severity: someText,
              Status: text,
              Resolution: someText,
              PrimaryURL: someText,
              Layer: layer,
              CauseMetadata: optional(open({ StartLine: someNumber })),
            }),
          ),
        ),
      }),
    ),
  ),
})
