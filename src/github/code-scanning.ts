import { gzipSync } from 'node:zlib'
import type { Connection } from './connection.ts'

export interface CodeScanning {
  /** Uploads a SARIF document about a commit; GitHub takes it in later. */
  uploadSarif(sarif: string, place: { commit: string; ref: string }): Promise<void>
}

export function codeScanningOf(connection: Connection): CodeScanning {
  return { uploadSarif: (sarif, place) => uploadSarif(connection, sarif, place) }
}

async function uploadSarif(
  connection: Connection,
  sarif: string,
  { commit, ref }: { commit: string; ref: string },
): Promise<void> {
  const verb = { doing: 'upload findings to code scanning', permission: 'security-events: write' }
  await connection.send(verb, (send) =>
    send('POST /repos/{owner}/{repo}/code-scanning/sarifs', {
      ...connection.repo,
      commit_sha: commit,
      ref,
      sarif: gzipSync(sarif).toString('base64'),
    }),
  )
}
