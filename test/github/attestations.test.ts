import snappy from 'snappyjs'
import { describe, expect, it } from 'vitest'
import { type Digest, digestOf } from '../../src/artifact/digest.ts'
import { connectGitHub } from '../../src/github/github.ts'
import { testEdge } from '../support/edge.ts'
import { startGitHub } from '../support/github.ts'
import { connect } from './connect.ts'

const digest = digestOf('artifact')
const provenance = 'https://slsa.dev/provenance/v1'

function bundleOf(subject: Digest, predicateType: string, mark = ''): unknown {
  const [algorithm = '', hex = ''] = subject.split(':')
  const statement = {
    subject: [{ name: 'app', digest: { [algorithm]: hex } }],
    predicateType,
    predicate: { mark },
  }
  return { dsseEnvelope: { payload: Buffer.from(JSON.stringify(statement)).toString('base64') } }
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

describe.each(['bundle', 'bundle_url'] as const)('attestations given as %s', (attestations) => {
  it('come back as they were stored, newest first', async () => {
    await using server = await startGitHub({ attestations })
    const github = connect(server)
    const [first, second] = [bundleOf(digest, provenance), bundleOf(digest, 'https://spdx.dev/Document')]
    expect(await github.createAttestation(first)).toEqual({ id: expect.stringMatching(/^\d+$/) })
    await github.createAttestation(second)
    expect(await collect(github.listAttestations(digest))).toEqual([second, first])
  })

  it('are none for a digest that nobody spoke of', async () => {
    await using server = await startGitHub({ attestations })
    expect(await collect(connect(server).listAttestations(digest))).toEqual([])
  })
})

it('fetches attestations page by page', async () => {
  await using server = await startGitHub()
  const github = connect(server)
  for (let number = 0; number < 101; number++) {
    await github.createAttestation(bundleOf(digest, provenance, String(number)))
  }
  const before = github.calls()
  expect(await collect(github.listAttestations(digest))).toHaveLength(101)
  expect(github.calls() - before).toBe(2)
})

it.each([
  ['in a private repository without the feature', { attestations: 'none' }],
  ['on GitHub Enterprise Server', { enterprise: true }],
] as const)('stores and finds nothing %s', async (_, options) => {
  await using server = await startGitHub(options)
  const github = connect(server)
  expect(await github.createAttestation(bundleOf(digest, provenance))).toBeUndefined()
  expect(await collect(github.listAttestations(digest))).toEqual([])
})

it('takes an attestation that is there already for stored', async () => {
  await using server = await startGitHub()
  server.fault({ method: 'POST', answer: { status: 409, body: { message: 'already exists' } } })
  expect(await connect(server).createAttestation(bundleOf(digest, provenance))).toEqual({})
})

it('takes a missing permission for a failure, not for a missing store', async () => {
  await using server = await startGitHub()
  const github = connect(server, { attestations: 'read' })
  await expect(github.createAttestation(bundleOf(digest, provenance))).rejects.toMatchObject({
    code: 'unauthorized',
    message: 'missing permission attestations: write; add it to the job that calls this action',
  })
})

describe('the address of a stored bundle', () => {
  it.each([
    ['refused', { status: 403, body: 'no' }],
    ['broken', 'break'],
    ['no JSON', { status: 200, body: '\u0003\u0008abc' }],
    ['a bomb', { status: 200, body: snappy.compress(Buffer.from(`{}${' '.repeat(33 * 1024 * 1024)}`)) }],
  ] as const)('is in no message when the answer is %s', async (_, answer) => {
    await using server = await startGitHub({ attestations: 'bundle_url' })
    const edge = testEdge()
    const token = server.token({ attestations: 'write' })
    const github = connectGitHub({ token, apiUrl: server.url, repository: server.repository }, edge)
    await github.createAttestation(bundleOf(digest, provenance))
    server.fault({ path: /_storage/, answer, times: 10 })
    const error: unknown = await collect(github.listAttestations(digest)).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'Failure', message: expect.stringContaining(digest) })
    const said = `${JSON.stringify(error)} ${error instanceof Error ? error.message : ''} ${edge.logged.join()}`
    expect(said).not.toContain('sig=')
  })
})
