import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { childEnvironment } from '../src/edge-node.ts'
import { isFailure } from '../src/failure.ts'
import { testEdge } from './support/edge.ts'
import { node24 } from './support/runner.ts'

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Answers with these statuses, one after the other, and then with 200; counts what came. */
async function answering(...statuses: number[]) {
  let count = 0
  const url = await serve((_, response) =>
    response.writeHead(statuses[count++] ?? 200, { 'retry-after': '7' }).end(),
  )
  return { url, count: () => count }
}

const unavailable = (error: unknown) => isFailure(error, 'unavailable')

describe('fetch', () => {
  it.each([408, 429, 500, 502, 503, 504])('asks again after %i', async (status) => {
    const { url, count } = await answering(status, status)
    expect((await testEdge().fetch(url)).status).toBe(200)
    expect(count()).toBe(3)
  })

  it.each([400, 401, 403, 404, 409, 412, 422, 501])('takes %i for an answer', async (status) => {
    const { url, count } = await answering(status)
    expect((await testEdge().fetch(url)).status).toBe(status)
    expect(count()).toBe(1)
  })

  it('gives up after four times, and returns the last answer', async () => {
    const { url, count } = await answering(503, 503, 503, 503, 503)
    expect((await testEdge().fetch(url)).status).toBe(503)
    expect(count()).toBe(4)
  })

  it.each([
    ['a POST', { method: 'POST', body: 'x' }, 1],
    ['a POST that may be sent twice', { method: 'POST', body: 'x', idempotent: true }, 2],
    [
      'a stream',
      { method: 'PUT', body: ReadableStream.from([new Uint8Array([120])]), duplex: 'half' as const },
      1,
    ],
    ['what is told not to', { retry: false }, 1],
  ])('sends %s %s as often as is safe', async (_, init, times) => {
    const { url, count } = await answering(503)
    await testEdge().fetch(url, init)
    expect(count()).toBe(times)
  })

  it('waits as long as it is told to', async () => {
    const waited: number[] = []
    const { url } = await answering(429)
    const edge = testEdge()
    const { retryingFetch } = await import('../src/edge-fetch.ts')
    await retryingFetch({ sleep: async (time) => void waited.push(time), log: edge.log })(url)
    expect(waited).toEqual([7000])
  })

  it('fails when no answer comes in time', async () => {
    const url = await serve(() => {})
    await expect(testEdge().fetch(url, { timeout: 50, retry: false })).rejects.toSatisfy(unavailable)
  })

  it('names the request without its query, which may be a signature', async () => {
    const error = await testEdge()
      .fetch('http://127.0.0.1:1/blob?sig=secret')
      .catch((error: Error) => error)
    expect(String(error)).toContain('GET http://127.0.0.1:1/blob')
    expect(String(error)).not.toContain('secret')
  })
})

describe('a redirect', () => {
  /** Two servers: one leads to the other, which tells what it was asked. */
  async function leading(status: number) {
    const heard: {
      method?: string
      authorization?: string
      cookie?: string
      accept?: string
      body: string
    }[] = []
    const there = await serve(async (request, response) => {
      const { authorization, cookie, accept } = request.headers
      const body = Buffer.concat(await Array.fromAsync(request)).toString()
      heard.push({ method: request.method, authorization, cookie, accept, body })
      response.end('there')
    })
    const here = await serve((_, response) => response.writeHead(status, { location: `${there}/x` }).end())
    return { here, there, heard }
  }

  it('is followed, to another origin without credentials', async () => {
    const { here, there, heard } = await leading(302)
    const headers = { Authorization: 'Bearer secret', cookie: 'a=b', accept: 'text/plain' }
    const answer = await testEdge().fetch(here, { headers })
    expect([answer.url, await answer.text()]).toEqual([`${there}/x`, 'there'])
    expect(heard).toEqual([{ method: 'GET', accept: 'text/plain', body: '' }])
  })

  it('keeps the credentials within its origin', async () => {
    const heard: unknown[] = []
    const url = await serve((request, response) => {
      heard.push(request.headers.authorization)
      if (request.url === '/there') response.end()
      else response.writeHead(301, { location: '/there' }).end()
    })
    await testEdge().fetch(url, { headers: { authorization: 'Bearer ours' } })
    expect(heard).toEqual(['Bearer ours', 'Bearer ours'])
  })

  it.each([
    [302, 'GET', ''],
    [303, 'GET', ''],
    [307, 'POST', 'x'],
    [308, 'POST', 'x'],
  ])('of status %i sends a POST on as %s', async (status, method, body) => {
    const { here, heard } = await leading(status)
    await testEdge().fetch(here, { method: 'POST', body: 'x' })
    expect(heard).toMatchObject([{ method, body }])
  })

  it('is an answer where that is asked for', async () => {
    const { here, heard } = await leading(302)
    expect((await testEdge().fetch(here, { redirect: 'manual' })).status).toBe(302)
    expect(heard).toEqual([])
  })

  it('without end is given up', async () => {
    const url = await serve((_, response) => response.writeHead(302, { location: '/again' }).end())
    await expect(testEdge().fetch(url, { retry: false })).rejects.toThrow('redirected more than 5 times')
  })

  it.each(['ftp://127.0.0.1/x', 'http://['])('to %s is not followed', async (location) => {
    const url = await serve((_, response) => response.writeHead(302, { location }).end())
    await expect(testEdge().fetch(url, { retry: false })).rejects.toThrow('redirected to what is not http')
  })
})

