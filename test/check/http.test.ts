import { describe, expect, it } from 'vitest'
import { http } from '../../src/check/http.ts'
import { makeCertificate } from '../support/certificate.ts'
import { asked, clockEdge, startServer } from './example.ts'

/** Answers with these statuses, one after the other, and then with the last of them. */
function statuses(...list: number[]) {
  let next = 0
  return startServer((_, response) => {
    response.writeHead(list[Math.min(next++, list.length - 1)] ?? 500).end('ok')
  })
}

describe('an http check', () => {
  it('passes when the release that is looked at answers', async () => {
    await using server = await statuses(200)
    const answer = await http.ask(
      { path: '/healthz?deep=1' },
      asked({ url: `${server.url}/preview/` }),
      clockEdge(),
    )
    expect(answer).toMatchObject({
      passed: true,
      reason: expect.stringMatching(/^http:\/\/127.*\/healthz answered 200 in \d+ ms$/),
    })
    expect(server.requests.map(({ url }) => url)).toEqual(['/healthz?deep=1'])
  })

  it('waits until it does', async () => {
    await using server = await statuses(503, 404, 200)
    const edge = clockEdge()
    expect((await http.ask({ path: '/', interval: '5s' }, asked({ url: server.url }), edge)).passed).toBe(
      true,
    )
    expect(edge.waited()).toBe(10_000)
    expect(server.requests).toHaveLength(3)
  })

  it('gives up when the time is over, and says what the last answer was', async () => {
    await using server = await statuses(503)
    const edge = clockEdge()
    const answer = await http.ask(
      { path: '/', timeout: '30s', interval: '10s' },
      asked({ url: server.url }),
      edge,
    )
    expect(answer).toEqual({ passed: false, reason: `${server.url}/ answered 503, wanted 200, after 30s` })
    expect(server.requests).toHaveLength(3)
  })

  it('tells in the log what it waits for', async () => {
    await using server = await statuses(503)
    const edge = clockEdge()
    await http.ask({ path: '/', timeout: '25s' }, asked({ url: server.url }), edge)
    expect(edge.logged.filter((line) => line.startsWith('info'))).toEqual([
      `info: ${server.url}/ answered 503, wanted 200; asked for 10s`,
      `info: ${server.url}/ answered 503, wanted 200; asked for 20s`,
    ])
  })

  it('wants good answers without a break where a time is named', async () => {
    await using server = await statuses(200, 200, 500, 200)
    const edge = clockEdge()
    const answer = await http.ask({ path: '/', for: '3s' }, asked({ url: server.url }), edge)
    expect(answer.passed).toBe(true)
    expect(server.requests).toHaveLength(7)
  })

  it('does not pass by good answers that are not long enough', async () => {
    let count = 0
    await using server = await startServer((_, response) =>
      response.writeHead(count++ % 3 === 2 ? 500 : 200).end(),
    )
    const answer = await http.ask(
      { path: '/', for: '3s', timeout: '20s' },
      asked({ url: server.url }),
      clockEdge(),
    )
    expect(answer).toMatchObject({ passed: false, reason: expect.stringMatching(/, after 20s$/) })
  })

  it('takes another status for healthy if told so, a redirect too', async () => {
    await using server = await startServer((_, response) => response.writeHead(301, { location: '/b' }).end())
    expect(
      (await http.ask({ path: '/a', status: 301 }, asked({ url: server.url }), clockEdge())).passed,
    ).toBe(true)
    expect(server.requests.map(({ url }) => url)).toEqual(['/a'])
  })

  it.each([
    [204, 204, true],
    ['2xx', 204, true],
    ['2xx', 301, false],
    ['200-399', 301, true],
    ['200-399', 400, false],
    [[200, '4xx'], 404, true],
    [[200, '4xx'], 503, false],
  ])('takes %j for healthy or not: %i', async (status, answered, passed) => {
    await using server = await statuses(answered)
    const options = { path: '/', status, timeout: '1s' }
    expect((await http.ask(options, asked({ url: server.url }), clockEdge())).passed).toBe(passed)
  })

  it('says which of several statuses it wanted', async () => {
    await using server = await statuses(503)
    const options = { path: '/', status: [204, '3xx'], timeout: '1s' }
    expect(await http.ask(options, asked({ url: server.url }), clockEdge())).toMatchObject({
      reason: `${server.url}/ answered 503, wanted 204, 3xx, after 1s`,
    })
  })

  it.each([
    [{ 'X-Version': '12' }, undefined],
    [{ 'x-version': '/^v12$/', 'content-type': 'text/' }, undefined],
    [{ 'x-version': '/^12$/' }, 'answered 200 without /^12$/ in its header x-version'],
    [{ 'x-release': '/.*/' }, 'answered 200 without the header x-release'],
  ])('looks for headers of the answer: %j', async (headers, fault) => {
    await using server = await startServer((_, response) =>
      response.writeHead(200, { 'x-version': 'v12', 'content-type': 'text/html' }).end(),
    )
    const options = { path: '/', 'response-headers': headers, timeout: '1s' }
    const answer = await http.ask(options, asked({ url: server.url }), clockEdge())
    expect(answer).toMatchObject({
      passed: fault === undefined,
      reason: expect.stringContaining(fault ?? 'answered 200 in'),
    })
  })

  it('takes no slow answer for healthy where a time is named', async () => {
    const edge = clockEdge()
    let next = 0
    await using server = await startServer(async (_, response) => {
      await edge.sleep([501, 500][next++] ?? 0)
      response.end()
    })
    const options = { path: '/', latency: '500ms', interval: '1s' }
    expect(await http.ask(options, asked({ url: server.url }), edge)).toEqual({
      passed: true,
      reason: `${server.url}/ answered 200 in 500 ms`,
    })
    expect(server.requests).toHaveLength(2)
  })

  it('says how slow an answer was', async () => {
    const edge = clockEdge()
    await using server = await startServer(async (_, response) => {
      await edge.sleep(2001)
      response.end()
    })
    const options = { path: '/', latency: '2s', timeout: '3s' }
    expect(await http.ask(options, asked({ url: server.url }), edge)).toEqual({
      passed: false,
      reason: `${server.url}/ answered 200 in 2001 ms, wanted at most 2000 ms, after 3s`,
    })
  })

  it('counts good answers only while there is no other between', async () => {
    await using server = await statuses(200, 200, 500, 200)
    const options = { path: '/', successes: 3 }
    expect(await http.ask(options, asked({ url: server.url }), clockEdge())).toMatchObject({
      passed: true,
      reason: expect.stringMatching(/, 3 times$/),
    })
    expect(server.requests).toHaveLength(6)
  })

  it('wants both where a time and a number are named', async () => {
    await using server = await statuses(200)
    for (const [successes, requests] of [
      [2, 4],
      [6, 6],
    ]) {
      const edge = clockEdge()
      const before = server.requests.length
      const options = { path: '/', for: '3s', successes }
      expect((await http.ask(options, asked({ url: server.url }), edge)).passed).toBe(true)
      expect(server.requests.length - before).toBe(requests)
    }
  })

  it('says that good answers were too few', async () => {
    let count = 0
    await using server = await startServer((_, response) =>
      response.writeHead(count++ % 2 === 0 ? 200 : 500).end(),
    )
    const options = { path: '/', successes: 2, timeout: '5s' }
    expect(await http.ask(options, asked({ url: server.url }), clockEdge())).toMatchObject({
      passed: false,
      reason: expect.stringMatching(/ but not 2 times without a break, after 5s$/),
    })
  })

  it('follows a redirect within the host, with its headers', async () => {
    await using server = await startServer(({ url }, response) => {
      if (url === '/a') response.writeHead(302, { location: '/b' }).end()
      else response.writeHead(200).end()
    })
    const options = { path: '/a', headers: { 'x-probe': 'yes' } }
    expect((await http.ask(options, asked({ url: server.url }), clockEdge())).passed).toBe(true)
    expect(server.requests.map(({ url, headers }) => [url, headers['x-probe']])).toEqual([
      ['/a', 'yes'],
      ['/b', 'yes'],
    ])
  })

  it('does not follow a redirect to another host, where another release may answer', async () => {
    await using other = await statuses(200)
    await using server = await startServer((_, response) =>
      response.writeHead(302, { location: `http://localhost:${other.port}/` }).end(),
    )
    const answer = await http.ask({ path: '/', timeout: '1s' }, asked({ url: server.url }), clockEdge())
    expect(answer).toMatchObject({
      passed: false,
      reason: expect.stringContaining(`redirected to http://localhost:${other.port}, which is not followed`),
    })
    expect(other.requests).toEqual([])
  })

  it('does not follow redirects in a circle', async () => {
    await using server = await startServer((_, response) => response.writeHead(307, { location: '/' }).end())
    const answer = await http.ask({ path: '/', timeout: '1s' }, asked({ url: server.url }), clockEdge())
    expect(answer.passed).toBe(false)
    expect(server.requests).toHaveLength(6)
  })

  it.each([
    ['ready', 'not yet', false],
    ['ready', 'is ready now', true],
    ['/^v\\d+$/', 'v12', true],
    ['/^v\\d+$/', 'xv12', false],
    ['/', 'a/b', true],
  ])('looks for %s in the body %j', async (body, text, passed) => {
    await using server = await startServer((_, response) => response.end(text))
    const answer = await http.ask({ path: '/', body, timeout: '1s' }, asked({ url: server.url }), clockEdge())
    expect(answer.passed).toBe(passed)
  })

  it('does not read a body to its end that has none', async () => {
    await using server = await startServer((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        response.once('drain', more)
      }
      more()
    })
    const answer = await http.ask(
      { path: '/', body: 'y', timeout: '1s' },
      asked({ url: server.url }),
      clockEdge(),
    )
    expect(answer).toMatchObject({ passed: false, reason: expect.stringContaining('answered 200 without y') })
  })

  it('does not wait for ever for a body that does not come', async () => {
    await using server = await startServer((_, response) => void response.writeHead(200).write('x'))
    const answer = await http.ask(
      { path: '/', body: 'y', timeout: '1s', interval: '1s' },
      asked({ url: server.url }),
      clockEdge(),
    )
    expect(answer).toMatchObject({
      passed: false,
      reason: expect.stringContaining('did not answer within 1000 ms'),
    })
  })

  it('takes a broken connection for an answer that did not pass', async () => {
    let count = 0
    await using server = await startServer(({ socket }, response) => {
      if (count++ === 0) socket.destroy()
      else response.end()
    })
    expect((await http.ask({ path: '/' }, asked({ url: server.url }), clockEdge())).passed).toBe(true)
    expect(server.requests).toHaveLength(2)
  })

  it('says why nobody answers', async () => {
    const { url } = await (async () => {
      await using server = await statuses(200)
      return server
    })()
    const answer = await http.ask({ path: '/', timeout: '1s' }, asked({ url }), clockEdge())
    expect(answer).toMatchObject({ passed: false, reason: expect.stringContaining('ECONNREFUSED') })
  })

  it('asks a fixed address only after the swap, since before it the former release would answer', async () => {
    await using server = await statuses(200)
    const options = { url: `${server.url}/healthz` }
    expect(await http.ask(options, asked({ phase: 'staged', url: server.url }), clockEdge())).toEqual({
      passed: true,
      reason: `${server.url}/healthz is asked only after the swap`,
    })
    expect(server.requests).toEqual([])
    expect((await http.ask(options, asked({ phase: 'serving' }), clockEdge())).passed).toBe(true)
    expect(server.requests).toHaveLength(1)
  })

  it('does not pass by a path of which nobody knows where it is', async () => {
    expect((await http.ask({ path: '/' }, asked(), clockEdge())).passed).toBe(false)
  })
})

