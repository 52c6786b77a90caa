import { afterEach, describe, expect, it, vi } from 'vitest'
import { digestOf } from '../../src/artifact/digest.ts'
import { prometheus } from '../../src/check/prometheus.ts'
import { asked, clockEdge, startServer } from './example.ts'

type Series = [labels: Record<string, string>, value: string]

const former = digestOf('the former artifact')
const serving = (changes = {}) => asked({ phase: 'serving', percent: 100, ...changes })

function vector(...series: Series[]) {
  const result = series.map(([metric, value]) => ({ metric, value: [1795248673.924, value] }))
  return { status: 'success', data: { resultType: 'vector', result } }
}

const scalar = (value: string) => ({
  status: 'success',
  data: { resultType: 'scalar', result: [1795248673.924, value] },
})

/** Answers as the API does: with these, one after the other, and then with the last of them. */
async function startPrometheus(...answers: (object | [status: number, answer: object | string])[]) {
  const queries: string[] = []
  let next = 0
  const server = await startServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const form = request.method === 'POST' ? body : new URL(request.url ?? '', 'http://x').search
    queries.push(new URLSearchParams(form).get('query') ?? '')
    const answer = answers[Math.min(next++, answers.length - 1)] ?? {}
    const [status, said] = Array.isArray(answer) ? answer : [200, answer]
    response
      .writeHead(status, { 'content-type': 'application/json' })
      .end(typeof said === 'string' ? said : JSON.stringify(said))
  })
  return Object.assign(server, { queries })
}

afterEach(() => vi.unstubAllEnvs())

