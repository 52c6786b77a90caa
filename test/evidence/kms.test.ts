import { execFileSync } from 'node:child_process'
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { formatPublicKey, isSignedBy } from '../../src/evidence/key.ts'
import { openKey } from '../../src/evidence/signing-key.ts'
import { testEdge } from '../support/edge.ts'
import { installPrograms, type Programs } from '../support/programs.ts'

const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const ed25519 = generateKeyPairSync('ed25519').privateKey
const openssl = execFileSync('which', ['openssl'], { encoding: 'utf8' }).trim()
const message = Buffer.from('what is signed stays here')

const gcpKey = 'gcpkms://projects/p/locations/global/keyRings/r/cryptoKeys/k/cryptoKeyVersions/3'

let programs: Programs | undefined
afterEach(() => programs?.[Symbol.dispose]())

/**
 * Stand-ins that take what the real programs take, refuse what they refuse, and sign a digest as the services do: each
 * in its own encoding. Node signs no digest, so they have what OpenSSL signs raw: the digest with its DigestInfo, or
 * by ECDSA.
 */
const signer = (key: KeyObject) => `
const crypto = require('node:crypto')
const privateKey = crypto.createPrivateKey(${JSON.stringify(key.export({ format: 'pem', type: 'pkcs8' }))})
const publicKey = crypto.createPublicKey(privateKey)
const { execFileSync } = require('node:child_process')
const os = require('node:os'), path = require('node:path')
function signDigest(digest, hash, padding) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kms-'))
  const file = (name, content) => { fs.writeFileSync(path.join(folder, name), content); return path.join(folder, name) }
  const pem = file('key.pem', privateKey.export({ format: 'pem', type: 'pkcs8' }))
  const options = ['digest:' + hash, ...(padding ? ['rsa_padding_mode:' + padding] : [])]
  const args = ['pkeyutl', '-sign', '-inkey', pem, '-in', file('digest', digest), ...options.flatMap((o) => ['-pkeyopt', o])]
  return execFileSync(${JSON.stringify(openssl)}, args)
}
function fail(text) { process.stderr.write(text + '\\n'); process.exit(255) }
function need(...names) { for (const name of names) if (!args.includes(name)) fail('missing ' + name) }
`

/** https://docs.aws.amazon.com/cli/latest/reference/kms/sign.html and …/get-public-key.html */
const aws = (key: KeyObject) => `${signer(key)}
need('--key-id', '--output')
if (args[1] === 'get-public-key') {
  const PublicKey = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  console.log(JSON.stringify({ KeyId: option('--key-id'), PublicKey, KeyUsage: 'SIGN_VERIFY' }))
} else if (args[1] === 'sign') {
  need('--message', '--message-type', '--signing-algorithm')
  if (option('--message-type') !== 'DIGEST') fail('ValidationException: message type')
  const digest = fs.readFileSync(option('--message').replace('fileb://', ''))
  const [, hash] = /_SHA_(\\d+)$/.exec(option('--signing-algorithm'))
  if (digest.length * 8 !== Number(hash)) fail('ValidationException: Digest is invalid length for algorithm')
  const Signature = signDigest(digest, 'sha' + hash, option('--signing-algorithm').startsWith('RSASSA_PKCS1') && 'pkcs1')
  console.log(JSON.stringify({ KeyId: 'arn', Signature: Signature.toString('base64'), SigningAlgorithm: option('--signing-algorithm') }))
} else fail('unknown command')`

/** https://cloud.google.com/sdk/gcloud/reference/kms/asymmetric-sign and …/kms/keys/versions/get-public-key */
const gcloud = (key: KeyObject, padding = 'pkcs1') => `${signer(key)}
need('--key', '--keyring', '--location', '--project')
if (args[3] === 'get-public-key') {
  fs.writeFileSync(option('--output-file'), publicKey.export({ format: 'pem', type: 'spki' }))
} else if (args[1] === 'asymmetric-sign') {
  need('--version', '--digest-algorithm', '--input-file', '--signature-file')
  const hash = option('--digest-algorithm')
  const digest = crypto.createHash(hash).update(fs.readFileSync(option('--input-file'))).digest()
  fs.writeFileSync(option('--signature-file'), signDigest(digest, hash, publicKey.asymmetricKeyType === 'rsa' && ${JSON.stringify(padding)}))
} else fail('unknown command')`

