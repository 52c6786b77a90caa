import { describe, expect, it } from 'vitest'
import { type Annotation, parseCommand } from '../support/runner-log.ts'
import { runScript } from './script.ts'

const imports = `
  import { run } from '$src/action/run.ts'
  import { runnerLog } from '$src/action/log.ts'
  import { Failure } from '$src/failure.ts'
`

function errorsIn(stdout: string): Pick<Annotation, 'message'>[] {
  return stdout
    .split('\n')
    .map(parseCommand)
    .filter((command) => command?.name === 'error')
    .map((command) => ({ message: command?.message ?? '', ...command?.properties }))
}

describe('run', () => {
  it('reports a failure with its problems where they are', async () => {
    const { exitCode, stdout } = await runScript(`${imports}
      await run(async () => {
        const problems = [{ message: 'unknown key "chekcs"', place: { file: 'policy.yml', line: 4 } }]
        throw new Failure('invalid-input', 'the policy has 1 problem', { problems })
      })`)
    expect(exitCode).toBe(1)
    expect(errorsIn(stdout)).toEqual([
      { message: 'the policy has 1 problem' },
      { message: 'unknown key "chekcs"', file: 'policy.yml', line: '4' },
    ])
  })

  it('says once what a single problem is, and where', async () => {
    const { stdout } = await runScript(`${imports}
      await run(async () => {
        const problems = [{ message: 'unknown key "chekcs"', place: { file: 'policy.yml', line: 4 } }]
        throw new Failure('invalid-input', 'the policy is wrong: unknown key "chekcs"', { problems })
      })`)
    expect(errorsIn(stdout)).toEqual([
      { message: 'the policy is wrong: unknown key "chekcs"', file: 'policy.yml', line: '4' },
    ])
  })

  it('annotates ten things at most and tells the rest as text', async () => {
    const { stdout } = await runScript(`${imports}
      await run(async () => {
        const problems = Array.from({ length: 12 }, (_, line) => ({ message: 'wrong', place: { file: 'p.yml', line } }))
        throw new Failure('invalid-input', 'many', { problems })
      })`)
    expect(errorsIn(stdout)).toHaveLength(10)
    expect(stdout).toMatch(/^p\.yml:11: wrong$/m)
  })

  it.each([
    ['thrown', 'throw new TypeError("no such thing")'],
    [
      'rejected and not awaited',
      'Promise.reject(new TypeError("no such thing")); await new Promise(() => setInterval(() => {}, 1000))',
    ],
  ])('shows the stack of what is no failure: %s', async (_, code) => {
    const { exitCode, stdout } = await runScript(`${imports}; await run(async () => { ${code} })`)
    expect(exitCode).toBe(1)
    expect(errorsIn(stdout)).toEqual([{ message: 'this is a bug in Immutable Deploy: no such thing' }])
    expect(stdout).toMatch(/^ {4}at /m)
  })

  it('runs the post step once the main step has started', async () => {
    const code = `${imports}; await run(async () => console.log('main'), async () => console.log('post'))`
    const main = await runScript(code)
    expect([main.stdout, main.files.GITHUB_STATE]).toEqual(['main\n', expect.stringContaining('started<<')])
    const post = await runScript(code, { STATE_started: 'true' })
    expect([post.stdout, post.files.GITHUB_STATE]).toEqual(['post\n', ''])
  })

  it.each([
    '::set-output name=outcome::promoted',
    '  ::add-mask::a',
    'from the registry\n::stop-commands::x',
    'from the registry\r::stop-commands::x',
    'denied ##[set-env name=PATH]/tmp',
  ])('lets no text become a command: %j', async (text) => {
    const { stdout } = await runScript(`${imports}
      runnerLog().info(${JSON.stringify(text)})
      await run(async () => { throw new Error(${JSON.stringify(text)}) })`)
    const names = stdout.split(/\r\n|\r|\n/).flatMap((line) => parseCommand(line)?.name ?? [])
    expect(names).toEqual(['error'])
  })
})
