// Signs and verifies by our actions and by cosign in turn, with the same services on this machine, and writes how long
// each took as JSON. It is started where it has a network of its own.
import { formatReference } from '../../src/artifact/reference.ts'
import { githubIssuer } from '../../src/evidence/identity.ts'
import { pushSubject } from '../../test/interop/support/client.ts'
import { fileOf, jobOf, servicesBy } from '../../test/interop/support/evidence.ts'
import { runProgram } from '../../test/interop/support/program.ts'
import { type RealRegistry, startOlareg } from '../../test/interop/support/registries.ts'
import { type PrivateSigstore, startSigstore } from '../../test/interop/support/sigstore.ts'
import { runAction } from '../../test/support/runner.ts'
import { succeeded } from '../../test/support/shop.ts'
import { type EvidenceTimes, manyCount, type Pair } from './evidence.ts'

const rounds = 5
/** Everything of a kind that nothing is known about, so that cosign and we do the same with it. */
const predicateType = 'https://acme.example/review/v1'
const predicate = JSON.stringify({ reviewer: 'ada' })
const identity = 'https://github.com/acme/shop/.github/workflows/deploy.yml@refs/heads/main'

await using sigstore = await startSigstore()
await using registry = await startOlareg()
process.stdout.write(JSON.stringify(await measure(sigstore, registry)))

async function measure(sigstore: PrivateSigstore, { host }: RealRegistry): Promise<EvidenceTimes> {
  const times: EvidenceTimes = { sign: [], verify: [], verifyMany: [] }
  const subject = async () => formatReference(await pushSubject(host))
  // The first of each reads programs from the disk.
  for (let round = 0; round <= rounds; round++) {
    const [image, other] = [await subject(), await subject()]
    const sign = await pair(
      () => signByUs(image, sigstore),
      () => signByCosign(other, predicate, sigstore),
    )
    const verify = await pair(
      () => verifyByUs(image, 1, sigstore),
      () => verifyByCosign(image, sigstore),
    )
    if (round === 0) continue
    times.sign.push(sign)
    times.verify.push(verify)
  }
  const image = await subject()
  const predicates = Array.from({ length: manyCount }, (_, index) => JSON.stringify({ index }))
  // One after the other: olareg may lose one of two that come at once.
  for (const text of predicates) await signByCosign(image, text, sigstore)
  for (let round = 0; round < 3; round++) {
    const many = await pair(
      () => verifyByUs(image, manyCount, sigstore),
      () => verifyByCosign(image, sigstore),
    )
    times.verifyMany.push(many)
  }
  return times
}

async function pair(ours: () => Promise<unknown>, peer: () => Promise<unknown>): Promise<Pair> {
  return { ours: await timeOf(ours), peer: await timeOf(peer) }
}

async function timeOf(task: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await task()
  return performance.now() - begun
}

async function signByUs(image: string, sigstore: PrivateSigstore): Promise<void> {
  const said = { 'predicate-type': predicateType, predicate, 'attestations-api': 'false' }
  const inputs = { image, ...said, ...servicesBy.addresses(sigstore, 'Rekor v1') }
  succeeded(await runAction('sign', { inputs, job: jobOf(sigstore) }))
}

async function signByCosign(image: string, text: string, { issuer, ...sigstore }: PrivateSigstore) {
  await runProgram('cosign', [
    ...['attest', '--yes', '--type', predicateType, '--predicate', fileOf(text)],
    ...[
      '--signing-config',
      sigstore.signingConfigs['Rekor v1'] ?? '',
      '--trusted-root',
      sigstore.trustedRoot,
    ],
    ...['--identity-token', fileOf(issuer.tokenOf()), image],
  ])
}

async function verifyByUs(image: string, wanted: number, sigstore: PrivateSigstore): Promise<void> {
  const where = { image, 'bundle-from-oci': 'true', 'custom-trusted-root': sigstore.trustedRoot }
  const inputs = { ...where, 'predicate-type': predicateType, 'cert-identity': identity }
  const { outputs } = succeeded(await runAction('verify', { inputs, job: jobOf(sigstore) }))
  if (outputs.count !== String(wanted)) throw new Error(`${outputs.count} statements hold; wanted ${wanted}`)
}

async function verifyByCosign(image: string, { trustedRoot }: PrivateSigstore): Promise<void> {
  const by = ['--certificate-identity', identity, '--certificate-oidc-issuer', githubIssuer]
  const args = ['--type', predicateType, '--trusted-root', trustedRoot, ...by]
  await runProgram('cosign', ['verify-attestation', ...args, image])
}
