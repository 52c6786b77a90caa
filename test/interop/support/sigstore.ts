import { join } from 'node:path'
import { type GitHubServer, startGitHub } from '../../support/github.ts'
import { type Issuer, startIssuer } from './issuer.ts'
import { freshFolder, runProgram } from './program.ts'
import {
  makeAuthority,
  type Service,
  startCertificateLog,
  startFulcio,
  startRekor1,
  startRekor2,
  startTimestampAuthority,
} from './sigstore-servers.ts'

/** Sigstore's own servers on loopback, which certify the jobs of one issuer. */
export type PrivateSigstore = AsyncDisposable & {
  issuer: Issuer
  /** Where these jobs run. */
  github: GitHubServer
  fulcioUrl: string
  /** Of each log that there is. */
  rekorUrls: Partial<Record<Log, string>>
  tsaUrl: string
  /** The path of a trusted_root.json that knows all of them. */
  trustedRoot: string
  /** The path of a signing_config.json for each witness there is. */
  signingConfigs: Partial<Record<Witness, string>>
}

export type Log = 'Rekor v1' | 'Rekor v2'

/** What a signature is witnessed by, beside timestamps. */
export type Witness = Log | 'no log'

export const witnesses: readonly Witness[] = ['Rekor v1', 'Rekor v2', 'no log']

export type PrivateSigstoreOptions = {
  /** Whose certificates they are. gh goes by that: those of `GitHub, Inc.` need timestamps alone. */
  organization?: string
  /** Certificate transparency and logs; without, it is as GitHub's own is for private repositories. */
  logs?: boolean
}

/** Starts Fulcio, a log of certificates, Rekor v1 and v2, and a timestamp authority, all with keys of their own. */
export async function startSigstore(options: PrivateSigstoreOptions = {}): Promise<PrivateSigstore> {
  const { organization = 'acme.example', logs = true } = options
  await using started = new AsyncDisposableStack()
  const issuer = started.use(await startIssuer())
  const github = started.use(await startGitHub({ commits: ['1'.repeat(40)] }))
  const authority = await makeAuthority(organization)
  const certificates = logs ? started.use(await startCertificateLog(authority.root)) : undefined
  const fulcio = started.use(await startFulcio(issuer, authority, certificates))
  const rekors: Partial<Record<Log, Service>> = logs
    ? { 'Rekor v1': started.use(await startRekor1()), 'Rekor v2': started.use(await startRekor2()) }
    : {}
  const tsa = started.use(await startTimestampAuthority())
  const services = { fulcio, certificates, rekors, tsa }
  const trustedRoot = await writeTrustedRoot(services)
  const signingConfigs: PrivateSigstore['signingConfigs'] = {}
  for (const witness of witnesses)
    if (witness === 'no log' || logs) signingConfigs[witness] = await writeSigningConfig(services, witness)
  const stopping = started.move()
  return {
    issuer,
    github,
    fulcioUrl: fulcio.url,
    rekorUrls: Object.fromEntries(Object.entries(rekors).map(([log, { url }]) => [log, url])),
    tsaUrl: tsa.url,
    trustedRoot,
    signingConfigs,
    [Symbol.asyncDispose]: () => stopping.disposeAsync(),
  }
}

type Services = {
  fulcio: Service
  certificates: Service | undefined
  rekors: Partial<Record<Log, Service>>
  tsa: Service
}

const apiVersions: Record<Log, number> = { 'Rekor v1': 1, 'Rekor v2': 2 }

/** Has cosign write what it and everybody else trusts. */
async function writeTrustedRoot({ fulcio, certificates, rekors, tsa }: Services): Promise<string> {
  const out = join(freshFolder('trusted-root'), 'trusted_root.json')
  const start = `start-time=${yesterday()}`
  const certified = ({ pem }: Service, url: string) => `url=${url},certificate-chain=${pem},${start}`
  // What a log calls itself is part of the id by which its key is found.
  const signed = ({ url, pem }: Service) => `url=${url},public-key=${pem},${start},origin=127.0.0.1`
  await runProgram('cosign', [
    ...['trusted-root', 'create', '--out', out],
    ...['--fulcio', certified(fulcio, fulcio.url), '--tsa', certified(tsa, `${tsa.url}/api/v1/timestamp`)],
    ...(certificates === undefined ? [] : ['--ctfe', signed(certificates)]),
    ...Object.values(rekors).flatMap((rekor) => ['--rekor', signed(rekor)]),
  ])
  return out
}

/** Has cosign write which services sign. */
async function writeSigningConfig({ fulcio, rekors, tsa }: Services, witness: Witness): Promise<string> {
  const out = join(freshFolder('signing-config'), 'signing_config.json')
  const service = (url: string, version: number) =>
    `url=${url},api-version=${version},start-time=${yesterday()},operator=acme.example`
  const log = witness === 'no log' ? undefined : witness
  const rekor = log && rekors[log]
  await runProgram('cosign', [
    ...['signing-config', 'create', '--out', out, '--fulcio', service(fulcio.url, 1)],
    ...['--tsa', service(`${tsa.url}/api/v1/timestamp`, 1), '--tsa-config', 'ANY'],
    ...(log === undefined || rekor === undefined
      ? []
      : ['--rekor', service(rekor.url, apiVersions[log]), '--rekor-config', 'ANY']),
  ])
  return out
}

function yesterday(): string {
  return `${new Date(Date.now() - 86_400_000).toISOString().slice(0, 19)}Z`
}
