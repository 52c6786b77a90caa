import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { startGitHub } from './github.ts'
import { expand, type RunOptions, runAction } from './runner.ts'

const root = mkdtempSync(join(tmpdir(), 'actions-'))
afterAll(() => rmSync(root, { recursive: true }))

const metadata = `
name: Sample
inputs:
  image: {}
  github-token: { default: '\${{ github.token }}' }
  check-run-id: { default: '\${{ job.check_run_id }}' }
runs: { using: node24, main: main.mjs, post: post.mjs }
`

/** Runs an action whose steps are these scripts. */
async function run(main: string, options: RunOptions = {}, post = '') {
  const directory = mkdtempSync(join(root, 'root-'))
  mkdirSync(join(directory, 'actions/sample'), { recursive: true })
  const prelude = `import { appendFileSync } from 'node:fs'; const { env } = process;`
  const files = { 'action.yml': metadata, 'main.mjs': prelude + main, 'post.mjs': prelude + post }
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(directory, 'actions/sample', name), content)
  }
  return await runAction('sample', { root: directory, ...options })
}

describe('a step', () => {
  it('gets its inputs and the defaults of the others', async () => {
    await using server = await startGitHub()
    const job = server.startJob({ permissions: {}, sha: '1'.repeat(40) })
    const { log } = await run(
      `console.log(env.INPUT_IMAGE, env['INPUT_GITHUB-TOKEN'].length, env['INPUT_CHECK-RUN-ID'])`,
      { job, inputs: { image: 'ghcr.io/acme/shop' } },
    )
    expect(log).toBe(`ghcr.io/acme/shop 40 ${job.jobCheckRunId}\n`)
  })

  it('gets nothing of the environment around it', async () => {
    process.env.SURROUNDING = 'secret'
    const { log } = await run(
      `console.log(env.SURROUNDING, env.NODE_OPTIONS, env.VITEST, env.ACTIONS_ID_TOKEN_REQUEST_URL)`,
    )
    expect(log).toBe('undefined undefined undefined undefined\n')
  })

  it('is refused an input that the action does not have', async () => {
    await expect(run('', { inputs: { imgae: 'x' } })).rejects.toThrow('Sample has no input imgae')
  })

  it('sets outputs, a summary and annotations', async () => {
    const result = await run(`
      appendFileSync(env.GITHUB_OUTPUT, 'one=1\\nmany<<END\\na=b\\nEND\\n')
      appendFileSync(env.GITHUB_STEP_SUMMARY, '# Done')
      console.log('::warning file=policy.yml,line=3::100%25 sure%3F')
      process.exitCode = 3`)
    expect(result).toMatchObject({
      exitCode: 3,
      failed: true,
      outputs: { one: '1', many: 'a=b' },
      summary: '# Done',
      annotations: [{ kind: 'warning', message: '100% sure%3F', file: 'policy.yml', line: 3 }],
    })
  })

  it('keeps secrets out of what is shown', async () => {
    const result = await run(
      `console.log('::add-mask::two\\u0025lines'.replace('\\u0025', '%0A')); console.log('two lines of sesame')`,
      { secrets: ['sesame'] },
    )
    expect(result.log).toBe('*** *** of ***\n')
  })

  it('shows debug lines only to those who ask', async () => {
    const code = `console.log('::debug::deep')`
    expect([(await run(code)).log, (await run(code, { debug: true })).log]).toEqual(['', '##[debug]deep\n'])
  })

  it('fails the test if text of others becomes a command', async () => {
    await expect(run(`console.log('::set-output name=a::b')`)).rejects.toThrow('set-output')
  })

  it('loses a summary that is too large', async () => {
    const result = await run(`appendFileSync(env.GITHUB_STEP_SUMMARY, 'x'.repeat(1024 * 1024 + 1))`)
    expect(result).toMatchObject({ summary: '', annotations: [{ kind: 'error' }], failed: false })
  })
})

describe('the post step', () => {
  it('follows and knows the state', async () => {
    const main = `appendFileSync(env.GITHUB_STATE, 'phase=open\\n'); process.exitCode = 1`
    const result = await run(main, {}, `console.log('post', env.STATE_phase)`)
    expect(result).toMatchObject({ exitCode: 1, postExitCode: 0, log: 'post open\n' })
  })

  const endless = `console.log('staged'); setInterval(() => {}, 1000)`

  it.each([
    ['follows a process that was killed', 'process', 'staged\npost\n'],
    ['follows a job that was cancelled', 'cancel', 'staged\npost\n'],
    ['does not follow when the machine is gone', 'machine', 'staged\n'],
  ] as const)('%s', async (_, how, log) => {
    const result = await run(endless, { kill: { when: /staged/, how } }, `console.log('post')`)
    expect(result).toMatchObject({ exitCode: undefined, failed: true, log })
  })

  it.runIf(process.platform === 'linux')('of a dead machine leaves no program behind', async () => {
    const main = `
      const { spawn } = await import('node:child_process')
      const child = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' })
      console.log('started ' + child.pid)
      setInterval(() => {}, 1000)`
    const { log } = await run(main, { kill: { when: /started/, how: 'machine' } })
    // A zombie may be left until its new parent looks; nothing that runs.
    const stat = `/proc/${/\d+/.exec(log)?.[0]}/stat`
    await expect.poll(() => (existsSync(stat) ? readFileSync(stat, 'utf8') : '')).not.toMatch(/\) [RSD] /)
  })

  it('follows when a request was seen and the process killed', async () => {
    await using server = await startGitHub()
    server.fault({ path: /rate_limit/, answer: 'hold' })
    const kill = { when: server.seen({ path: /rate_limit/ }), how: 'process' } as const
    const result = await run(
      `await fetch('${server.url}/rate_limit'); console.log('answered')`,
      { kill },
      `console.log('post')`,
    )
    expect(result).toMatchObject({ exitCode: undefined, log: 'post\n' })
  })
})

describe('an expression', () => {
  const expression = (term: string) => `\${{ ${term} }}`

  it.each([
    ['github.token', 'ghs'],
    ["'it''s'", "it's"],
    ['true', 'true'],
    ['7', '7'],
  ])('%s is replaced', (term, expected) => {
    expect(expand(`<${expression(term)}>`, { 'github.token': 'ghs' })).toBe(`<${expected}>`)
  })

  it('that is not known is an error', () => {
    expect(() => expand(expression('secrets.TOKEN'), {})).toThrow('secrets.TOKEN')
  })
})
