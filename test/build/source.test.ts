// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of this form are what is read
import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { expandLine, parseFileLine, readGenerated } from '../../src/build/source.ts'
import { isFailure } from '../../src/failure.ts'
import { temporaryDirectory } from './working-tree.ts'

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
    ['dist/$TARGETARCH:/app', { source: 'dist/$TARGETARCH', destination: '/app' }],
    ['a$$:/$$b', { source: 'a$$', destination: '/$$b' }],
    ['!dist/**/*.map', { pattern: 'dist/**/*.map' }],
    ['! a b', { pattern: 'a b' }],
    ['./!a', { source: './!a' }],
  ])('%j is read', (text, mapping) => {
    expect(parseFileLine(text)).toEqual(mapping)
  })

  it.each([
    ['D:\\site\\dist:/app', { source: 'D:/site/dist', destination: '/app' }],
    ['D:/site/dist', { source: 'D:/site/dist' }],
    ['dist\\web:/app', { source: 'dist/web', destination: '/app' }],
    ['./c:/app', { source: './c', destination: '/app' }],
    ['D:\\dist\\${TARGETARCH}:/app', { source: 'D:/dist/${TARGETARCH}', destination: '/app' }],
    ['!dist\\*.map', { pattern: 'dist/*.map' }],
  ])('%j is read on Windows', (text, mapping) => {
    expect(parseFileLine(text, true)).toEqual(mapping)
  })

  it.each(['$TARGET', '${TARGETARCH', '$TARGETARCH_x', '${TARGETARCH:-x}', 'a$', '$1:/a', '!$ARCH'])(
    'with a variable that is not known, as %j, is refused',
    (text) => {
      expect(() => parseFileLine(text)).toThrow(/none of \$TARGETPLATFORM, .*"\$\$"/)
    },
  )

  it.each(['', ':/app', 'a:', 'a:../b', 'a:/b/../c', 'a:C:\\app', 'a:D:/app', 'a:b\\c', 'a\tb', 'a:/b\0'])(
    '%j is refused',
    (text) => {
      expect(() => parseFileLine(text)).toThrow(
        expect.toSatisfy((error) => isFailure(error, 'invalid-input')),
      )
    },
  )
})

describe('a generated file', () => {
  it.each<[string, (path: string) => void]>([
    ['a symlink', (path) => symlinkSync('/etc/hostname', path)],
    ['a named pipe', (path) => void execFileSync('mkfifo', [path])],
    ['a directory', (path) => mkdirSync(path)],
    ['nothing', () => {}],
    ['a longer one', (path) => writeFileSync(path, 'longer')],
  ])('is not read where %s has taken its place', async (_, replace) => {
    using directory = temporaryDirectory()
    const path = join(directory.path, 'file')
    replace(path)
    await expect(Array.fromAsync(readGenerated(path, 1))).rejects.toSatisfy((error) =>
      isFailure(error, 'mismatch'),
    )
  })
})

describe('a line for one platform', () => {
  const arm = { os: 'linux', architecture: 'arm', variant: 'v7' }
  const amd64 = { os: 'linux', architecture: 'amd64' }

  it.each([
    ['$TARGETPLATFORM', arm, { source: 'linux/arm/v7' }],
    ['${TARGETOS}_$TARGETARCH', arm, { source: 'linux_arm' }],
    ['app-${TARGETARCH}${TARGETVARIANT}:/app', arm, { source: 'app-armv7', destination: '/app' }],
    ['app-${TARGETARCH}${TARGETVARIANT}:/app', amd64, { source: 'app-amd64', destination: '/app' }],
    ['a:/$TARGETARCH/$TARGETARCH', amd64, { source: 'a', destination: '/amd64/amd64' }],
    ['$$TARGETARCH:/$$$TARGETOS', amd64, { source: '$TARGETARCH', destination: '/$linux' }],
    ['!$TARGETARCH/*.map', amd64, { pattern: 'amd64/*.map' }],
  ])('has for %j on %o what the variables are', (line, platform, expanded) => {
    expect(expandLine(parseFileLine(line), platform)).toEqual(expanded)
  })

  it.each(['$TARGETVARIANT', 'a:$TARGETVARIANT', '!$TARGETVARIANT'])(
    'is refused where %j is empty',
    (line) => {
      expect(() => expandLine(parseFileLine(line), amd64)).toThrow('without a variant')
    },
  )
})
