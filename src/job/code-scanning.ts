import { gzipSync } from 'node:zlib'
import { Failure } from '../failure.ts'
import { buildSarif, type SarifLog, type SarifRequest, sarifLimits } from '../report/sarif.ts'
import type { Job } from './job.ts'

export type FittedSarif = SarifLog & { text: string; gzip: Uint8Array }

/** Writes a log that code scanning takes: with as many findings as fit. */
export function fitSarif(request: SarifRequest, gzipLimit = sarifLimits.gzip): FittedSarif {
  for (let limit = sarifLimits.results; ; limit = Math.floor(limit / 2)) {
    const built = buildSarif({ ...request, limit })
    const text = JSON.stringify(built.log)
    const gzip = gzipSync(text)
    if (gzip.length <= gzipLimit || limit === 0) return { ...built, text, gzip }
  }
}

/** How often it is asked what became of an upload, and how long is waited before each time. */
const attempts = 30
const pause = 2000

/** Uploads a log to code scanning, and waits until GitHub has taken it in, or says why not. */
export async function uploadSarif(
  { gzip, cut }: FittedSarif,
  startedAt: Date,
  { context, edge, github }: Pick<Job, 'context' | 'edge' | 'github'>,
): Promise<void> {
  const { sha: commit, ref } = context
  const id = await github.uploadSarif({ commit, ref, gzip, startedAt, toolName: 'Immutable Deploy' })
  if (cut !== undefined) edge.log.warning(`code scanning: ${cut}`)
  for (let attempt = 0; attempt < attempts; attempt++) {
    await edge.sleep(pause)
    const { state, errors } = await github.fetchSarifStatus(id)
    if (state === 'complete') return edge.log.info('code scanning has taken in the findings')
    if (state === 'failed') throw notTaken(errors)
  }
  const waited = (attempts * pause) / 1000
  edge.log.notice(`code scanning has the findings, and is still at work on them after ${waited} s`)
}

function notTaken(errors: readonly string[]): Failure {
  const reasons = errors.length === 0 ? 'it does not say why' : errors.join('; ')
  return new Failure('denied', `code scanning does not take the findings: ${reasons}`)
}
