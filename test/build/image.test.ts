import { describe, expect, it } from 'vitest'
import { commitTagOf } from '../../src/artifact/reference.ts'
import {
  parseArtifactType,
  parseCommand,
  parseEpoch,
  parsePairs,
  parsePlatform,
  parseUser,
  parseVariable,
} from '../../src/build/image.ts'
import { parseWorkdir } from '../../src/build/placement.ts'
import { parseExtraTag } from '../../src/build/tags.ts'
import { isFailure } from '../../src/failure.ts'

const refused = expect.toSatisfy((error) => isFailure(error, 'invalid-input'))

describe('a command', () => {
  it.each([
    ['/server', ['/server']],
    ['/server\n--port\n80\n', ['/server', '--port', '80']],
    ['/bin/sh\n-c\necho hello', ['/bin/sh', '-c', 'echo hello']],
    ['["/my server", ""]', ['/my server', '']],
  ])('%j is read', (text, command) => {
    expect(parseCommand(text)).toEqual(command)
  })

  it('of one line with spaces is refused with the list it may mean', () => {
    expect(() => parseCommand('node server.js')).toThrow('["node","server.js"]')
  })

  it.each(['[1]', '["a"', '[{}]'])('%j is refused', (text) => {
    expect(() => parseCommand(text)).toThrow(refused)
  })
})

describe('pairs', () => {
  it('keep everything after the first equals sign', () => {
    expect(parsePairs('a=b\nc = d=e\n\nf=')).toEqual({ a: 'b', c: ' d=e', f: '' })
  })

  it.each([
    'a',
    '=b',
    'a=1\na=2',
    'org.opencontainers.image.revision=0000',
    'org.opencontainers.image.created=now',
  ])('%j are refused', (text) => {
    expect(() => parsePairs(text)).toThrow(refused)
  })
})

describe('a platform', () => {
  it.each([
    ['linux/amd64', { os: 'linux', architecture: 'amd64' }],
    ['linux/arm/v7', { os: 'linux', architecture: 'arm', variant: 'v7' }],
  ])('%s is read', (text, platform) => {
    expect(parsePlatform(text)).toEqual(platform)
  })

  it.each(['linux', 'linux/', '/amd64', 'linux/arm/v7/x', 'windows/amd64', 'linux/amd64,linux/arm64'])(
    '%s is refused',
    (text) => {
      expect(() => parsePlatform(text)).toThrow(refused)
    },
  )
})

describe('a working directory', () => {
  it.each([
    ['/', '/'],
    ['/app/', '/app'],
    ['/a//b/.', '/a/b'],
  ])('%s is read as %s', (text, directory) => {
    expect(parseWorkdir(text)).toBe(directory)
  })

  it.each(['app', './app', '/a/../b', '/a\\b', 'C:/app'])('%s is refused', (text) => {
    expect(() => parseWorkdir(text)).toThrow(refused)
  })
})

describe('an extra tag', () => {
  it.each(['v1.2.3', 'sha-1234567', '2026-11-21'])('%s is read', (tag) => {
    expect(parseExtraTag(tag)).toBe(tag)
  })

  it.each([commitTagOf('a'.repeat(40)), `sha256-${'b'.repeat(64)}`, 'a b', '-x'])('%s is refused', (tag) => {
    expect(() => parseExtraTag(tag)).toThrow(refused)
  })
})

describe('a type, a user, a variable, a time', () => {
  it.each<[(text: string) => unknown, string, unknown]>([
    [parseArtifactType, 'application/vnd.acme.site+x', 'application/vnd.acme.site+x'],
    [parseUser, '0', '0'],
    [parseUser, 'www-data:www-data', 'www-data:www-data'],
    [parseVariable, 'A=b=c', 'A=b=c'],
    [parseEpoch, '0', 0],
    [parseEpoch, '1700000000', 1_700_000_000],
  ])('%o reads %j', (parse, text, value) => {
    expect(parse(text)).toBe(value)
  })

  it.each<[(text: string) => unknown, string]>([
    [parseArtifactType, 'site'],
    [parseArtifactType, 'application/vnd.oci.image.config.v1+json'],
    [parseUser, 'a b'],
    [parseUser, '1:2:3'],
    [parseVariable, 'A'],
    [parseEpoch, '-1'],
    [parseEpoch, '1.5'],
    [parseEpoch, '8589934592'],
  ])('%o refuses %j', (parse, text) => {
    expect(() => parse(text)).toThrow(refused)
  })
})
