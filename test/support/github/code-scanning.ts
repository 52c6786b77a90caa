import { randomUUID } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { type Answer, type Call, failure, type Route } from './server.ts'
import type { World } from './world.ts'

// https://docs.github.com/rest/code-scanning/code-scanning

export function codeScanningRoutes(world: World): Route[] {
  const at = '/repos/{repository}/code-scanning/sarifs'
  return [
    {
      method: 'POST',
      path: at,
      permission: 'security-events: write',
      answer: (call) => uploadAnalysis(world, call),
    },
    {
      method: 'GET',
      path: `${at}/{id}`,
      permission: 'security-events: read',
      answer: (call) => showAnalysis(world, call),
    },
  ]
}

/** Of the body's text; the documentation says so of the file compressed. */
const sizeLimit = 10 * 1024 * 1024

function uploadAnalysis(world: World, { body }: Call): Answer {
  if (world.codeScanning === 'off') {
    return failure(403, 'Code Security must be enabled for this repository to use code scanning.')
  }
  const { commit_sha: commit, ref, sarif } = body
  const given = Object.entries({ commit_sha: commit, ref, sarif })
  const missing = given.filter(([, value]) => typeof value !== 'string').map(([name]) => `"${name}"`)
  if (missing.length > 0) return failure(422, `Invalid request.\n\n${missing.join(', ')} weren't supplied.`)
  if (!/^[0-9a-f]{40}$/.test(String(commit))) return failure(400, 'commit_sha is not a valid SHA')
  if (!/^refs\/(heads\/.+|tags\/.+|pull\/\d+\/(merge|head))$/.test(String(ref))) {
    return failure(400, 'ref is not a full Git reference')
  }
  const bytes = Buffer.from(String(sarif), 'base64')
  if (bytes.length > sizeLimit) return failure(413, 'SARIF upload is too large')
  const log = unpack(bytes)
  if (log === undefined) return failure(400, 'SARIF is not gzip-compressed JSON')
  const id = randomUUID()
  const errors = faultsOf(log)
  world.analyses.push({ id, commit: String(commit), ref: String(ref), log, asked: 0, errors })
  return {
    status: 202,
    body: { id, url: `${world.origin}/repos/${world.repository}/code-scanning/sarifs/${id}` },
  }
}

// It takes a while: the first who asks is told to come again.
function showAnalysis(world: World, { parameters }: Call): Answer {
  const analysis = world.analyses.find(({ id }) => id === parameters.id)
  if (analysis === undefined) return failure(404, 'Not Found')
  const { id, asked, errors } = analysis
  analysis.asked++
  if (asked === 0) return { status: 200, body: { processing_status: 'pending' } }
  if (errors.length > 0) {
    return { status: 200, body: { processing_status: 'failed', analyses_url: null, errors } }
  }
  const analyses_url = `${world.origin}/repos/${world.repository}/code-scanning/analyses?sarif_id=${id}`
  return { status: 200, body: { processing_status: 'complete', analyses_url } }
}

function unpack(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(gunzipSync(bytes).toString())
  } catch {
    return undefined
  }
}

type Log = { version?: string; runs?: { results?: unknown[]; tool?: { driver?: { rules?: unknown[] } } }[] }

// What it refuses after it has taken it.
function faultsOf(log: unknown): string[] {
  const { version, runs = [] } = log as Log
  const tooMany = runs.some(({ results = [], tool }) => {
    return results.length > 25_000 || (tool?.driver?.rules ?? []).length > 25_000
  })
  return [
    ...(version === '2.1.0' ? [] : ['Invalid SARIF. JSON syntax error or unsupported version.']),
    ...(runs.length > 20 ? ['rejecting SARIF, as there are more runs than allowed'] : []),
    ...(tooMany ? ['rejecting SARIF, as there are more results per run than allowed (25000)'] : []),
  ]
}
