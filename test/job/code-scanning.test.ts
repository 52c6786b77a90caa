import { randomBytes } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { connectGitHub } from '../../src/github/github.ts'
import { fitSarif, uploadSarif } from '../../src/job/code-scanning.ts'
import type { Job } from '../../src/job/job.ts'
import type { SarifRequest } from '../../src/report/sarif.ts'
import type { Finding } from '../../src/scan/findings.ts'
import { sarifFaults } from '../report/sarif-schema.ts'
import { assessed, finding, scannedOf } from '../scan/finding.ts'
import { testEdge } from '../support/edge.ts'
import { type GitHubServer, type Permissions, startGitHub } from '../support/github.ts'

const request = (findings: Finding[]): SarifRequest => ({
  scanned: scannedOf(),
  assessment: assessed(findings),
  category: 'immutable-deploy/osv/acme/shop',
  artifact: 'acme/shop',
})
const few = fitSarif(request([finding()]))
const scans: Permissions = { 'security-events': 'write' }

function jobOf(server: GitHubServer, permissions: Permissions, ref = 'refs/heads/main') {
  const edge = testEdge()
  const github = connectGitHub(
    { token: server.token(permissions), apiUrl: server.url, repository: server.repository },
    edge,
  )
  const context = { sha: 'c'.repeat(40), ref } as Job['context']
  return { context, edge, github }
}

describe('an upload to code scanning', () => {
  it('is compressed, for the commit and ref of the run, and waited for', async () => {
    await using server = await startGitHub()
    const job = jobOf(server, scans, 'refs/pull/7/merge')
    await uploadSarif(few, new Date('2026-11-21T12:00:00Z'), job)
    expect(server.analyses).toMatchObject([
      { commit: 'c'.repeat(40), ref: 'refs/pull/7/merge', log: JSON.parse(few.text), asked: 2 },
    ])
    expect(job.edge.logged).toContain('info: code scanning has taken in the findings')
  })

  it.each<[string, Permissions, Parameters<typeof startGitHub>[0], string, string]>([
    ['has no permission', {}, {}, 'unauthorized', 'missing permission security-events: write'],
    ['may only read', { 'security-events': 'read' }, {}, 'unauthorized', 'or set upload-sarif to false'],
    ['is not enabled', scans, { codeScanning: 'off' }, 'denied', 'Code Security must be enabled'],
    [
      'is not enabled',
      scans,
      { codeScanning: 'off' },
      'denied',
      'enable code scanning in the repository, or set',
    ],
  ])('says the way out where it %s', async (_, permissions, options, code, message) => {
    await using server = await startGitHub(options)
    const uploaded = uploadSarif(few, new Date(), jobOf(server, permissions))
    await expect(uploaded).rejects.toMatchObject({ code, message: expect.stringContaining(message) })
  })

  it('fails where GitHub does not take it in, and says why', async () => {
    await using server = await startGitHub()
    server.fault({
      method: 'GET',
      path: /sarifs/,
      answer: { status: 200, body: { processing_status: 'failed', errors: ['too many runs'] } },
    })
    await expect(uploadSarif(few, new Date(), jobOf(server, scans))).rejects.toMatchObject({
      code: 'denied',
      message: 'code scanning does not take the findings: too many runs',
    })
  })

  it('is not waited for without end', async () => {
    await using server = await startGitHub()
    const pending = { status: 200, body: { processing_status: 'pending' } }
    server.fault({ method: 'GET', path: /sarifs/, times: 1000, answer: pending })
    const job = jobOf(server, scans)
    await uploadSarif(few, new Date(), job)
    expect(server.requests.length).toBeLessThan(50)
    expect(job.edge.logged.join('\n')).toContain('still at work on them after 60 s')
  })
})

describe('a log that is too large', () => {
  it('holds as many findings as fit, says so, and is valid', () => {
    // Noise, so that it does not compress.
    const noise = () => randomBytes(100).toString('base64url')
    const many = Array.from({ length: 300 }, () => finding({ id: noise(), summary: noise() }))
    const { gzip, cut, log } = fitSarif(request(many), 20_000)
    expect(gzip.length).toBeLessThanOrEqual(20_000)
    expect(cut).toMatch(/^\d+ of 300 findings are left out; the gate has judged all$/)
    expect(JSON.parse(gunzipSync(gzip).toString())).toEqual(log)
    expect(sarifFaults(log)).toEqual([])
  })

  it('has no more results than are taken', () => {
    const many = Array.from({ length: 25_001 }, (_, index) => finding({ id: `CVE-${index}` }))
    expect(fitSarif(request(many)).cut).toBe('1 of 25001 findings are left out; the gate has judged all')
  })
})