describe('the body of an answer', () => {
  it('that breaks off is a failure', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '9' })
      response.write('half', () => response.destroy())
    })
    const answer = await testEdge().fetch(url)
    await expect(answer.text()).rejects.toSatisfy(unavailable)
  })

  it('that broke off before it was read is a failure', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '9' })
      response.write('half', () => response.destroy())
    })
    const answer = await testEdge().fetch(url)
    await new Promise((resolve) => setTimeout(resolve, 100))
    await expect(answer.text()).rejects.toSatisfy(unavailable)
  })

  it('can be left unread', async () => {
    const url = await serve((_, response) => void response.write('the first of many'))
    const answer = await testEdge().fetch(url)
    await answer.body?.cancel()
    await expect(answer.text()).rejects.toSatisfy(unavailable)
  })
})

describe('exec', () => {
  const { exec } = testEdge()

  it('returns what the program wrote', async () => {
    const result = await exec('sh', ['-c', 'cat; echo err >&2'], { input: 'in' })
    expect(result).toEqual({ exitCode: 0, stdout: 'in', stderr: 'err\n' })
  })

  it('fails with the last line of stderr', async () => {
    const failure = exec('sh', ['-c', 'echo first >&2; echo last >&2; exit 3'])
    await expect(failure).rejects.toThrow('sh ended with exit code 3: last')
  })

  it('returns the exit code where that is asked for', async () => {
    expect(await exec('sh', ['-c', 'exit 3'], { allowFailure: true })).toMatchObject({ exitCode: 3 })
  })

  it('says that a program is not there', async () => {
    await expect(exec('no-such-program', [])).rejects.toSatisfy((error) => isFailure(error, 'not-found'))
  })

  it('stops a program that takes too long, with all that it started', async () => {
    const slow = exec('sh', ['-c', 'sleep 600 & echo $!; wait'], { timeout: 200 })
    await expect(slow).rejects.toSatisfy(unavailable)
  })

  it('gives a program as long as anybody may name', async () => {
    expect((await exec('sh', ['-c', 'sleep 0.1; echo done'], { timeout: 30 * 86_400_000 })).stdout).toBe(
      'done\n',
    )
  })

  it('neither waits for a daemon that the program left running, nor stops it', async () => {
    const { stdout } = await exec('sh', ['-c', 'sleep 30 & echo $!'])
    expect(process.kill(Number(stdout), 0)).toBe(true)
    process.kill(Number(stdout), 'SIGKILL')
  })

  it('does not fail over a program that does not read its input', async () => {
    expect(await exec('true', [], { input: 'x'.repeat(1_000_000) })).toMatchObject({ exitCode: 0 })
  })
})

describe('spawn', () => {
  it('knows that a program has ended though nobody read its output', async () => {
    const running = testEdge().spawn('sh', ['-c', 'echo unread'])
    await expect(running.ended).resolves.toBeUndefined()
    running.stdout.destroy()
  })

  it('fails where the program did', async () => {
    const running = testEdge().spawn('sh', ['-c', 'echo why >&2; exit 1'])
    await expect(running.ended).rejects.toThrow('sh ended with exit code 1: why')
  })

  it('tells each line of stderr, the last one before the end', async () => {
    const lines: string[] = []
    const running = testEdge().spawn('sh', ['-c', 'echo one >&2; sleep 0.1; printf two >&2'], {
      onStderr: (line) => lines.push(line),
    })
    await running.ended
    expect(lines).toEqual(['one', 'two'])
    running.stdout.destroy()
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('passes on the %s that ends us', async (signal) => {
    const heard = join(mkdtempSync(join(tmpdir(), 'edge-test-')), 'heard')
    onTestFinished(() => rmSync(dirname(heard), { recursive: true }))
    // Not a shell: dash forgets a signal that comes while it starts a program.
    const program = `
      for (const signal of ['SIGINT', 'SIGTERM'])
        process.once(signal, () => process.exit(require('node:fs').writeFileSync('${heard}', 'heard')))
      setInterval(() => {}, 1_000)
      console.log('up')`
    const source = `
      const { nodeEdge } = await import('${new URL('../src/edge-node.ts', import.meta.url)}')
      nodeEdge(console).spawn(process.execPath, ['-e', ${JSON.stringify(program)}]).stdout.pipe(process.stdout)`
    const child = spawn(node24(), ['--input-type=module', '-e', source], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    await once(child.stdout, 'data')
    child.kill(signal)
    expect(await once(child, 'exit')).toEqual([null, signal])
    await expect.poll(() => existsSync(heard), { timeout: 30_000 }).toBe(true)
  })
})

describe('a child', () => {
  it('gets no token and no input of the action', () => {
    const secrets = {
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 't',
      ACTIONS_RUNTIME_TOKEN: 't',
      GITHUB_TOKEN: 't',
      'INPUT_REGISTRY-PASSWORD': 'p',
      STATE_x: 's',
    }
    expect(childEnvironment({ ...secrets, PATH: '/bin', GITHUB_SHA: 'abc' })).toEqual({
      PATH: '/bin',
      GITHUB_SHA: 'abc',
    })
  })
})
