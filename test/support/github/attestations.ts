import { randomBytes } from 'node:crypto'
import snappy from 'snappyjs'
import { z } from 'zod'
import { type Answer, type Call, failure, type Route } from './server.ts'
import type { StoredAttestation, World } from './world.ts'

// https://docs.github.com/rest/repos/attestations

export type AttestationStore = StoredAttestation[]

export function attestationRoutes(world: World): Route[] {
  const at = '/repos/{repository}/attestations'
  // GitHub Enterprise Server does not have them.
  if (world.enterprise) return []
  return [
    {
      method: 'POST',
      path: at,
      permission: 'attestations: write',
      answer: (call) => createAttestation(world, call),
    },
    {
      method: 'GET',
      path: `${at}/{digest}`,
      permission: 'attestations: read',
      answer: (call) => listAttestations(world, call),
    },
    { method: 'GET', path: '/_storage/attestations/{file}', answer: (call) => download(world, call) },
  ]
}

const bundleSchema = z.object({ dsseEnvelope: z.object({ payload: z.string() }).loose() }).loose()
const statementSchema = z.object({
  predicateType: z.string(),
  subject: z.array(z.object({ digest: z.record(z.string(), z.string()) })),
})

function createAttestation(world: World, call: Call): Answer {
  if (world.attestationMode === 'none') {
    const kind =
      world.ownerType === 'User' ? 'user-owned private repositories' : `the ${world.owner} organization`
    return failure(
      403,
      `Feature not available for ${kind}. To enable this feature, please make this repository public.`,
    )
  }
  const bundle = bundleSchema.safeParse(call.body.bundle)
  if (!bundle.success) return failure(422, 'Invalid Argument - failed to parse bundle')
  const payload = Buffer.from(bundle.data.dsseEnvelope.payload, 'base64').toString()
  const statement = statementSchema.parse(JSON.parse(payload))
  const attestation = {
    id: world.nextId(),
    bundle: bundle.data,
    digests: statement.subject.flatMap(({ digest }) =>
      Object.entries(digest).map(([name, hex]) => `${name}:${hex}`),
    ),
    predicateType: statement.predicateType,
    signature: randomBytes(16).toString('hex'),
  }
  world.attestations.unshift(attestation)
  return { status: 201, body: { id: attestation.id } }
}

function listAttestations(world: World, call: Call): Answer {
  const wanted = call.query.get('predicate_type')
  const matching = world.attestations.filter(
    ({ digests, predicateType }) =>
      digests.includes(call.parameters.digest ?? '') && (wanted === null || isOfType(predicateType, wanted)),
  )
  if (matching.length === 0) return failure(404, 'Not Found')
  const size = Math.min(Number(call.query.get('per_page') ?? 30), 100)
  const start = matching.findIndex(({ id }) => String(id) === call.query.get('after')) + 1
  const shown = matching.slice(start, start + size)
  const last = shown.at(-1)
  const next = new URL(call.url)
  next.searchParams.set('after', String(last?.id))
  const more = start + size < matching.length
  return {
    status: 200,
    body: { attestations: shown.map((attestation) => shownAttestation(world, attestation)) },
    headers: more ? { link: `<${next}>; rel="next"` } : {},
  }
}

function isOfType(predicateType: string, wanted: string): boolean {
  if (wanted === 'provenance') return predicateType.startsWith('https://slsa.dev/provenance/')
  if (wanted === 'sbom') return /^https:\/\/(spdx\.dev\/Document|cyclonedx\.org\/bom)/.test(predicateType)
  return predicateType === wanted
}

function shownAttestation(world: World, { id, bundle, signature }: StoredAttestation) {
  const bundle_url = `${world.origin}/_storage/attestations/${id}.json.sn?sig=${signature}`
  return {
    repository_id: world.repositoryId,
    initiator: 'user',
    ...(world.attestationMode === 'bundle' ? { bundle } : { bundle: null }),
    bundle_url,
  }
}

// A signed URL of a blob store: whoever has it may read, and a token there is a mistake.
function download(world: World, call: Call): Answer {
  const found = world.attestations.find(({ id }) => `${id}.json.sn` === call.parameters.file)
  if (found === undefined || call.query.get('sig') !== found.signature) return { status: 403, body: 'no' }
  if (call.headers.authorization !== undefined) return { status: 400, body: 'unexpected Authorization' }
  return { status: 200, body: snappy.compress(Buffer.from(JSON.stringify(found.bundle))) }
}