/** https://learn.microsoft.com/en-us/cli/azure/keyvault/key#az-keyvault-key-sign; ECDSA comes as two numbers. */
const az = (key: KeyObject) => `${signer(key)}
need('--id')
const kid = 'https://v.vault.azure.net/keys/k/0123456789abcdef0123456789abcdef'
const plain = (name, value) => [name, ['n', 'e', 'x', 'y'].includes(name) ? Buffer.from(value, 'base64url').toString('base64') : value]
if (args[2] === 'show') {
  const jwk = Object.fromEntries(Object.entries(publicKey.export({ format: 'jwk' })).map(([name, value]) => plain(name, value)))
  console.log(JSON.stringify({ attributes: { enabled: true }, key: { kid, ...jwk, kty: jwk.kty === 'OKP' ? jwk.kty : jwk.kty + '-HSM' } }))
} else if (args[2] === 'sign') {
  need('--algorithm', '--digest')
  if (option('--id') !== kid) fail('wanted the version')
  const digest = Buffer.from(option('--digest'), 'base64')
  const algorithm = option('--algorithm')
  const hash = 'sha' + algorithm.slice(2)
  const signature = signDigest(digest, hash, algorithm.startsWith('RS') && 'pkcs1')
  console.log(JSON.stringify({ algorithm, keyId: kid, signature: (algorithm.startsWith('ES') ? raw(signature, digest.length) : signature).toString('base64') }))
} else fail('unknown command')
function raw(der, size) {
  let at = der[1] & 0x80 ? 3 : 2
  const numbers = [0, 1].map(() => {
    const length = der[at + 1]
    const number = der.subarray(at + 2, at + 2 + length)
    at += 2 + length
    return Buffer.concat([Buffer.alloc(size), number]).subarray(-size)
  })
  return Buffer.concat(numbers)
}`

/** https://developer.hashicorp.com/vault/api-docs/secret/transit#sign-data */
const vault = (key: KeyObject) => `${signer(key)}
need('-format=json')
const given = Object.fromEntries(args.filter((arg) => /^\\w+=/.test(arg)).map((arg) => [arg.slice(0, arg.indexOf('=')), arg.slice(arg.indexOf('=') + 1)]))
const name = { prime256v1: 'ecdsa-p256', secp384r1: 'ecdsa-p384' }[publicKey.asymmetricKeyDetails.namedCurve] ?? publicKey.asymmetricKeyType
if (args[0] === 'read' && args[2] === 'transit/keys/k') {
  const public_key = name === 'ed25519' ? Buffer.from(publicKey.export({ format: 'jwk' }).x, 'base64url').toString('base64') : publicKey.export({ format: 'pem', type: 'spki' })
  console.log(JSON.stringify({ data: { type: name, latest_version: 2, keys: { 1: { public_key: 'former' }, 2: { public_key } } } }))
} else if (args[0] === 'write' && /^transit\\/sign\\/k\\/sha2-\\d+$/.test(args[2])) {
  if (given.prehashed !== 'true' || given.key_version !== '2') fail('Error writing data: wanted a digest, by version 2')
  const padding = publicKey.asymmetricKeyType === 'rsa' && (given.signature_algorithm === 'pkcs1v15' ? 'pkcs1' : 'pss')
  const signature = signDigest(Buffer.from(given.input, 'base64'), 'sha' + args[2].slice(-3), padding)
  console.log(JSON.stringify({ data: { key_version: 2, signature: 'vault:v2:' + signature.toString('base64') } }))
} else fail('unknown path ' + args[2])`

const services = {
  aws: { program: 'aws', stand: aws, location: 'awskms:///alias/release' },
  gcp: { program: 'gcloud', stand: gcloud, location: gcpKey },
  azure: { program: 'az', stand: az, location: 'azurekms://v.vault.azure.net/k' },
  vault: { program: 'vault', stand: vault, location: 'hashivault://k' },
}

const store = { workspace: '/', env: {} }

function open(location: string, env: Record<string, string> = {}) {
  return openKey(location, { ...store, env }, testEdge())
}

describe.each(Object.values(services))('a key that $program keeps', ({ program, stand, location }) => {
  it.each<[string, KeyObject]>([
    ['ECDSA P-256', p256],
    ['ECDSA P-384', p384],
    ['RSA', rsa],
  ])('signs, and what is signed stays here: %s', async (_, key) => {
    programs = installPrograms({ [program]: stand(key) })
    const opened = await open(location)
    expect(formatPublicKey(opened.publicKey)).toBe(formatPublicKey(key))
    // Numbers of ECDSA that begin with a zero, or with the highest bit, are encoded otherwise.
    for (let round = 0; round < 3; round++) {
      expect(isSignedBy(message, await opened.sign(message), createPublicKey(key))).toBe(true)
    }
    expect(JSON.stringify(programs.calls().map(({ args }) => args))).not.toContain(message.toString('base64'))
  })

  it('is refused where it signs no digest', async () => {
    programs = installPrograms({ [program]: stand(ed25519) })
    await expect(open(location)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('ECDSA or RSA'),
    })
  })

  it('is told of where its program is missing, or refuses', async () => {
    programs = installPrograms({})
    await expect(open(location)).rejects.toMatchObject({
      code: 'not-found',
      message: `key ${location}: program "${program}" was not found on this runner`,
    })
    programs[Symbol.dispose]()
    programs = installPrograms({
      [program]: `process.stderr.write('AccessDenied: not you\\n'); process.exit(255)`,
    })
    await expect(open(location)).rejects.toThrow(
      `key ${location}: ${program} ended with exit code 255: AccessDenied: not you`,
    )
  })
})

