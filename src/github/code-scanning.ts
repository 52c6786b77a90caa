import { Failure, isFailure } from '../failure.ts'
import type { Connection, Verb } from './connection.ts'
import { missingPermission } from './refusal.ts'

export type SarifUpload = {
  commit: string
  /** `refs/heads/main`, `refs/pull/1/merge` or `refs/tags/v1`. */
  ref: string
  /** The log, compressed with gzip. */
  gzip: Uint8Array
  startedAt: Date
  toolName: string
}

export type SarifStatus = { state: 'pending' | 'complete' | 'failed'; errors: readonly string[] }

export interface CodeScanning {
  /** Hands over a SARIF log; returns the name under which its state can be asked for. */
  uploadSarif(upload: SarifUpload): Promise<string>
  fetchSarifStatus(id: string): Promise<SarifStatus>
}

export function codeScanningOf(connection: Connection): CodeScanning {
  return {
    uploadSarif: (upload) => uploadSarif(connection, upload),
    fetchSarifStatus: (id) => fetchSarifStatus(connection, id),
  }
}

const way = 'set upload-sarif to false'

async function uploadSarif(connection: Connection, upload: SarifUpload): Promise<string> {
  const { commit, ref, gzip, startedAt, toolName } = upload
  const verb: Verb = {
    doing: 'upload the findings to code scanning',
    permission: 'security-events: write',
    // The same analysis of the same commit and category takes the place of the one before.
    idempotent: true,
  }
  try {
    const { data } = await connection.send(verb, (send) =>
      send('POST /repos/{owner}/{repo}/code-scanning/sarifs', {
        ...connection.repo,
        commit_sha: commit,
        ref,
        sarif: Buffer.from(gzip).toString('base64'),
        started_at: startedAt.toISOString(),
        tool_name: toolName,
      }),
    )
    if (data.id !== undefined) return data.id
  } catch (error) {
    throw refused(error)
  }
  throw new Failure('unavailable', `cannot ${verb.doing} in ${connection.repository}: the answer has no id`)
}

// "Code Security must be enabled…", "Code scanning is not enabled…", a fork's token, and a token without permission.
function refused(error: unknown): unknown {
  if (isFailure(error, 'unauthorized'))
    return new Failure(
      'unauthorized',
      `${missingPermission('security-events: write').message}, or ${way}: a pull request from a fork never has it`,
      { cause: error },
    )
  if (isFailure(error, 'denied') || isFailure(error, 'not-found'))
    return new Failure(error.code, `${error.message}; enable code scanning in the repository, or ${way}`, {
      cause: error,
    })
  return error
}

async function fetchSarifStatus(connection: Connection, id: string): Promise<SarifStatus> {
  const verb: Verb = { doing: 'ask what became of the upload', permission: 'security-events: read' }
  const { data } = await connection.send(verb, (send) =>
    send('GET /repos/{owner}/{repo}/code-scanning/sarifs/{sarif_id}', { ...connection.repo, sarif_id: id }),
  )
  return { state: data.processing_status ?? 'pending', errors: data.errors ?? [] }
}
