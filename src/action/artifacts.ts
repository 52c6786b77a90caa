import { appendFileSync } from 'node:fs'
import { EOL } from 'node:os'

/**
 * Tells the runner of an artifact by its digest, for later steps: `actions/attest` signs what it finds told so.
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/CreateArtifactsFileCommand.cs
 */
export function declareArtifact(reference: string): void {
  const file = process.env.GITHUB_ARTIFACTS
  // Only newer runners have it; the output "image" tells the same.
  if (file === undefined || file === '') return
  appendFileSync(file, `oci://${reference}${EOL}`)
}