describe('an http check over TLS', () => {
  // The handshake goes by the clock of the machine.
  const start = '2090-11-21T12:00:00Z'
  const certificate = makeCertificate({ validTo: new Date('2090-12-01T12:00:00Z') })
  const serving = asked({ phase: 'serving' })

  it.each([
    ['passes where the authority is the one that is named', { ca: certificate.cert }, undefined],
    ['does not pass where nobody vouches for the certificate', {}, /self-signed certificate/],
    ['passes where the certificate is valid for long enough', { 'certificate-days': 10 }, undefined],
    [
      'does not pass where the certificate ends too soon',
      { 'certificate-days': 11 },
      /answered 200 with a certificate that ends on 2090-12-01, wanted 11 days more, after 3s$/,
    ],
  ])('%s', async (_, changes, reason) => {
    await using server = await startServer((_, response) => response.end(), certificate)
    const isAboutDays = Object.hasOwn(changes, 'certificate-days')
    const options = {
      url: `${server.url}/`,
      timeout: '3s',
      ...(isAboutDays && { ca: certificate.cert }),
      ...changes,
    }
    expect(await http.ask(options, serving, clockEdge({ start }))).toMatchObject({
      passed: reason === undefined,
      reason: expect.stringMatching(reason ?? /answered 200/),
    })
  })

  it('sees the certificate also where a connection is used again', async () => {
    await using server = await startServer((_, response) => response.end('ok'), certificate)
    const options = {
      url: `${server.url}/`,
      ca: certificate.cert,
      'certificate-days': 1,
      body: 'ok',
      successes: 3,
    }
    expect(await http.ask(options, serving, clockEdge({ start }))).toMatchObject({ passed: true })
  })
})

