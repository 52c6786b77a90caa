import { expect, it } from 'vitest'
import { runScript } from './script.ts'

// The protocol is written without @actions/core for speed; here the two write the same.

const nasty = JSON.stringify('100 % of\r\nthe: lines, ::error::end')

it('writes the commands that @actions/core writes', async () => {
  const ours = await runScript(`
    import { group, maskSecret, runnerLog } from '$src/action/log.ts'
    import { annotate } from '$src/action/log.ts'
    const log = runnerLog()
    log.debug(${nasty})
    log.info('plain')
    log.notice(${nasty})
    log.warning(${nasty}, { file: 'a,b:c.yml', line: 3 })
    annotate('error', ${nasty}, { file: 'x.yml' })
    await group(${nasty}, async () => log.info('inside'))
    maskSecret('s3cr%t')`)
  const theirs = await runScript(`
    import * as core from '@actions/core'
    core.debug(${nasty})
    core.info('plain')
    core.notice(${nasty})
    core.warning(${nasty}, { file: 'a,b:c.yml', startLine: 3 })
    core.error(${nasty}, { file: 'x.yml' })
    await core.group(${nasty}, async () => core.info('inside'))
    core.setSecret('s3cr%t')`)
  expect(ours.stdout).toBe(theirs.stdout)
})

it('writes the files that @actions/core writes', async () => {
  const ours = await runScript(`
    import { saveState, setOutputs, summary } from '$src/action/outputs.ts'
    setOutputs({ one: ${nasty}, changed: true, count: 3 })
    saveState('started', 'two\\nlines')
    summary('# Title\\n')`)
  const theirs = await runScript(`
    import * as core from '@actions/core'
    core.setOutput('one', ${nasty})
    core.setOutput('changed', true)
    core.setOutput('count', 3)
    core.saveState('started', 'two\\nlines')
    await core.summary.addRaw('# Title\\n').write()`)
  expect(withoutDelimiters(ours.files)).toEqual(withoutDelimiters(theirs.files))
})

function withoutDelimiters(files: Record<string, string>): Record<string, string> {
  const same = (text: string) => text.replace(/ghadelimiter_[0-9a-f-]{36}/g, 'delimiter')
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [name, same(content)]))
}
