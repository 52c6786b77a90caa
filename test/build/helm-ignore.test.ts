import { expect, it } from 'vitest'
import { parseHelmIgnore } from '../../src/build/helm-ignore.ts'
import { isFailure } from '../../src/failure.ts'

// Each row was also asked of `helm package`.
it.each([
  ['*.tmp', 'a/b/c.tmp', 'a.tmpl'],
  ['.git/', '.git/config', 'x/git'],
  ['ci/', 'sub/ci/values.yaml', 'ci'],
  ['/ci', 'ci/values.yaml', 'sub/ci'],
  ['docs/*.md', 'docs/a.md', 'sub/docs/a.md'],
  ['docs/*.md', 'docs/a.md', 'docs/sub/a.md'],
  ['[a-c].txt', 'b.txt', 'd.txt'],
  ['# *.md\n\n*.txt', 'a.txt', 'a.md'],
  ['\ufeff*.md', 'a.md', 'a.txt'],
  ['', 'templates/.hidden', 'templates/sub/.hidden'],
])('%j leaves out %s, but not %s', (text, ignored, kept) => {
  const ignores = parseHelmIgnore(text)
  expect([ignores(ignored, false), ignores(kept, false)]).toEqual([true, false])
})

it('leaves out with "!" all that does not match, as helm does', () => {
  const ignores = parseHelmIgnore('!*.yaml')
  expect([ignores('a.txt', false), ignores('a.yaml', false)]).toEqual([true, false])
})

it('refuses "**", as helm does', () => {
  expect(() => parseHelmIgnore('**/a')).toThrow(
    expect.toSatisfy((error) => isFailure(error, 'invalid-input')),
  )
})