describe('a prometheus check', () => {
  it.each([
    ['a vector within limits', vector([{}, '0.09']), { min: 0, max: 0.1 }, true],
    ['a value at the limit', vector([{}, '0.1']), { max: 0.1 }, true],
    ['a value above', vector([{}, '0.11']), { max: 0.1 }, false],
    ['a value below', vector([{}, '0.98']), { min: 0.99 }, false],
    ['a scalar', scalar('3'), { min: 3 }, true],
    ['a scalar above', scalar('3'), { max: 2 }, false],
    ['one bad series of two', vector([{ pod: 'a' }, '1'], [{ pod: 'b' }, '9']), { max: 5 }, false],
  ])('judges %s', async (_, answer, limits, passed) => {
    await using server = await startPrometheus(answer)
    const options = { url: server.url, query: 'up', ...limits }
    expect((await prometheus.ask(options, serving(), clockEdge())).passed).toBe(passed)
    expect(server.requests[0]?.url).toBe('/api/v1/query?query=up')
  })

  it('says which series does not hold, and keeps its labels inert', async () => {
    await using server = await startPrometheus(
      vector([{ pod: 'a' }, '1'], [{ pod: 'b\u001b[31m\n::error::x' }, '9']),
    )
    const { reason } = await prometheus.ask({ url: server.url, query: 'up', max: 5 }, serving(), clockEdge())
    expect(reason).toMatch(/^\{pod="b.*"\} is 9; wanted at most 5$/)
    expect(reason).not.toContain('\u001b')
  })

  it.each([
    ['no data', vector(), 'has no data, after 20s'],
    ['NaN', vector([{}, 'NaN']), 'is NaN, which is no number, after 20s'],
    ['infinity', scalar('+Inf'), 'is +Inf, which is no number, after 20s'],
    ['an empty value', scalar(''), 'which is no number, after 20s'],
    [
      'a server that is not ready',
      [503, { status: 'error', errorType: 'unavailable', error: 'starting' }],
      'answered 503: unavailable: starting, after 20s',
    ],
  ] as const)('waits for data, and fails with %s', async (_, answer, reason) => {
    await using server = await startPrometheus(answer as object)
    const options = { url: server.url, query: 'up', min: -1, timeout: '20s', interval: '5s' }
    const edge = clockEdge()
    const told = await prometheus.ask(options, serving(), edge)
    expect(told).toEqual({ passed: false, reason: expect.stringContaining(reason) })
    expect(server.queries).toHaveLength(4)
  })

  it('takes the data that comes at last', async () => {
    await using server = await startPrometheus(vector(), scalar('NaN'), vector([{}, '1']))
    expect(
      await prometheus.ask({ url: server.url, query: 'up', min: 1 }, serving(), clockEdge()),
    ).toMatchObject({ passed: true })
  })

  it('does not wait a bad value away', async () => {
    await using server = await startPrometheus(vector([{}, '0']), vector([{}, '1']))
    expect(
      await prometheus.ask({ url: server.url, query: 'up', min: 1 }, serving(), clockEdge()),
    ).toMatchObject({ passed: false })
    expect(server.queries).toHaveLength(1)
  })

  it.each([
    [
      'an error of the query',
      [400, { status: 'error', errorType: 'bad_data', error: 'parse error' }],
      'answered 400: bad_data: parse error',
    ],
    ['an error with status 200', { status: 'error', errorType: 'execution', error: 'x' }, 'execution: x'],
    ['a login page', [200, '<html>'], 'no answer of the Prometheus API'],
    ['a refusal', [403, 'no'], 'answered 403'],
    ['a redirect', [302, ''], 'answered 302'],
    ['a matrix', { status: 'success', data: { resultType: 'matrix', result: [] } }, 'with a matrix'],
    [
      'a histogram',
      { status: 'success', data: { resultType: 'vector', result: [{ metric: {}, histogram: [1, {}] }] } },
      'no plain numbers',
    ],
  ] as const)('fails at once with %s', async (_, answer, reason) => {
    await using server = await startPrometheus(answer as object)
    const told = await prometheus.ask({ url: server.url, query: 'up', min: 0 }, serving(), clockEdge())
    expect(told).toEqual({ passed: false, reason: expect.stringContaining(reason) })
    expect(server.queries).toHaveLength(1)
  })

  it('fails where nobody answers', async () => {
    const server = await startPrometheus(scalar('1'))
    await server[Symbol.asyncDispose]()
    const told = await prometheus.ask({ url: server.url, query: 'up', min: 0 }, serving(), clockEdge())
    expect(told).toMatchObject({ passed: false, reason: expect.stringMatching(/, after 60s$|, after 1m$/) })
  })

  it('puts what it is asked about into the query, and nothing breaks out of its quotes', async () => {
    await using server = await startPrometheus(scalar('1'))
    const query = 'a{d="{{digest}}",f="{{former}}",s="{{service}}",e="{{environment}}"}'
    const about = serving({ digest: digestOf('x'), former, service: 'a"} or b{c="\\', environment: 'p`\n' })
    await prometheus.ask({ url: `${server.url}/prom/`, query, min: 0 }, about, clockEdge())
    expect(server.requests[0]?.url).toMatch(/^\/prom\/api\/v1\/query\?/)
    expect(server.queries).toEqual([
      `a{d="${digestOf('x')}",f="${former}",s="a\\x22} or b{c=\\x22\\x5c",e="p\\x60\\x0a"}`,
    ])
  })

  it('fails a query about the former release where nothing is replaced', async () => {
    await using server = await startPrometheus(scalar('1'))
    const options = { url: server.url, query: 'a{d="{{former}}"}', min: 0 }
    expect(await prometheus.ask(options, serving(), clockEdge())).toMatchObject({
      passed: false,
      reason: expect.stringContaining('nothing is replaced'),
    })
    expect(server.queries).toEqual([])
  })

  it('sends a long query in the body', async () => {
    await using server = await startPrometheus(scalar('1'))
    const query = `vector(1) # ${'long '.repeat(1000)}`
    expect(await prometheus.ask({ url: server.url, query, min: 1 }, serving(), clockEdge())).toMatchObject({
      passed: true,
    })
    expect(server.requests[0]?.url).toBe('/api/v1/query')
    expect(server.queries).toEqual([query])
  })

  it('leaves a staged release alone unless told', async () => {
    await using server = await startPrometheus(scalar('0'))
    const options = { url: server.url, query: 'up', min: 1 }
    expect(await prometheus.ask(options, asked(), clockEdge())).toEqual({
      passed: true,
      reason: 'asked only once the release has traffic',
    })
    expect(server.queries).toEqual([])
    expect((await prometheus.ask({ ...options, staged: true }, asked(), clockEdge())).passed).toBe(false)
  })

  it.each([
    ['as much', '0.1', '0.1', true],
    ['just as much as it may', '3', '2', true],
    ['too much', '3.1', '2', false],
    ['none where there was none', '0', '0', true],
    ['some where there was none', '0.001', '0', false],
    ['what no ratio can be of', '-1', '2', false],
  ])('compares with the former release: %s', async (_, value, formerValue, passed) => {
    await using server = await startPrometheus(vector([{}, value]), vector([{}, formerValue]))
    const options = { url: server.url, query: 'e{d="{{digest}}"}', 'max-ratio': 1.5 }
    const about = serving({ former })
    expect((await prometheus.ask(options, about, clockEdge())).passed).toBe(passed)
    expect(server.queries).toEqual([`e{d="${about.digest}"}`, `e{d="${former}"}`])
  })

  it('fails a comparison with a former release of which there is no data, or several series', async () => {
    for (const answer of [vector(), vector([{ a: '1' }, '1'], [{ a: '2' }, '1'])]) {
      const answers = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? scalar('1') : answer))
      await using server = await startPrometheus(...answers)
      const options = { url: server.url, query: 'e{d="{{digest}}"}', 'max-ratio': 2 }
      expect((await prometheus.ask(options, serving({ former }), clockEdge())).passed).toBe(false)
    }
  })

  it('compares the first release with nothing, and says so, but holds it to the limits', async () => {
    await using server = await startPrometheus(scalar('1'))
    const options = { url: server.url, query: 'e{d="{{digest}}"}', 'max-ratio': 2 }
    expect(await prometheus.ask(options, serving(), clockEdge())).toEqual({
      passed: true,
      reason: 'the value is 1; it replaces nothing, so there is nothing to compare',
    })
    expect((await prometheus.ask({ ...options, max: 0 }, serving(), clockEdge())).passed).toBe(false)
  })

  it('sends the token of a variable, and never tells it', async () => {
    vi.stubEnv('METRICS_TOKEN', 'very-secret')
    await using server = await startPrometheus({
      status: 'error',
      errorType: 'bad_data',
      error: 'not with very-secret',
    })
    const edge = clockEdge()
    const options = { url: server.url, query: 'up', min: 1, 'token-env': 'METRICS_TOKEN' }
    const { reason } = await prometheus.ask(options, serving(), edge)
    expect(server.requests[0]?.headers.authorization).toBe('Bearer very-secret')
    expect(reason).toContain('not with ***')
    expect(edge.logged.join()).not.toContain('very-secret')
  })

  it.each([
    ['', 'does not set'],
    ['two\nlines', 'holds no token'],
  ])('fails without a token that can be sent: %j', async (value, reason) => {
    vi.stubEnv('METRICS_TOKEN', value)
    await using server = await startPrometheus(scalar('1'))
    const options = { url: server.url, query: 'up', min: 1, 'token-env': 'METRICS_TOKEN' }
    const told = await prometheus.ask(options, serving(), clockEdge())
    expect(told).toEqual({ passed: false, reason: expect.stringContaining(reason) })
    expect(server.queries).toEqual([])
  })

  it('does not follow a redirect', async () => {
    await using other = await startPrometheus(scalar('1'))
    await using server = await startServer((_, response) =>
      response.writeHead(302, { location: `${other.url}/api/v1/query` }).end(),
    )
    const told = await prometheus.ask({ url: server.url, query: 'up', min: 1 }, serving(), clockEdge())
    expect(told).toEqual({ passed: false, reason: expect.stringMatching(/answered 302$/) })
    expect(other.requests).toEqual([])
  })

  it('tells warnings of the server', async () => {
    await using server = await startPrometheus({ ...scalar('1'), warnings: ['a store is away'] })
    const edge = clockEdge()
    await prometheus.ask({ url: server.url, query: 'up', min: 1 }, serving(), edge)
    expect(edge.logged).toContain('warning: prometheus: a store is away')
  })
})

describe('the options of a prometheus check', () => {
  const good = { url: 'https://prometheus.example/prom', query: 'e{d="{{digest}}"}', max: 1 }

  it('are taken as written in the documentation', () => {
    expect(prometheus.options.safeParse(good).success).toBe(true)
  })

  it.each([
    ['plain http', { url: 'http://prometheus.example' }],
    ['a login in the address', { url: 'https://a:b@prometheus.example' }],
    ['a query in the address', { url: 'https://prometheus.example?a=b' }],
    ['an empty query', { query: ' ' }],
    ['an unknown placeholder', { query: '{{commit}}' }],
    ['no limit', { max: undefined }],
    ['limits that cannot be met', { min: 2 }],
    ['a ratio of what is the same for both', { query: 'up', 'max-ratio': 2 }],
    ['a ratio of nothing', { 'max-ratio': 0 }],
    ["a token of the runner's", { 'token-env': 'GITHUB_TOKEN' }],
    ['an input as a token', { 'token-env': 'INPUT_TOKEN' }],
    ['no time', { timeout: '0s' }],
    ['an unknown option', { limit: 1 }],
  ])('are refused with %s', (_, changes) => {
    expect(prometheus.options.safeParse({ ...good, ...changes }).success).toBe(false)
  })
})