describe('the command lines', () => {
  const lines = () => programs?.calls().map(({ program, args }) => [program, ...args].join(' '))

  it('of aws name region, endpoint and a digest in a file', async () => {
    programs = installPrograms({ aws: aws(p256) })
    const arn = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
    await (await open(`awskms://localhost:4566/${arn}`)).sign(message)
    const where = '--region eu-west-1 --endpoint-url http://localhost:4566 --output json'
    expect(lines()).toEqual([
      `aws kms get-public-key --key-id ${arn} ${where}`,
      expect.stringMatching(
        new RegExp(
          `^aws kms sign --key-id ${arn} --message fileb://\\S+/digest --message-type DIGEST --signing-algorithm ECDSA_SHA_256 ${where}$`,
        ),
      ),
    ])
  })

  it('of gcloud name each part of the key', async () => {
    programs = installPrograms({ gcloud: gcloud(p256) })
    await (await open(gcpKey)).sign(message)
    const names = '--key k --keyring r --location global --project p --quiet'
    expect(lines()).toEqual([
      expect.stringMatching(`^gcloud kms keys versions get-public-key 3 ${names} --output-file \\S+$`),
      expect.stringMatching(
        `^gcloud kms asymmetric-sign --version 3 ${names} --digest-algorithm sha256 --input-file \\S+ --signature-file \\S+$`,
      ),
    ])
  })

  it('of az sign by the version that was shown', async () => {
    programs = installPrograms({ az: az(p256) })
    await (await open('azurekms://v.vault.azure.net/k/abc')).sign(message)
    expect(lines()).toEqual([
      'az keyvault key show --id https://v.vault.azure.net/keys/k/abc --output json --only-show-errors',
      expect.stringMatching(
        /^az keyvault key sign --id https:\/\/v\.vault\.azure\.net\/keys\/k\/[0-9a-f]{32} --algorithm ES256 --digest [A-Za-z0-9+/]{43}= --output json --only-show-errors$/,
      ),
    ])
  })

  it('of vault name the engine that the environment names', async () => {
    programs = installPrograms({ vault: vault(p256) })
    await (await open('hashivault://k')).sign(message)
    expect(lines()?.[1]).toMatch(
      /^vault write -format=json transit\/sign\/k\/sha2-256 input=\S+ prehashed=true key_version=2 marshaling_algorithm=asn1$/,
    )
    await expect(open('hashivault://k', { TRANSIT_SECRET_ENGINE_PATH: 'other' })).rejects.toThrow(
      /unknown path other\/keys\/k/,
    )
  })
})

it('is not signed with by an algorithm that nobody verifies', async () => {
  programs = installPrograms({ gcloud: gcloud(rsa, 'pss') })
  const key = await open(gcpKey)
  await expect(key.sign(message)).rejects.toMatchObject({
    code: 'mismatch',
    message: expect.stringContaining('must sign by PKCS #1 v1.5'),
  })
})

it.each([
  'awskms://alias/x',
  'awskms:///key',
  'gcpkms://projects/p/locations/global/keyRings/r/cryptoKeys/k',
  'azurekms://vault/k/1/2',
  'azurekms://v.vault.azure.net/',
  'hashivault://k/1',
  'hashivault://-k',
])('is refused by its name, and how one is named is said: %s', async (location) => {
  await expect(open(location)).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringMatching(/names no key; wanted (aws|gcp|azure)kms:\/\/|wanted hashivault:\/\//),
  })
})

it.each<[string, string, RegExp]>([
  ['no JSON', 'console.log("hello")', /did not answer with a JSON object/],
  ['no key', 'console.log("{}")', /has no "PublicKey"/],
])('is refused when its program answers with %s', async (_, body, reason) => {
  programs = installPrograms({ aws: body })
  await expect(open('awskms:///alias/x')).rejects.toThrow(reason)
})
