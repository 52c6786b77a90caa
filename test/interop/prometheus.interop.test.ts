import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { digestOf } from '../../src/artifact/digest.ts'
import { prometheus } from '../../src/check/prometheus.ts'
import { asked } from '../check/example.ts'
import { testEdge } from '../support/edge.ts'
import { freshFolder } from './support/program.ts'
import { freePort, type Server, startServer } from './support/server.ts'

// The check against Prometheus itself, which scrapes each second what this test says.

const digest = digestOf('the new release')
const former = digestOf('the former release')
const services = createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(metrics)
})
let metrics = ''
let url = ''
let server: Server

beforeAll(async () => {
  await new Promise<void>((resolve) => services.listen(0, '127.0.0.1', resolve))
  const { port: scraped } = services.address() as AddressInfo
  const folder = freshFolder('prometheus')
  const config = join(folder, 'prometheus.yml')
  const jobs = [{ job_name: 'shop', static_configs: [{ targets: [`127.0.0.1:${scraped}`] }] }]
  const global = { scrape_interval: '1s', scrape_timeout: '1s' }
  writeFileSync(config, JSON.stringify({ global, scrape_configs: jobs }))
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  server = await startServer('prometheus', {
    args: [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    ready: async () => (await fetch(`${url}/-/ready`)).ok,
  })
}, 60_000)

afterAll(async () => {
  await server?.[Symbol.asyncDispose]()
  services.closeAllConnections()
  services.close()
})

beforeEach(() => {
  metrics = ''
})

/** Asks in real time, of the new release while it serves. */
function ask(options: Record<string, unknown>, changes = {}) {
  const edge = { ...testEdge({ sleep: (time) => wait(time) }), fetchCommitChecks: async () => [] }
  const about = asked({ phase: 'serving', percent: 100, digest, former, ...changes })
  return prometheus.ask({ url, interval: '1s', ...options }, about, edge)
}

describe('a query of Prometheus', () => {
  it('waits for the first data of a release, and is then within the limits or not', async () => {
    metrics = `errors{digest="${digest}"} 0.04\nerrors{digest="${former}"} 0.9\n`
    const query = 'errors{digest="{{digest}}"}'
    expect(await ask({ query, max: 0.05 })).toEqual({
      passed: true,
      reason: expect.stringMatching(/^\{__name__="errors", .* is 0\.04; wanted at most 0\.05$/),
    })
    expect(await ask({ query, max: 0.03 })).toMatchObject({ passed: false })
  })

  it('of a rate has data once there are two scrapes of it', async () => {
    const scrapes = setInterval(() => {
      const time = Math.floor(Date.now() / 1000)
      metrics = ['200', '500'].map((code) => `requests_total{code="${code}"} ${time}\n`).join('')
    }, 200)
    try {
      const rate = (code: string) => `sum(rate(requests_total{code=~"${code}"}[15s]))`
      const query = `${rate('5..')} / ${rate('.*')}`
      expect(await ask({ query, min: 0.4, max: 0.6 })).toMatchObject({ passed: true })
    } finally {
      clearInterval(scrapes)
    }
  })

  it.each([
    ['has no data', 'nowhere{digest="{{digest}}"}', /has no data, after 3s$/],
    ['has no data, which is not 0', 'sum(nowhere)', /has no data, after 3s$/],
    ['divides by nothing', 'vector(0) / vector(0)', /is NaN, which is no number, after 3s$/],
    ['divides by 0', 'scalar(vector(1)) / 0', /is \+Inf, which is no number, after 3s$/],
  ])('fails when the time is over where it %s', async (_, query, reason) => {
    expect(await ask({ query, min: -1, timeout: '3s' })).toEqual({
      passed: false,
      reason: expect.stringMatching(reason),
    })
  })

  it.each([
    ['is none', 'errors{', /answered 400: bad_data: .*parse error/],
    ['gives the values of a time', 'up[1m]', /answered with a matrix/],
    ['gives a text', '"up"', /answered with a string/],
  ])('fails at once where it %s', async (_, query, reason) => {
    expect(await ask({ query, min: 0 })).toEqual({
      passed: false,
      reason: expect.stringMatching(reason),
    })
  })

  it('compares the release with the one that it replaces', async () => {
    metrics = `latency{digest="${digest}"} 0.3\nlatency{digest="${former}"} 0.2\n`
    const query = 'sum(latency{digest="{{digest}}"})'
    expect(await ask({ query, 'max-ratio': 1.6 })).toEqual({
      passed: true,
      reason: '0.3 against 0.2 of the former release; wanted at most 1.6 times as much',
    })
    expect(await ask({ query, 'max-ratio': 1.4 })).toMatchObject({ passed: false })
  })

  it('has no data of a series that has gone, as of a release without instances', async () => {
    metrics = `alive{digest="${digest}"} 1\n`
    const options = { query: 'alive{digest="{{digest}}"}', min: 1 }
    expect(await ask(options)).toMatchObject({ passed: true })
    metrics = ''
    await expect
      .poll(async () => (await ask({ ...options, timeout: '1s' })).reason, { timeout: 30_000 })
      .toMatch(/has no data/)
  })

  it('is put together so that no name breaks out of its quotes', async () => {
    const environment = 'a "b" \\ \'c\' `d`'
    metrics = `named{environment="a \\"b\\" \\\\ 'c' \`d\`"} 7\n`
    for (const quote of ['"', "'"]) {
      const query = `named{environment=${quote}{{environment}}${quote}}`
      expect(await ask({ query, min: 7, max: 7 }, { environment })).toMatchObject({ passed: true })
    }
  })

  it('may be long', async () => {
    const query = `vector(1) # ${'long '.repeat(5000)}`
    expect(await ask({ query, min: 1 })).toMatchObject({ passed: true })
  })
})
