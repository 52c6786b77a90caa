// Measures what users wait and pay for, against peers that do comparable work in the same run, and writes
// bench/results.md. A slow result is a result: it exits with 0 whenever it could measure.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../actions.ts'
import { measureApiCalls } from './api-calls.ts'
import { measureDeterminism } from './determinism.ts'
import { measureDockerSwaps } from './docker-swaps.ts'
import { measureEvidence } from './evidence.ts'
import { measureFilesBuild } from './files-build.ts'
import { measureKubernetes } from './kubernetes.ts'
import { measurePromotion } from './promotion.ts'
import { measureRegistry } from './registry.ts'
import { formatResults, type Measured } from './results.ts'
import { measureScanners } from './scanners.ts'
import { measureStartUp } from './start-up.ts'

const measurements: Record<string, () => Promise<Measured>> = {
  'start-up': measureStartUp,
  'build of files': measureFilesBuild,
  registries: measureRegistry,
  evidence: measureEvidence,
  scanners: measureScanners,
  promotions: measurePromotion,
  'swaps on a Docker host': measureDockerSwaps,
  Kubernetes: measureKubernetes,
  'calls of the API': measureApiCalls,
  determinism: measureDeterminism,
}

const measured: Measured[] = []
for (const [title, measure] of Object.entries(measurements)) {
  console.error(`measuring: ${title}…`)
  measured.push(await measure())
}

const page = formatResults(measured, new Date())
mkdirSync(join(root, 'bench'), { recursive: true })
writeFileSync(join(root, 'bench/results.md'), page)
console.log(page)
