import { execFileSync } from 'node:child_process'
import { isolated, isolatedVariable, isolationRefusal } from '../interop/isolation.ts'
import { findProgram } from '../interop/tools.ts'
import { atMost, type Measured, median, type Row, seconds } from './results.ts'

/** How long one thing took us and the peer, in milliseconds. */
export type Pair = { ours: number; peer: number }

export type EvidenceTimes = Record<'sign' | 'verify' | 'verifyMany', Pair[]>

/** How many statements there are about one image where there are many. */
export const manyCount = 100

const programs = ['fulcio', 'tesseract', 'rekor-tiles', 'rekor-server', 'trillian', 'timestamp-authority']
const needed = [...programs, 'olareg', 'cosign', 'busybox']

/** Measures signing and verifying, as whole steps of a job, against cosign with the same services. */
export async function measureEvidence(): Promise<Measured> {
  const missing = needed.filter((name) => findProgram(name) === undefined)
  const refusal =
    missing.length === 0
      ? isolationRefusal()
      : `${missing.join(', ')} are not installed; "node scripts/interop/install.ts" does that`
  if (refusal !== undefined)
    return { rows: [], behind: [{ title: 'Signing and verifying were not measured', lines: [refusal] }] }
  return { rows: rowsOf(measureIsolated()) }
}

// Servers of Sigstore open ports for metrics to everybody: they get a network of their own.
function measureIsolated(): EvidenceTimes {
  const [command = '', ...args] = isolated(findProgram('busybox') ?? 'busybox')
  const rounds = new URL('evidence-rounds.ts', import.meta.url).pathname
  const answer = execFileSync(command, [...args, process.execPath, rounds], {
    env: { ...process.env, [isolatedVariable]: 'true' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return JSON.parse(answer)
}

function rowsOf({ sign, verify, verifyMany }: EvidenceTimes): Row[] {
  const [signed, verified, many] = [mediansOf(sign), mediansOf(verify), mediansOf(verifyMany)]
  const runs = manyCount * verified.peer
  return [
    {
      what: '`sign`: token, certificate, log, timestamp, attached to an image',
      ours: seconds(signed.ours),
      peer: `${seconds(signed.peer)}, \`cosign attest\``,
      ratio: signed.ours / signed.peer,
      aim: atMost(1, signed.ours / signed.peer),
    },
    {
      what: '`verify` of an image with one statement',
      ours: seconds(verified.ours),
      peer: `${seconds(verified.peer)}, \`cosign verify-attestation\``,
      ratio: verified.ours / verified.peer,
      aim: atMost(2, verified.ours / verified.peer),
    },
    {
      what: `\`verify\` of ${manyCount} statements`,
      ours: seconds(many.ours),
      peer: `${seconds(runs)}, a run of \`cosign verify-attestation\` for each`,
      ratio: many.ours / runs,
      aim: atMost(0.3, many.ours / runs),
    },
    {
      what: `\`verify\` of ${manyCount} statements about one image`,
      ours: seconds(many.ours),
      peer: `${seconds(many.peer)}, one \`cosign verify-attestation\``,
      ratio: many.ours / many.peer,
    },
  ]
}

function mediansOf(pairs: readonly Pair[]): Pair {
  return { ours: median(pairs.map(({ ours }) => ours)), peer: median(pairs.map(({ peer }) => peer)) }
}
