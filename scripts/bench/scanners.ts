import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DigestReference, formatReference } from '../../src/artifact/reference.ts'
import { connect } from '../../test/interop/support/client.ts'
import { freshFolder, runProgram } from '../../test/interop/support/program.ts'
import { type RealRegistry, startOlareg } from '../../test/interop/support/registries.ts'
import { makeGrypeDatabase, makeTrivyDatabase } from '../../test/interop/support/scanner-databases.ts'
import { layers } from '../../test/interop/support/vulnerable-image.ts'
import { pushImage } from '../../test/support/artifacts.ts'
import { startOsv } from '../../test/support/osv.ts'
import { type ActionResult, runAction } from '../../test/support/runner.ts'
import { findProgram } from '../interop/tools.ts'
import { atMost, type Measured, median, megabytes, type Row, seconds } from './results.ts'

const runs = 5
const packageCount = 3_000
const megabyteCount = 60
/** Packages of an SBOM that is looked up in OSV, and of one that is five times larger. */
const listed = { fewer: 1_000, more: 5_000 }

const needed = ['trivy', 'grype', 'syft', 'trivy-db', 'grype-db', 'olareg']
const offline = {
  TRIVY_SKIP_DB_UPDATE: 'true',
  TRIVY_SKIP_JAVA_DB_UPDATE: 'true',
  TRIVY_OFFLINE_SCAN: 'true',
  GRYPE_DB_AUTO_UPDATE: 'false',
}
const both = ['trivy', 'grype'] as const
type Name = (typeof both)[number]

/** Measures what a scan as a step of a job takes on top of the scanner alone, and what OSV costs. */
export async function measureScanners(): Promise<Measured> {
  const osv = await measureOsv()
  const missing = needed.filter((name) => findProgram(name) === undefined)
  if (missing.length > 0) {
    const reason = `${missing.join(', ')} are not installed; "node scripts/interop/install.ts" does that`
    return { rows: osv, behind: [{ title: 'Trivy and Grype were not measured', lines: [reason] }] }
  }
  await using registry = await startOlareg()
  const image = await pushLargeImage(registry)
  const caches = { trivy: await makeTrivyDatabase(), grype: await makeGrypeDatabase() }
  const rows: Row[] = []
  for (const name of both) rows.push(await compare(name, formatReference(image), caches[name]))
  return { rows: [...rows, ...osv] }
}

async function compare(name: Name, image: string, cache: string): Promise<Row> {
  const times = { ours: [] as number[], peer: [] as number[] }
  // The first of each reads programs from the disk.
  for (let run = 0; run <= runs; run++) {
    const ours = await timeOf(cache, () => scanByUs(name, image, cache))
    const peer = await timeOf(cache, () => scanBare(name, image, cache))
    if (run === 0) continue
    times.ours.push(ours)
    times.peer.push(peer)
  }
  const [ours, peer] = [median(times.ours), median(times.peer)]
  return {
    what: `\`scan\` with \`${name}\` of an image with ${packageCount} packages, SBOM included`,
    ours: seconds(ours),
    peer: `${seconds(peer)}, \`${name}\` alone`,
    ratio: ours / peer,
    aim: atMost(1.15, ours / peer),
  }
}

async function timeOf(cache: string, task: () => Promise<unknown>): Promise<number> {
  // What Trivy has seen of the image before; a job starts without.
  rmSync(join(cache, 'fanal'), { recursive: true, force: true })
  const begun = performance.now()
  await task()
  return performance.now() - begun
}

async function scanByUs(name: Name, image: string, cache: string): Promise<void> {
  const folders = both.map((one) => join(findProgram(one) ?? '', '..'))
  const path = [...folders, join(findProgram('syft') ?? '', '..'), process.env.PATH].join(':')
  const inputs = { image, scanner: name, attest: 'false', 'fail-build': 'false' }
  const env = { ...offline, PATH: path, TRIVY_CACHE_DIR: cache, GRYPE_DB_CACHE_DIR: cache }
  requireFindings(await runAction('scan', { inputs, env }))
}

