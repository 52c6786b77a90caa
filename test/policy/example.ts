import { z } from 'zod'
import { digestOf } from '../../src/artifact/digest.ts'
import { checks } from '../../src/check/index.ts'
import type { Evidence } from '../../src/evidence/evidence.ts'
import { provenanceType } from '../../src/evidence/predicate/provenance.ts'
import {
  type VulnerabilityResult,
  vulnerabilitiesType,
} from '../../src/evidence/predicate/vulnerabilities.ts'
import type { Facts } from '../../src/policy/facts.ts'
import type { EnvironmentPolicy, Requirements } from '../../src/policy/policy.ts'
import type { Tables } from '../../src/policy/schema.ts'

// What the tests of the policy share: a small table of targets, and facts of which each test changes one.

export const tables: Tables = {
  targets: {
    directory: {
      description: 'A directory',
      options: z.strictObject({ path: z.string().startsWith('/').describe('Where.') }),
      can: { preview: true, weights: false },
    },
    registry: { description: 'A tag', options: z.strictObject({ tag: z.string().describe('Which.') }) },
  },
  checks,
}

export const now = new Date('2026-11-21T12:00:00Z')
export const digest = digestOf('the artifact')
export const otherDigest = digestOf('another artifact')
export const commit = 'c'.repeat(40)

export function ago(milliseconds: number): Date {
  return new Date(now.getTime() - milliseconds)
}

export function environment(
  changes: Partial<Omit<EnvironmentPolicy, 'require'>> & { require?: Partial<Requirements> } = {},
): EnvironmentPolicy {
  return {
    freeze: [],
    strategy: { kind: 'blue-green' },
    watch: 0,
    onFailure: 'revert',
    retain: 3,
    services: { app: { target: { kind: 'directory', options: {} }, checks: [] } },
    ...changes,
    require: { plan: false, sbom: false, statusChecks: [], rules: [], commands: [], ...changes.require },
  }
}

export function facts(changes: Partial<Facts> & { policy?: Parameters<typeof environment>[0] } = {}): Facts {
  const { policy, ...rest } = changes
  return {
    artifact: {
      reference: { registry: 'ghcr.io', repository: 'acme/shop', digest },
      manifest: {
        kind: 'manifest',
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest, size: 2 },
        layers: [],
      },
      config: { os: 'linux', config: { User: '65532', Env: ['PATH=/bin'], Labels: { team: 'shop' } } },
    },
    evidence: [provenance()],
    rejected: [],
    environment: { name: 'production', policy: environment(policy) },
    events: ['push', 'release', 'workflow_dispatch'],
    commit,
    statusChecks: [],
    exceptions: [],
    upstream: [],
    actor: 'octocat',
    now,
    ...rest,
  }
}

export function statement(
  predicateType: string,
  predicate: unknown,
  changes: Partial<Evidence> = {},
): Evidence {
  const { subject = digest } = changes
  return {
    statement: {
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'shop', digest: { sha256: subject.slice('sha256:'.length) } }],
      predicateType,
      predicate,
    },
    predicateType,
    predicate,
    subject,
    signer: {
      kind: 'certificate',
      issuer: 'https://token.actions.githubusercontent.com',
      subjectAlternativeName: 'https://github.com/acme/shop/.github/workflows/deploy.yml@refs/heads/main',
      sourceDigest: commit,
      buildTrigger: 'push',
    },
    signedAt: ago(60_000),
    digest: digestOf(JSON.stringify([predicateType, predicate, changes])),
    source: 'ghcr.io/acme/shop',
    ...changes,
  }
}

export function provenance(changes: Partial<Evidence> = {}, event: unknown = 'push'): Evidence {
  return statement(
    provenanceType,
    {
      buildDefinition: {
        buildType: 'https://actions.github.io/buildtypes/workflow/v1',
        externalParameters: { workflow: { ref: 'refs/heads/main' } },
        internalParameters: event === undefined ? {} : { github: { event_name: event } },
        resolvedDependencies: [{ uri: 'git+https://github.com/acme/shop', digest: { gitCommit: commit } }],
      },
      runDetails: { builder: { id: 'https://github.com/acme/shop/.github/workflows/deploy.yml' } },
    },
    changes,
  )
}

/** A scan that found these severities; `fixedIn` as the scan action writes it, or nothing about fixes. */
export function scan(
  severities: readonly string[],
  {
    uri = 'https://osv.dev',
    fixedIn,
    ...changes
  }: Partial<Evidence> & { uri?: string; fixedIn?: string[] } = {},
): Evidence {
  const result: VulnerabilityResult[] = severities.map((score, index) => ({
    id: `CVE-2026-${index}`,
    severity: [{ method: 'rating', score }],
    ...(fixedIn !== undefined && {
      annotations: [{ package: 'pkg:npm/left-pad@1.0.0', fixedIn, aliases: [] }],
    }),
  }))
  return statement(
    vulnerabilitiesType,
    {
      scanner: { uri, version: '1', db: { uri, lastUpdate: '2026-11-21T00:00:00Z' }, result },
      metadata: { scanStartedOn: '2026-11-21T00:00:00Z', scanFinishedOn: '2026-11-21T00:00:01Z' },
    },
    changes,
  )
}
