import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ActionResult } from '../../test/support/runner.ts'
import { type Chapter, writePage } from './page.ts'

/** What is told while it happens, and kept to be read afterwards. */
export type Story = {
  part(title: string): void
  tell(line: string): void
  /** Tells of a step that should have ended in some way; one that ended in another spoils the story. */
  step(title: string, action: string, result: ActionResult, expected: Expected): Promise<void>
  /** Insists on something that was promised. */
  expect(holds: boolean, promise: string): void
  /** Writes the page of all summaries; returns how many expectations were not met. */
  end(): Promise<{ page: string; unmet: number }>
}

export type Expected = 'succeeds' | { failsWith: RegExp }

export async function beginStory(folder: string): Promise<Story> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(join(folder, 'summaries'), { recursive: true })
  const chapters: Chapter[] = []
  let unmet = 0

  function expect(holds: boolean, promise: string): void {
    console.log(`  ${holds ? '✔' : '✘ NOT SO:'} ${promise}`)
    if (!holds) unmet++
  }

  return {
    part: (title) => console.log(`\n${title}`),
    tell: (line) => console.log(`    ${line}`),
    expect,
    step: async (title, action, result, expected) => {
      const asTold =
        expected === 'succeeds' ? !result.failed : result.failed && expected.failsWith.test(result.log)
      expect(asTold, `${action}: ${title}`)
      if (!asTold) console.log(result.log.replace(/^/gm, '      | '))
      chapters.push({ title, action, failed: result.failed, summary: result.summary })
      const name = `${String(chapters.length).padStart(2, '0')}-${action}.md`
      await writeFile(join(folder, 'summaries', name), result.summary)
    },
    end: async () => {
      const page = join(folder, 'summaries.html')
      await writePage(page, chapters)
      return { page, unmet }
    },
  }
}