describe('the options of an http check', () => {
  it.each([
    ['a path and an address', { path: '/', url: 'https://a.example' }],
    ['neither', {}],
    ['a path without a slash', { path: 'healthz' }],
    ['a path that names a host', { path: '//evil.example/' }],
    ['a path that names a host by backslash', { path: '/\\evil.example/' }],
    ['an address without https', { url: 'http://shop.example/' }],
    ['an address that only looks like this machine', { url: 'http://127.0.0.1.evil.example/' }],
    ['an address with a password', { url: 'https://me:secret@shop.example/' }],
    ['an address of a file', { url: 'file:///etc/passwd' }],
    ['a status that is none', { path: '/', status: 42 }],
    ['a range of statuses that is none', { path: '/', status: '6xx' }],
    ['a range of statuses that is empty', { path: '/', status: '399-200' }],
    ['an empty list of statuses', { path: '/', status: [] }],
    ['an expression for a header that does not compile', { path: '/', 'response-headers': { a: '/(/' } }],
    ['a latency without a unit', { path: '/', latency: '500' }],
    ['days of a certificate where there may be none', { path: '/', 'certificate-days': 7 }],
    ['days of a certificate without https', { url: 'http://localhost/', 'certificate-days': 7 }],
    ['an authority that is none', { path: '/', ca: 'ca.pem' }],
    ['no successes', { path: '/', successes: 0 }],
    ['more successes than there is time for', { path: '/', successes: 61 }],
    ['a time longer than the limit', { path: '/', for: '61s' }],
    ['an expression that does not compile', { path: '/', body: '/(/' }],
    ['a header that is none', { path: '/', headers: { 'a b': 'c' } }],
    ['an unknown key', { path: '/', retries: 3 }],
  ])('refuse %s', (_, written) => {
    expect(http.options.safeParse(written).success).toBe(false)
  })

  it.each(['https://shop.example/', 'http://localhost:8080/', 'http://127.0.0.1/', 'http://[::1]:80/'])(
    'accept %s',
    (url) => {
      expect(http.options.safeParse({ url }).success).toBe(true)
    },
  )
})
