import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { command } from '../../src/check/command.ts'
import type { ExecOptions } from '../../src/edge.ts'
import { Failure } from '../../src/failure.ts'
import { asked, clockEdge } from './example.ts'

describe('a command check', () => {
  it('passes when the command succeeds', async () => {
    expect(await command.ask({ run: 'true' }, asked(), clockEdge())).toMatchObject({
      passed: true,
      reason: expect.stringMatching(/^"true" succeeded after \d+ ms$/),
    })
  })

  it('tells the command what it is asked about', async () => {
    const edge = clockEdge()
    const run = 'printenv | grep ^IMMUTABLE_DEPLOY_ | sort; exit 1'
    const about = asked({ url: 'http://127.0.0.1:1/' })
    await command.ask({ run }, about, edge)
    expect(edge.logged.filter((line) => line.includes('IMMUTABLE')).sort()).toEqual([
      `info:   | IMMUTABLE_DEPLOY_DIGEST=${about.digest}`,
      'info:   | IMMUTABLE_DEPLOY_ENVIRONMENT=production',
      'info:   | IMMUTABLE_DEPLOY_PHASE=staged',
      'info:   | IMMUTABLE_DEPLOY_SERVICE=app',
      'info:   | IMMUTABLE_DEPLOY_URL=http://127.0.0.1:1/',
    ])
  })

  it('fails with the last words of the command', async () => {
    const run = 'echo one; echo two >&2; echo "no such page" >&2; exit 3'
    expect(await command.ask({ run }, asked(), clockEdge())).toMatchObject({
      passed: false,
      reason: expect.stringMatching(/ended with exit code 3 after \d+ ms: two \/ no such page$/),
    })
  })

  it.each([
    ['a line before the last fails', 'false\ntrue'],
    ['a part of a pipe fails', 'false | true'],
  ])('fails when %s, as a step does', async (_, run) => {
    expect((await command.ask({ run }, asked(), clockEdge())).passed).toBe(false)
  })

  it('stops a command that takes too long', async () => {
    expect(await command.ask({ run: 'sleep 60', timeout: '1s' }, asked(), clockEdge())).toMatchObject({
      passed: false,
      reason: expect.stringContaining('within 1s'),
    })
  })

  it('uses sh where there is no bash', async () => {
    const { exec } = clockEdge()
    const used: string[] = []
    const edge = Object.assign(clockEdge(), {
      exec: async (program: string, args: readonly string[], options?: ExecOptions) => {
        used.push(program)
        if (program === 'bash') throw new Failure('not-found', 'no bash')
        return await exec(program, args, options)
      },
    })
    expect((await command.ask({ run: 'exit 0' }, asked(), edge)).passed).toBe(true)
    expect(used).toEqual(['bash', 'sh'])
  })

  it('keeps what a command says short and harmless', async () => {
    const run = `true\nprintf '::error::a\\n##[error]b\\n\\033[31mred\\033[0m\\n\\033]8;;https://evil.example\\007link\\n'; printf 'x%.0s' $(seq 5000); exit 1`
    const edge = clockEdge()
    const { reason } = await command.ask({ run }, asked(), edge)
    expect(reason.length).toBeLessThanOrEqual(300)
    const written = [reason, ...edge.logged]
    for (const line of written) {
      expect(line).not.toMatch(/^\s*::|##\[|\p{Cc}/u)
      expect(line.length).toBeLessThanOrEqual(300)
    }
    expect(written.join(' ')).toContain('red')
    expect(written.join(' ')).not.toContain('evil.example')
  })

  it('runs once unless told otherwise', async () => {
    const edge = clockEdge()
    expect((await command.ask({ run: 'exit 1' }, asked(), edge)).passed).toBe(false)
    expect(edge.waited()).toBe(0)
  })

  it('runs again until it succeeds, where an interval is named', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'command-check-'))
    onTestFinished(() => rm(folder, { recursive: true }))
    const run = `echo x >> ${folder}/runs; test $(wc -l < ${folder}/runs) -ge 3`
    const edge = clockEdge()
    expect(await command.ask({ run, interval: '10s' }, asked(), edge)).toMatchObject({ passed: true })
    expect(edge.waited()).toBe(20_000)
    expect(edge.logged.filter((line) => line.includes('; asked for'))).toHaveLength(1)
  })

  it('gives up when the time of all runs is over, and tells the output of the last alone', async () => {
    const edge = clockEdge()
    const options = { run: 'echo not yet; exit 4', interval: '10s', timeout: '1m' }
    expect(await command.ask(options, asked(), edge)).toEqual({
      passed: false,
      reason: expect.stringMatching(/ended with exit code 4 after \d+ ms: not yet, after 1m$/),
    })
    expect(edge.waited()).toBe(50_000)
    expect(edge.logged.filter((line) => line === 'info:   | not yet')).toHaveLength(1)
  })

  it('limits each run, and all of them, where it is run again', async () => {
    const limits: (number | undefined)[] = []
    const edge = Object.assign(clockEdge(), {
      exec: async (_: string, __: readonly string[], options: ExecOptions = {}) => {
        limits.push(options.timeout)
        throw new Failure('unavailable', 'bash did not end')
      },
    })
    const options = { run: 'hang', interval: '20s', timeout: '50s', 'run-timeout': '15s' }
    expect((await command.ask(options, asked(), edge)).passed).toBe(false)
    expect(limits).toEqual([15_000, 15_000, 10_000])
  })

  it.each([
    ['no command', { run: ' \n' }],
    ['a time for each of one run', { run: 'true', 'run-timeout': '5s' }],
    ['no time', { run: 'true', timeout: '0s' }],
  ])('is refused with %s', (_, written) => {
    expect(command.options.safeParse(written).success).toBe(false)
  })
})