async function scanBare(name: Name, image: string, cache: string): Promise<void> {
  const output = join(freshFolder('bare'), 'findings.json')
  const args = {
    trivy: [
      'image',
      '--format',
      'json',
      '--output',
      output,
      '--image-src',
      'remote',
      '--scanners',
      'vuln',
      image,
    ],
    grype: ['--output', 'json', '--file', output, `registry:${image}`],
  }[name]
  const env = { ...offline, TRIVY_CACHE_DIR: cache, GRYPE_DB_CACHE_DIR: cache }
  const own = { GRYPE_REGISTRY_INSECURE_USE_HTTP: 'true', GRYPE_CHECK_FOR_APP_UPDATE: 'false' }
  await runProgram(name, args, { env: { ...env, ...own, TRIVY_SKIP_VERSION_CHECK: 'true' } })
}

/** A scan that found nothing may well be a fast one. */
function requireFindings({ outputs, log }: ActionResult): void {
  if (outputs.verdict !== 'failed') throw new Error(`the scan found nothing:\n${log}`)
}

async function pushLargeImage({ host }: RealRegistry): Promise<DigestReference> {
  const packages = Array.from({ length: packageCount }, (_, index) => ({
    name: `app/node_modules/package-${index}/package.json`,
    content: JSON.stringify({ name: `package-${index}`, version: `1.0.${index}`, license: 'MIT' }),
  }))
  const noise = { name: 'app/data', content: randomBytes((megabyteCount * 1_000_000) / 2).toString('hex') }
  return pushImage(connect(), { registry: host, repository: 'acme/large' }, [...layers, packages, [noise]])
}

async function measureOsv(): Promise<Row[]> {
  const [fewer, more] = [await lookUp(listed.fewer), await lookUp(listed.more)]
  return [
    {
      what: `\`scan\` with \`osv\` of an SBOM with ${listed.more} packages: memory of its process at most`,
      ours: megabytes(more.peakMemory),
      peer: `${megabytes(fewer.peakMemory)}, with ${listed.fewer}`,
      ratio: more.peakMemory / fewer.peakMemory,
      aim: atMost(1.5, more.peakMemory / fewer.peakMemory),
    },
    { what: 'the same: time, where each answer takes 50 ms', ours: seconds(more.time) },
  ]
}

/** Every hundredth package is vulnerable. */
async function lookUp(count: number): Promise<{ time: number; peakMemory: number }> {
  const names = Array.from({ length: count }, (_, index) => `package-${index}`)
  const vulnerabilities = names
    .filter((_, index) => index % 100 === 0)
    .map((name) => ({
      id: `GHSA-${name}`,
      details: 'x'.repeat(20_000),
      affected: [
        {
          package: { ecosystem: 'npm', name },
          ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '2.0.0' }] }],
        },
      ],
    }))
  await using server = await startOsv({ vulnerabilities, latency: 50 })
  const file = join(freshFolder('memory'), 'peak')
  const components = names.map((name) => ({ type: 'library', name, purl: `pkg:npm/${name}@1.0.0` }))
  const workspace = freshFolder('workspace')
  const document = { bomFormat: 'CycloneDX', specVersion: '1.6', components }
  writeFileSync(join(workspace, 'sbom.json'), JSON.stringify(document))
  const hook = new URL('peak-memory.mjs', import.meta.url)
  const env = { NODE_OPTIONS: `--import=${hook}`, PEAK_MEMORY_FILE: file }
  const inputs = { sbom: 'sbom.json', scanner: 'osv', 'osv-url': server.url, 'fail-build': 'false' }
  const begun = performance.now()
  requireFindings(await runAction('scan', { inputs, env, workspace }))
  return { time: performance.now() - begun, peakMemory: 1024 * Number(readFileSync(file, 'utf8')) }
}
