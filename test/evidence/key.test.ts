import { createHash, generateKeyPairSync, type KeyObject, randomBytes, scryptSync } from 'node:crypto'
import nacl from 'tweetnacl'
import { describe, expect, it } from 'vitest'
import { parsePrivateKey, parsePublicKey } from '../../src/evidence/key.ts'
import { openKey } from '../../src/evidence/signing-key.ts'
import { testEdge } from '../support/edge.ts'

const invalid = expect.objectContaining({ code: 'invalid-input' })
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey

/** Made by cosign v3.1.3: `COSIGN_PASSWORD=secret cosign generate-key-pair`. */
const cosignKey = `-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----
eyJrZGYiOnsibmFtZSI6InNjcnlwdCIsInBhcmFtcyI6eyJOIjo2NTUzNiwiciI6
OCwicCI6MX0sInNhbHQiOiJGbWNYQi9yT3NnRG5ldVh3cVlhN291VXBQSUd0YlYz
S2NZUm9ZUFlQSGt3PSJ9LCJjaXBoZXIiOnsibmFtZSI6Im5hY2wvc2VjcmV0Ym94
Iiwibm9uY2UiOiJrdmYraVhpQVZpUXZ0YVkrZW9rNkdRcGtRY295b0FkbiJ9LCJj
aXBoZXJ0ZXh0IjoiU0E4b0doT1lFbjZOS0xVbGNhbVo5eTJjNHVhRDhIME5kcHhh
d0F1TU0vKzNBcUk0VmtmUmo4SytKVTJXNlM2b1lnRzdUWlJkKzRHS0YxVENGblRw
dUJ2emd0cjE0N3VVM2hvb2o3bXVSd2gwNTA3cERpbVZWT0ZsSFpyU3QvVnpTWXo5
c1MrMTJ0VUs1OGZNMTRMeGhGeXBmMitsOHB2V1lxanpEVmVPK3B2cFFvQTNOcXZs
eW54VlRKK0dZa2hvcUVmUTRPczlZTC9WVXc9PSJ9
-----END ENCRYPTED SIGSTORE PRIVATE KEY-----
`
const cosignPublicKey = `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEdNWjtDO5d3Xt1A3QJXF8LaNf77/3
9ln75trT14kIgMuC5b+rfkw5oqJPrpQX0geCka0NmiqChlyFCpcwX288qA==
-----END PUBLIC KEY-----
`

describe('a private key', () => {
  it.each<[string, KeyObject, 'pkcs8' | 'sec1' | 'pkcs1']>([
    ['PKCS #8, ECDSA P-256', p256, 'pkcs8'],
    ['PKCS #8, ECDSA P-384', generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey, 'pkcs8'],
    ['PKCS #8, Ed25519', generateKeyPairSync('ed25519').privateKey, 'pkcs8'],
    ['PKCS #8, RSA', rsa, 'pkcs8'],
    ['SEC 1', p256, 'sec1'],
    ['PKCS #1', rsa, 'pkcs1'],
  ])('is read: %s', async (_, key, type) => {
    const pem = key.export({ format: 'pem', type }).toString()
    expect((await parsePrivateKey(pem)).equals(key)).toBe(true)
  })

  it.each<[string, KeyObject, 'pkcs8' | 'sec1' | 'pkcs1']>([
    ['PKCS #8', p256, 'pkcs8'],
    ['SEC 1', p256, 'sec1'],
    ['PKCS #1', rsa, 'pkcs1'],
  ])('is opened by its password: %s', async (_, key, type) => {
    const pem = key.export({ format: 'pem', type, cipher: 'aes-256-cbc', passphrase: 'secret' }).toString()
    expect((await parsePrivateKey(pem, 'secret')).equals(key)).toBe(true)
    await expect(parsePrivateKey(pem, 'wrong')).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(/^the password does not open the key: (?!.*(secret|wrong))/),
    })
    await expect(parsePrivateKey(pem)).rejects.toThrow(/no password was given; set the variable COSIGN_PASS/)
  })

  it.each<[string, string, RegExp]>([
    ['no PEM', 'a key', /there is no "BEGIN … PRIVATE KEY"/],
    ['its public half', publicPem(p256), /the key is a public one/],
    ['a damaged one', pemOf(p256).replace(/MI/, 'AA'), /not a private key in PEM/],
    [
      'a curve that nobody verifies',
      pemOf(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey),
      /kind "secp256k1"/,
    ],
    ['a short RSA key', pemOf(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey), /1024 bits/],
    ['a key that cannot sign', pemOf(generateKeyPairSync('x25519').privateKey), /kind "x25519"/],
  ])('is refused, in one line without the key: %s', async (_, pem, reason) => {
    const error: unknown = await parsePrivateKey(pem).catch((problem) => problem)
    expect(error).toMatchObject({ code: 'invalid-input', message: expect.stringMatching(reason) })
    expect(String(error)).not.toMatch(/\n|MIG|MII/)
  })
})

