import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseSecrets, writeSecrets } from '../../src/build/secret.ts'
import { temporaryDirectory } from './working-tree.ts'

const env = { TOKEN: 't0ken', EMPTY: '' }

describe('secrets', () => {
  it.each([
    ['a value', 'npm=abc', [{ id: 'npm', value: 'abc' }]],
    ['a value with "=" and commas', 'npm=a=b,c=d', [{ id: 'npm', value: 'a=b,c=d' }]],
    ['a variable', 'id=npm,env=TOKEN', [{ id: 'npm', value: 't0ken' }]],
    ['a file', 'type=file,id=npm,src=.npmrc', [{ id: 'npm', path: '.npmrc' }]],
    ['a file by its other name', 'id=npm, source=.npmrc', [{ id: 'npm', path: '.npmrc' }]],
    [
      'lines in quotes',
      '"key=one\ntwo ""2"""\nb=c',
      [
        { id: 'key', value: 'one\ntwo "2"' },
        { id: 'b', value: 'c' },
      ],
    ],
    [
      'blank lines',
      'a=1\n\n  b=2  \n',
      [
        { id: 'a', value: '1' },
        { id: 'b', value: '2' },
      ],
    ],
  ])('are read from %s', (_, text, wanted) => {
    expect(parseSecrets(text, env)).toEqual(wanted)
  })

  it.each([
    ['no name', 'hunter2'],
    ['an empty name', '=hunter2'],
    ['a name of several words', 'my token=hunter2'],
    ['neither file nor variable', 'id=hunter2'],
    ['a file without a name', 'type=file,src=hunter2'],
    ['the second half of a value', 'key=one\nhunter2'],
  ])('are refused with %s, and not quoted', (_, text) => {
    expect(() => parseSecrets(text, env)).toThrow(/^secret [12] is not one/)
    expect(() => parseSecrets(text, env)).not.toThrow(/hunter2/)
  })

  it.each(['id=a,env=NONE', 'id=a,env=EMPTY'])('are refused with a variable that is not set: %s', (text) => {
    expect(() => parseSecrets(text, env)).toThrow(/not set/)
  })

  it('are refused when two have one name', () => {
    expect(() => parseSecrets('a=1\na=2', env)).toThrow('"a" is given twice')
  })

  it('are put where only we can read them', async () => {
    using folder = temporaryDirectory()
    writeFileSync(join(folder.path, 'given'), 'g')
    const where = { context: folder.path, directory: folder.path }
    const [value, given] = await writeSecrets(
      [
        { id: 'a', value: 'v' },
        { id: 'b', path: 'given' },
      ],
      where,
    )
    expect(readFileSync(value?.file ?? '', 'utf8')).toBe('v')
    expect(statSync(value?.file ?? '').mode & 0o777).toBe(0o600)
    expect(given).toEqual({ id: 'b', file: join(folder.path, 'given') })
  })

  it('are refused from a file that is not there', async () => {
    using folder = temporaryDirectory()
    const where = { context: folder.path, directory: folder.path }
    await expect(writeSecrets([{ id: 'a', path: '.' }], where)).rejects.toThrow(/no such file/)
  })
})
