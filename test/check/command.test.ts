import { describe, expect, it } from 'vitest'
import { command } from '../../src/check/command.ts'
import { Failure } from '../../src/failure.ts'
import { testEdge } from '../support/edge.ts'
import { asked } from './example.ts'

describe('a command check', () => {
  it('passes when the command succeeds', async () => {
    expect(await command.ask({ run: 'true' }, asked(), testEdge())).toMatchObject({
      passed: true,
      reason: expect.stringMatching(/^"true" succeeded after \d+ ms$/),
    })
  })

  it('tells the command what it is asked about', async () => {
    const edge = testEdge()
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
    expect(await command.ask({ run }, asked(), testEdge())).toMatchObject({
      passed: false,
      reason: expect.stringMatching(/ended with exit code 3 after \d+ ms: two \/ no such page$/),
    })
  })

  it.each([
    ['a line before the last fails', 'false\ntrue'],
    ['a part of a pipe fails', 'false | true'],
  ])('fails when %s, as a step does', async (_, run) => {
    expect((await command.ask({ run }, asked(), testEdge())).passed).toBe(false)
  })

  it('stops a command that takes too long', async () => {
    expect(await command.ask({ run: 'sleep 60', timeout: '1s' }, asked(), testEdge())).toMatchObject({
      passed: false,
      reason: expect.stringContaining('within 1s'),
    })
  })

  it('uses sh where there is no bash', async () => {
    const { exec } = testEdge()
    const used: string[] = []
    const edge = testEdge({
      exec: async (program, args, options) => {
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
    const edge = testEdge()
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

  it('does not run without a command', () => {
    expect(command.options.safeParse({ run: ' \n' }).success).toBe(false)
  })
})
