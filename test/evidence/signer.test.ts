import { expect, it } from 'vitest'
import { readCertificateSigner } from '../../src/evidence/signer.ts'

const arc = [1, 3, 6, 1, 4, 1, 57264, 1]
const utf8 = (text: string) => {
  const content = Buffer.from(text)
  const length = content.length < 0x80 ? [content.length] : [0x82, content.length >> 8, content.length & 0xff]
  return Buffer.concat([Buffer.from([0x0c, ...length]), content])
}
const extension = (number: number, value: Uint8Array) => ({ id: [...arc, number], value })
const issuer = extension(8, utf8('https://issuer.example'))

it('reads what a certificate says, however long', () => {
  const ref = `refs/heads/${'x'.repeat(300)}`
  const found = [issuer, extension(14, utf8(ref)), { id: [2, 5, 29, 17], value: Buffer.from('other') }]
  expect(readCertificateSigner('name', found)).toEqual({
    kind: 'certificate',
    issuer: 'https://issuer.example',
    subjectAlternativeName: 'name',
    sourceRef: ref,
  })
})

it('takes the issuer of today before the former one', () => {
  const former = extension(1, Buffer.from('https://former.example'))
  expect(readCertificateSigner('name', [former]).issuer).toBe('https://former.example')
  expect(readCertificateSigner('name', [former, issuer]).issuer).toBe('https://issuer.example')
})

it.each([
  ['one twice', [issuer, extension(14, utf8('a')), extension(14, utf8('b'))]],
  ['no issuer', [extension(14, utf8('a'))]],
  ['another type than a text', [issuer, extension(14, Buffer.from([0x04, 1, 0x61]))]],
  ['a length that is not its own', [issuer, extension(14, Buffer.from([0x0c, 2, 0x61]))]],
  ['something behind the text', [issuer, extension(14, Buffer.from([0x0c, 1, 0x61, 0x62]))]],
  ['bytes that are no UTF-8', [issuer, extension(14, Buffer.from([0x0c, 1, 0xff]))]],
  ['nothing in it', [issuer, extension(14, Buffer.alloc(0))]],
  ['a length that is cut off', [issuer, extension(14, Buffer.from([0x0c, 0x84]))]],
])('refuses extensions with %s', (_, found) => {
  expect(() => readCertificateSigner('name', found)).toThrow(expect.objectContaining({ code: 'mismatch' }))
})

it('refuses a certificate without a name', () => {
  expect(() => readCertificateSigner(undefined, [issuer])).toThrow(
    expect.objectContaining({ code: 'mismatch' }),
  )
})
