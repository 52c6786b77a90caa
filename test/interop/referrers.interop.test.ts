import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Descriptor } from '../../src/artifact/descriptor.ts'
import { type DigestReference, formatReference } from '../../src/artifact/reference.ts'
import type { Referrer } from '../../src/registry/registry.ts'
import { connect, pushSubject } from './support/client.ts'
import { freshFolder, runProgram } from './support/program.ts'
import { type RealRegistry, registries, startDockerRegistry, startOlareg } from './support/registries.ts'

const folder = freshFolder('attached')
const emptyType = 'application/vnd.oci.empty.v1+json'
const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json'

/** How each peer attaches something, and the type that it has then. */
const peers: [string, string, (subject: string) => Promise<unknown>][] = [
  ['oras attach', 'application/vnd.acme.oras', attachWithOras],
  ['regctl artifact put', 'application/vnd.acme.regctl', attachWithRegctl],
  ['cosign attest', bundleType, attestWithCosign],
]

beforeAll(async () => {
  writeFileSync(join(folder, 'file.txt'), 'attached')
  writeFileSync(join(folder, 'predicate.json'), '{}')
  const cosign = (...args: string[]) => runProgram('cosign', args, { cwd: folder, env: cosignEnv })
  await cosign('generate-key-pair', '--output-key-prefix', 'cosign')
  // Neither names a service, so that none is asked.
  await cosign('signing-config', 'create', '--out', 'signing-config.json')
  await cosign('trusted-root', 'create', '--out', 'trusted-root.json')
})

const cosignEnv = { COSIGN_PASSWORD: '', TUF_ROOT: join(folder, 'tuf') }

function attachWithOras(subject: string, type = 'application/vnd.acme.oras') {
  const args = ['attach', '--plain-http', '--artifact-type', type, '--annotation', `by=${type}`]
  return runProgram('oras', [...args, subject, 'file.txt:text/plain'], { cwd: folder })
}

async function attachWithRegctl(subject: string, type = 'application/vnd.acme.regctl') {
  const [host = ''] = subject.split('/')
  await runProgram('regctl', ['registry', 'set', '--tls', 'disabled', host])
  const args = [
    'artifact',
    'put',
    '--subject',
    subject,
    '--artifact-type',
    type,
    '--annotation',
    `by=${type}`,
  ]
  return runProgram('regctl', args, { input: 'attached' })
}

function attestWithCosign(subject: string) {
  const args = [
    ...['attest', '--yes', '--key', 'cosign.key'],
    ...['--type', 'slsaprovenance1', '--predicate', 'predicate.json'],
    ...['--signing-config', 'signing-config.json', '--trusted-root', 'trusted-root.json', subject],
  ]
  return runProgram('cosign', args, { cwd: folder, env: cosignEnv })
}

type Discovered = Pick<Descriptor, 'digest' | 'artifactType' | 'annotations'>

/** What oras finds attached to a subject. */
async function discover(subject: DigestReference): Promise<Discovered[]> {
  const args = ['discover', '--plain-http', '--format', 'json', formatReference(subject)]
  return JSON.parse(await runProgram('oras', args)).referrers
}

/** By whom each was attached, as its annotation says. */
function annotated(found: readonly Discovered[]): (string | undefined)[] {
  return found.map(({ annotations }) => annotations?.by).sort()
}

function ours(type: string): Referrer {
  const bytes = new TextEncoder().encode(type)
  return { artifactType: type, mediaType: 'text/plain', bytes, annotations: { by: type } }
}

describe.each(registries)('referrers in %s', (_, start) => {
  let server: RealRegistry
  /** The type that the registry lists for one of this type. */
  const listed = (type: string) => (server.listsConfigType ? emptyType : type)

  beforeAll(async () => {
    server = await start()
  })
  afterAll(() => server?.[Symbol.asyncDispose]())

  it.each(peers)('are listed to us with their type after %s', async (_, type, attach) => {
    const subject = await pushSubject(server.host)
    await attach(formatReference(subject))
    const [found, ...others] = await connect().listReferrers(subject, type)
    expect([found?.artifactType, others]).toEqual([type, []])
    expect(await connect().listReferrers(subject, 'application/vnd.acme.other')).toEqual([])
  })

  it('are discovered by oras with their type and annotations after we have attached them', async () => {
    const subject = await pushSubject(server.host)
    const registry = connect()
    const one = await registry.attach(subject, ours('application/vnd.acme.one'))
    const two = await registry.attach(subject, ours('application/vnd.acme.two'))
    const expected = [one, two].map(({ digest, artifactType = '', annotations }) =>
      expect.objectContaining({ digest, artifactType: listed(artifactType), annotations }),
    )
    const found = await discover(subject)
    expect(found).toHaveLength(2)
    expect(found).toEqual(expect.arrayContaining(expected))
  })

  it('give oras the file that we have attached', async () => {
    const subject = await pushSubject(server.host)
    const { digest } = await connect().attach(subject, ours('application/vnd.acme.one'))
    const repository = formatReference(subject).split('@')[0]
    const args = ['manifest', 'fetch', '--plain-http', `${repository}@${digest}`]
    const { layers, subject: named } = JSON.parse(await runProgram('oras', args))
    expect(named.digest).toBe(subject.digest)
    const blob = `${repository}@${layers[0].digest}`
    const file = await runProgram('oras', ['blob', 'fetch', '--plain-http', '--output', '-', blob])
    expect(file).toBe('application/vnd.acme.one')
  })

  it('are all kept, with types and annotations, when peers and we attach by turns', async () => {
    const subject = await pushSubject(server.host)
    const named = formatReference(subject)
    const writers = ['oras-1', 'ours-1', 'oras-2', 'regctl-1', 'ours-2', 'regctl-2', 'ours-3', 'oras-3']
    const inTurn = writers.map((name) => `application/vnd.acme.${name}`)
    for (const type of inTurn) {
      // Each time by another client, which knows nothing of what was attached before.
      if (type.includes('ours')) await connect().attach(subject, ours(type))
      else if (type.includes('oras')) await attachWithOras(named, type)
      else await attachWithRegctl(named, type)
    }
    const types = inTurn.toSorted()
    const found = await discover(subject)
    expect(annotated(found)).toEqual(types)
    expect(found.map(({ artifactType }) => artifactType).sort()).toEqual(types.map(listed))
    expect(annotated(await connect().listReferrers(subject))).toEqual(types)
    for (const type of types) expect(annotated(await connect().listReferrers(subject, type))).toEqual([type])
  })
})

describe.each([
  ['an index that knows nothing of If-Match', startDockerRegistry],
  ['a list that the registry keeps, where it forgets what came between', startOlareg],
])('twenty writers at once, each with a client of its own, on %s', (_, start) => {
  it('see their entry listed, and it stays there', async () => {
    await using server = await start()
    const subject = await pushSubject(server.host)
    const types = Array.from({ length: 20 }, (_, index) => `application/vnd.acme.writer-${index}`)
    const written = await Promise.all(types.map((type) => connect().attach(subject, ours(type))))
    const digests = (found: Descriptor[]) => found.map(({ digest }) => digest).sort()
    expect(digests(await connect().listReferrers(subject))).toEqual(digests(written))
  })
})
