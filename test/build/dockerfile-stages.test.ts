import { describe, expect, it } from 'vitest'
import { baseNameOf } from '../../src/build/dockerfile-stages.ts'

const platform = { os: 'linux', architecture: 'arm64', variant: 'v8' }
const two = 'FROM golang:1.25 AS build\nRUN make\nFROM debian:12\nCOPY --from=build /a /a\n'

describe('the base of a Dockerfile', () => {
  it.each<[string, string, string | undefined]>([
    ['one stage', 'FROM nginx', 'nginx'],
    ['lower case and indentation', '  from nginx  \n', 'nginx'],
    ['Windows line ends and a byte order mark', '\ufeff# x\r\nFROM nginx\r\nRUN a\r\n', 'nginx'],
    ['the last of two stages', two, 'debian:12'],
    ['a stage upon another', 'FROM a:1 AS one\nFROM one AS two\nFROM TWO', 'a:1'],
    ['a later stage of the same name', 'FROM nginx\nRUN a\nFROM b AS nginx', 'b'],
    ['an image that an earlier stage is called like', 'FROM nginx AS nginx', 'nginx'],
    ['a platform', 'FROM --platform=$BUILDPLATFORM nginx:1', 'nginx:1'],
    ['nothing', 'FROM scratch', 'scratch'],
    ['an argument with a default', 'ARG V=1.2\nFROM nginx:$V', 'nginx:1.2'],
    ['an argument in braces and quotes', `ARG IMAGE="nginx:1"\nFROM \${IMAGE}`, 'nginx:1'],
    ['an argument of another', "ARG A=1\nARG B='x' C=nginx:$A\nFROM $C", 'nginx:1'],
    ['a fallback', `ARG V\nFROM nginx:\${V:-2}`, 'nginx:2'],
    ['a fallback of what is set', `ARG V=3\nFROM nginx\${V:+:$V}`, 'nginx:3'],
    [
      'the platform that is built for',
      'FROM a AS base-arm64\nFROM b AS base-amd64\nFROM base-$TARGETARCH',
      'a',
    ],
    ['an argument of a stage', 'ARG V=1\nFROM a\nARG V=2\nFROM nginx:$V', 'nginx:1'],
    ['a continued line', 'ARG A=1 \\\n# comment\n\n  B=2\nFROM \\\n nginx:$A.$B', 'nginx:1.2'],
    ['another escape', '# escape=`\nARG A=1\nFROM `\nnginx:$A', 'nginx:1'],
    ['a directive that comes too late', '# x\n\n# escape=`\nARG A=a`\nFROM nginx', 'nginx'],
    ['a comment', '# FROM a\nFROM b\n# FROM c', 'b'],
    ['a here-document', 'FROM a\nRUN <<EOF\nFROM b\nEOF\n', 'a'],
    ['two here-documents', 'FROM a\nCOPY <<one <<-"two" /x/\nFROM b\none\nFROM c\n\ttwo\nRUN x', 'a'],
    ['what only looks like one', 'FROM a\nRUN echo "1 <<EOF"\nFROM b', 'b'],
    ['a word in a string', 'FROM a\nRUN echo FROM b \\\n  FROM c\n', 'a'],
    ['no stage', 'RUN a', undefined],
    ['no text', '', undefined],
  ])('is found with %s', (_, text, wanted) => {
    expect(baseNameOf(text, { platform })).toBe(wanted)
  })

  it.each([
    ['build', 'golang:1.25'],
    ['BUILD', 'golang:1.25'],
    ['0', 'golang:1.25'],
    ['1', 'debian:12'],
    ['other', undefined],
    ['7', undefined],
  ])('is that of the stage %s', (target, wanted) => {
    expect(baseNameOf(two, { target, platform })).toBe(wanted)
  })

  it('follows what is given for an argument', () => {
    const text = 'ARG IMAGE=a\nARG COPY=$IMAGE\nFROM $COPY'
    expect(baseNameOf(text, { platform, buildArgs: ['IMAGE=b=c'] })).toBe('b=c')
  })
})
