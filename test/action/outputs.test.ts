import { expect, it } from 'vitest'
import { parseFileCommand } from '../support/runner-files.ts'
import { runScript } from './script.ts'

it('sets outputs that the runner reads back', async () => {
  const { files } = await runScript(`
    import { setOutputs } from '$src/action/outputs.ts'
    setOutputs({ outcome: 'promoted', changed: false, tags: ['a', 'b'], previous: undefined })`)
  expect(parseFileCommand(files.GITHUB_OUTPUT ?? '')).toEqual({
    outcome: 'promoted',
    changed: 'false',
    tags: 'a\nb',
    previous: '',
  })
})

it('keeps the summary below what GitHub shows, and says so', async () => {
  const { files } = await runScript(`
    import { summary } from '$src/action/outputs.ts'
    const line = 'größer '.repeat(20)
    summary('# First')
    summary((line + '\\n').repeat(10_000))
    summary('never')`)
  const written = files.GITHUB_STEP_SUMMARY ?? ''
  expect(Buffer.byteLength(written)).toBeLessThanOrEqual(1024 * 1024)
  expect(Buffer.byteLength(written)).toBeGreaterThan(1023 * 1024)
  // Only the end, because a difference is shown with all that was compared.
  expect(written.slice(-60)).toMatch(/größer \n\n_The rest is cut off: a job summary holds 1 MiB\._\n$/)
})

it('keeps room to say that the summary is cut', async () => {
  const { files } = await runScript(`
    import { summary } from '$src/action/outputs.ts'
    summary('line\\n'.repeat((1024 * 1024 - 10) / 5))
    summary('one more')`)
  expect(files.GITHUB_STEP_SUMMARY?.slice(-60)).toMatch(/The rest is cut off/)
})

it('does without a summary where the runner has none', async () => {
  const { exitCode } = await runScript(
    `import { summary } from '$src/action/outputs.ts'; summary('# Title')`,
    {
      GITHUB_STEP_SUMMARY: '',
    },
  )
  expect(exitCode).toBe(0)
})
