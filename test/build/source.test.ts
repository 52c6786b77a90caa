import { describe, expect, it } from 'vitest'
import { parseFileMapping } from '../../src/build/source.ts'
import { isFailure } from '../../src/failure.ts'

describe('a line of files', () => {
  it.each([
    ['dist', { source: 'dist' }],
    ['dist:/app', { source: 'dist', destination: '/app' }],
    ['dist : /app', { source: 'dist', destination: '/app' }],
    ['dist/:app/', { source: 'dist/', destination: 'app/' }],
    ['.:/', { source: '.', destination: '/' }],
    ['a b.txt:/c d.txt', { source: 'a b.txt', destination: '/c d.txt' }],
    ['c:/app', { source: 'c', destination: '/app' }],
    ['a:/b:c', { source: 'a', destination: '/b:c' }],
    ['a\\b', { source: 'a\\b' }],
  ])('%j is read', (text, mapping) => {
    expect(parseFileMapping(text)).toEqual(mapping)
  })

  it.each([
    ['D:\\site\\dist:/app', { source: 'D:/site/dist', destination: '/app' }],
    ['D:/site/dist', { source: 'D:/site/dist' }],
    ['dist\\web:/app', { source: 'dist/web', destination: '/app' }],
    ['./c:/app', { source: './c', destination: '/app' }],
  ])('%j is read on Windows', (text, mapping) => {
    expect(parseFileMapping(text, true)).toEqual(mapping)
  })

  it.each(['', ':/app', 'a:', 'a:../b', 'a:/b/../c', 'a:C:\\app', 'a:D:/app', 'a:b\\c', 'a\tb', 'a:/b\0'])(
    '%j is refused',
    (text) => {
      expect(() => parseFileMapping(text)).toThrow(
        expect.toSatisfy((error) => isFailure(error, 'invalid-input')),
      )
    },
  )
})