describe('a public key', () => {
  it.each([
    ['no PEM', 'key'],
    ['a short RSA key', pemOf(generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey)],
    ['a key that cannot sign', pemOf(generateKeyPairSync('x25519').privateKey)],
  ])('is refused: %s', (_, pem) => {
    expect(() => parsePublicKey(pem)).toThrow(invalid)
  })
})

describe("cosign's own format of a key", () => {
  it('is opened by its password', async () => {
    const key = await parsePrivateKey(cosignKey, 'secret')
    expect(publicPem(key)).toBe(cosignPublicKey)
  })

  it.each(['SIGSTORE', 'COSIGN'])('is known by its name of then and of now: %s', async (name) => {
    const pem = cosignPem(pkcs8(p256), { password: '', name })
    expect((await parsePrivateKey(pem, '')).equals(p256)).toBe(true)
  })

  it.each<[string, string, string | undefined, RegExp]>([
    [
      'another password',
      cosignPem(pkcs8(p256), { password: 'a' }),
      'b',
      /^the password does not open the key$/,
    ],
    ['no password', cosignPem(pkcs8(p256), { password: '' }), undefined, /no password was given/],
    ['no JSON inside', pemBlock('SIGSTORE', 'oops'), '', /no JSON inside/],
    [
      'another cipher',
      cosignPem(pkcs8(p256), { cipher: 'aes' }),
      '',
      /cipher.name: wanted "nacl\/secretbox"/,
    ],
    ['another derivation', cosignPem(pkcs8(p256), { kdf: 'pbkdf2' }), '', /kdf.name: wanted "scrypt"/],
    ['a derivation without end', cosignPem(pkcs8(p256), { N: 2 ** 30, skip: true }), '', /would take scrypt/],
    ['a nonce that is cut off', cosignPem(pkcs8(p256), { nonce: randomBytes(8) }), '', /nonce/],
    ['no key inside', cosignPem(Buffer.from('oops'), {}), '', /not PKCS #8 inside/],
  ])('is refused with %s', async (_, pem, password, reason) => {
    await expect(parsePrivateKey(pem, password)).rejects.toThrow(reason)
  })
})

describe('the place of a key', () => {
  const store = { workspace: '/', env: {} }

  it('may be a variable', async () => {
    const env = { SIGNING_KEY: pemOf(p256) }
    const key = await openKey('env://SIGNING_KEY', { ...store, env }, testEdge())
    expect(publicPem(key.publicKey)).toBe(publicPem(p256))
  })

  it.each<[string, RegExp]>([
    ['env://NOTHING', /"NOTHING" of the key is not set/],
    ['pkcs11://token', /keys by "pkcs11:\/\/" are not known; wanted .*awskms:\/\/.*hashivault:\/\//],
    ['constructor://x', /are not known/],
    ['nowhere.pem', /nowhere.pem" cannot be read/],
  ])('is refused: %s', async (location, reason) => {
    await expect(openKey(location, store, testEdge())).rejects.toThrow(reason)
  })
})

function pemOf(key: KeyObject): string {
  return key.export({ format: 'pem', type: 'pkcs8' }).toString()
}

function publicPem(key: KeyObject): string {
  return parsePublicKey(
    key.type === 'private' ? pemOf(key) : key.export({ format: 'pem', type: 'spki' }).toString(),
  )
    .export({ format: 'pem', type: 'spki' })
    .toString()
}

function pkcs8(key: KeyObject): Buffer {
  return key.export({ format: 'der', type: 'pkcs8' })
}

type Box = {
  password?: string
  name?: string
  cipher?: string
  kdf?: string
  N?: number
  nonce?: Buffer
  /** Leaves the work of deriving the key out, which the test would have to wait for. */
  skip?: boolean
}

function cosignPem(der: Buffer, box: Box): string {
  const { password = '', name = 'SIGSTORE', cipher = 'nacl/secretbox', kdf = 'scrypt', N = 2 ** 10 } = box
  const salt = randomBytes(32)
  const key = box.skip ? createHash('sha256').digest() : scryptSync(password, salt, 32, { N, r: 8, p: 1 })
  const nonce = randomBytes(24)
  const sealed = nacl.secretbox(new Uint8Array(der), new Uint8Array(nonce), new Uint8Array(key))
  const envelope = {
    kdf: { name: kdf, params: { N, r: 8, p: 1 }, salt: salt.toString('base64') },
    cipher: { name: cipher, nonce: (box.nonce ?? nonce).toString('base64') },
    ciphertext: Buffer.from(sealed).toString('base64'),
  }
  return pemBlock(name, JSON.stringify(envelope))
}

function pemBlock(name: string, content: string): string {
  const lines = Buffer.from(content).toString('base64').replace(/.{64}/g, '$&\n')
  return `-----BEGIN ENCRYPTED ${name} PRIVATE KEY-----\n${lines}\n-----END ENCRYPTED ${name} PRIVATE KEY-----\n`
}
