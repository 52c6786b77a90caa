import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { testEdge } from '../../support/edge.ts'
import { type RunnerJob, runAction, standaloneJob } from '../../support/runner.ts'
import { testClaims } from '../../support/sigstore.ts'
import { tool } from '../tools.ts'
import type { Claims } from './issuer.ts'
import { freshFolder, scratch } from './program.ts'
import type { Log, PrivateSigstore, Witness } from './sigstore.ts'

/** What somebody who verifies says, and why if it is no. */
export type Verdict = { accepted: boolean; said: string }

export type Run = { claims?: Claims; env?: Record<string, string> }

/** Signs by our action, in a job of which the token says these claims, and returns the path of the bundle. */
export async function sign(
  inputs: Record<string, string>,
  sigstore: PrivateSigstore,
  { claims, env }: Run = {},
): Promise<string> {
  const job = jobOf(sigstore, claims)
  const result = await runAction('sign', { source: true, inputs, job, workspace: scratch(), env })
  if (result.failed) throw new Error(result.log)
  return result.outputs['bundle-path'] ?? ''
}

/** Verifies by our action, in a job of acme/shop; a file may hold several bundles. */
export async function verify(
  inputs: Record<string, string>,
): Promise<Verdict & { statements: { source: string }[] }> {
  const { failed, log, outputs } = await runAction('verify', {
    source: true,
    inputs,
    job: { ...standaloneJob, github: { ...standaloneJob.github, ...contextOf() } },
    workspace: scratch(),
  })
  // Whoever is asked wrongly says no as well.
  if (failed && !/nothing that is said about \S+ holds/.test(log)) throw new Error(log)
  const statements = JSON.parse(readFileSync(outputs['statements-path'] ?? '', 'utf8'))
  return { accepted: !failed, said: log, statements }
}

/** How our action is told which services sign: by a file that cosign has written, or by their addresses. */
export const servicesBy = {
  'a signing config': ({ signingConfigs }: PrivateSigstore, witness: Witness) => ({
    'signing-config': signingConfigs[witness] ?? '',
  }),
  addresses: ({ fulcioUrl, rekorUrls, tsaUrl }: PrivateSigstore, witness: Witness) => ({
    'fulcio-url': fulcioUrl,
    'tsa-url': tsaUrl,
    ...(witness !== 'no log' && { 'rekor-url': addressOf(witness, rekorUrls) }),
  }),
}

/** A Rekor v2 is told from a Rekor v1 by its path. */
export function addressOf(log: Log, urls: PrivateSigstore['rekorUrls']): string {
  return `${urls[log]}${log === 'Rekor v2' ? '/api/v2' : ''}`
}

/** A job of which the token says these claims. */
export function jobOf({ github, issuer }: PrivateSigstore, claims: Claims = {}): RunnerJob {
  const permissions = { 'id-token': 'write', attestations: 'write', packages: 'write' } as const
  const job = github.startJob({ permissions, sha: '1'.repeat(40) })
  return { ...job, github: { ...job.github, ...contextOf(claims) }, identity: issuer.requestOf(claims) }
}

/** What the `github` context has from the same source as the token. */
function contextOf(claims: Claims = {}): Partial<RunnerJob['github']> {
  const said = Object.entries(testClaims(claims))
  return Object.fromEntries(said.filter(([name]) => name in standaloneJob.github))
}

const { exec } = testEdge()

/** Verifies by `gh attestation verify`, which asks nobody. */
export async function verifyWithGh(
  artifact: string,
  { bundle, trustedRoot, flags }: { bundle?: string; trustedRoot: string; flags: readonly string[] },
): Promise<Verdict> {
  const args = ['attestation', 'verify', artifact, ...(bundle === undefined ? [] : ['--bundle', bundle])]
  const root = ['--custom-trusted-root', oneLine(trustedRoot)]
  const env = { GH_TOKEN: 'none', GH_CONFIG_DIR: scratch(), HOME: scratch() }
  const { exitCode, stderr } = await exec(tool('gh'), [...args, ...root, ...flags], {
    env,
    allowFailure: true,
  })
  if (exitCode !== 0 && !/verifying with issuer|no attestations|expected \w+ to be/.test(stderr))
    throw new Error(`gh ${args.join(' ')} ${flags.join(' ')} ended with ${exitCode}: ${stderr}`)
  return { accepted: exitCode === 0, said: stderr }
}

/** Verifies by one of cosign's commands. */
export async function verifyWithCosign(command: string, args: readonly string[]): Promise<Verdict> {
  const env = { HOME: scratch(), TUF_ROOT: join(scratch(), 'tuf'), DOCKER_CONFIG: join(scratch(), '.docker') }
  const { exitCode, stderr } = await exec(tool('cosign'), [command, ...args], { env, allowFailure: true })
  return { accepted: exitCode === 0, said: stderr }
}

/** Signs by one of cosign's commands. */
export async function signWithCosign(args: readonly string[], env: Record<string, string> = {}) {
  const own = { HOME: scratch(), TUF_ROOT: join(scratch(), 'tuf'), COSIGN_PASSWORD: '', ...env }
  await exec(tool('cosign'), [...args, '--yes'], { env: own })
}

/** Writes a file with this content and returns its path. */
export function fileOf(content: string, name = 'file.json'): string {
  const path = join(freshFolder('file'), name)
  writeFileSync(path, content)
  return path
}

// gh wants a root in each line, and reads none of a line that does not end.
function oneLine(trustedRoot: string): string {
  const line = JSON.stringify(JSON.parse(readFileSync(trustedRoot, 'utf8')))
  return fileOf(`${line}\n`, 'trusted_root.jsonl')
}
