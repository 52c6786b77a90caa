import { execFileSync, spawn } from 'node:child_process'
import { randomFillSync } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ncc from '@vercel/ncc'
import { formatReference, withDigest } from '../../src/artifact/reference.ts'
import { connectRegistry } from '../../src/registry/registry.ts'
import { testEdge } from '../../test/support/edge.ts'
import { startRegistry } from '../../test/support/registry.ts'
import { root } from '../actions.ts'
import { findProgram } from '../interop/tools.ts'
import { atMost, type Measured, median, megabytes, type Row, seconds } from './results.ts'

const runs = 5
const tagCount = 1_000
const hook = new URL('peak-memory.mjs', import.meta.url)

/** A program and what it is to do, in a repository of its own. */
type Contender = { name: string; command: (repository: string) => [string, string[]] }
type Run = { time: number; peakMemory?: number }

/** Measures pushes, copies and lookups of whole processes against the tools that people use for them. */
export async function measureRegistry(): Promise<Measured> {
  const [olareg, crane, oras, regctl] = ['olareg', 'crane', 'oras', 'regctl'].map(findProgram)
  if (!olareg || !crane || !oras || !regctl) return { rows: [missingRow] }
  const folder = mkdtempSync(join(tmpdir(), 'bench-registry-'))
  try {
    const client = await bundleClient(folder)
    await using one = await startOlareg(olareg, join(folder, 'one'))
    await using other = await startOlareg(olareg, join(folder, 'other'))
    execFileSync(regctl, ['registry', 'set', '--tls', 'disabled', one.host])
    execFileSync(regctl, ['registry', 'set', '--tls', 'disabled', other.host])
    const programs = { client, crane, oras, regctl }
    return {
      rows: [
        ...(await measurePush('1 layer of 500 MB', makeFiles(folder, 1, 500), one.host, programs)),
        ...(await measurePush('200 layers of 1 MB', makeFiles(folder, 200, 1), one.host, programs)),
        ...(await measureCopy(one.host, other.host, programs)),
        ...(await measureResolve(programs)),
      ],
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

type Programs = Record<'client' | 'crane' | 'oras' | 'regctl', string>

const missingRow: Row = {
  what: 'registries: olareg, crane, oras and regctl are not there; `node scripts/interop/install.ts` installs them',
  ours: '',
}

async function measurePush(
  what: string,
  files: string[],
  host: string,
  { client, crane, oras }: Programs,
): Promise<Row[]> {
  const layout = `${files[0]}-layout`
  execFileSync(oras, ['push', '--disable-path-validation', '--oci-layout', `${layout}:v1`, ...files])
  const peers: Contender[] = [
    {
      name: 'oras push',
      command: (name) => [
        oras,
        ['push', '--plain-http', '--disable-path-validation', `${host}/${name}:v1`, ...files],
      ],
    },
    // It reads a layout whose digests are known already.
    { name: 'crane push', command: (name) => [crane, ['push', '--insecure', layout, `${host}/${name}:v1`]] },
  ]
  const ours = ourselves(client, (name) => ['push', `${host}/${name}`, ...files])
  return rowsOf(`push of ${what}`, await race(ours, peers))
}

async function measureCopy(from: string, to: string, { client, oras, regctl }: Programs): Promise<Row[]> {
  const image = await pushImage(from)
  const peers: Contender[] = [
    {
      name: 'oras copy -r',
      command: (name) => [
        oras,
        ['copy', '-r', '--from-plain-http', '--to-plain-http', image, `${to}/${name}:v1`],
      ],
    },
    {
      name: 'regctl image copy --referrers',
      command: (name) => [regctl, ['image', 'copy', '--referrers', image, `${to}/${name}:v1`]],
    },
  ]
  const ours = ourselves(client, (name) => ['copy', image, `${to}/${name}`])
  return rowsOf('copy of an image of 10 MB with 20 referrers', await race(ours, peers))
}

/** Pushes ten layers of 1 MB, with twenty small files attached. */
async function pushImage(host: string): Promise<string> {
  const registry = connectRegistry({ credentials: async () => undefined }, testEdge())
  await using seed = await startRegistry()
  const layers = Array.from({ length: 10 }, () => randomFillSync(Buffer.alloc(1_000_000)))
  const { digest } = seed.store.addImage('acme/shop', { layers })
  const image = withDigest({ registry: host, repository: 'acme/shop' }, digest)
  const { copyArtifact } = await import('../../src/registry/copy.ts')
  await copyArtifact({ from: { ...image, registry: seed.host }, to: image }, registry, testEdge())
  for (let index = 0; index < 20; index++) {
    const bytes = Buffer.from(`{"statement":${index}}`)
    await registry.attach(image, {
      artifactType: 'application/vnd.acme.statement',
      mediaType: 'application/json',
      bytes,
    })
  }
  return formatReference(image)
}

async function measureResolve({ client, crane, oras, regctl }: Programs): Promise<Row[]> {
  await using registry = await startRegistry()
  const tags = Array.from({ length: tagCount }, (_, index) => `v${index}`)
  for (const tag of tags) registry.store.addImage('acme/shop', { tag })
  const image = `${registry.host}/acme/shop`
  await timed([process.execPath, [client, 'resolve', image, ...tags]])
  const ours = registry.requests.length / tagCount
  const asked: [string, [string, string[]]][] = [
    ['crane digest', [crane, ['digest', '--insecure', `${image}:v1`]]],
    ['oras resolve', [oras, ['resolve', '--plain-http', `${image}:v1`]]],
    [
      'regctl image digest',
      [regctl, ['image', 'digest', '--host', `reg=${registry.host},tls=disabled`, `${image}:v1`]],
    ],
  ]
  const peers: { name: string; count: number }[] = []
  for (const [name, command] of asked) {
    const before = registry.requests.length
    await timed(command)
    peers.push({ name, count: registry.requests.length - before })
  }
  const fewest = Math.min(...peers.map(({ count }) => count))
  return [
    {
      what: `requests per tag to resolve ${tagCount} tags`,
      ours: ours.toFixed(2),
      peer: peers.map(({ name, count }) => `${count}, \`${name}\``).join('; '),
      ratio: ours / fewest,
      aim: atMost(1, ours / fewest),
    },
  ]
}

/** Runs everybody in turn, so that what else the machine does meets all alike. */
async function race(ours: Contender, peers: readonly Contender[]): Promise<Map<string, Run[]>> {
  const results = new Map<string, Run[]>()
  for (let run = 0; run < runs; run++) {
    for (const [index, { name, command }] of [ours, ...peers].entries()) {
      const repository = `bench/r${run}-${index}-${Date.now()}`
      results.set(name, [...(results.get(name) ?? []), await timed(command(repository))])
    }
  }
  return results
}

function rowsOf(what: string, results: ReadonlyMap<string, Run[]>): Row[] {
  const [[, ours = []] = [], ...peers] = results
  const times = peers.map(([name, found]) => ({ name, time: median(found.map(({ time }) => time)) }))
  const fastest = times.toSorted((one, other) => one.time - other.time)[0]
  if (fastest === undefined) throw new Error('there is nobody to compare with')
  const time = median(ours.map((run) => run.time))
  const memory = Math.max(...ours.map(({ peakMemory = 0 }) => peakMemory))
  return [
    {
      what,
      ours: seconds(time),
      peer: times.map(({ name, time }) => `${seconds(time)}, \`${name}\``).join('; '),
      ratio: time / fastest.time,
      aim: atMost(1, time / fastest.time),
    },
    { what: 'memory of its process at most', ours: megabytes(memory), aim: atMost(120, memory / 1e6, ' MB') },
  ]
}

function ourselves(client: string, args: (repository: string) => string[]): Contender {
  return { name: 'ours', command: (repository) => [process.execPath, [client, ...args(repository)]] }
}

async function timed([program, args]: [string, string[]]): Promise<Run> {
  const isOurs = program === process.execPath
  const file = join(tmpdir(), `peak-memory-${process.pid}`)
  const env = isOurs
    ? { ...process.env, NODE_OPTIONS: `--import=${hook}`, PEAK_MEMORY_FILE: file }
    : process.env
  const begun = performance.now()
  const child = spawn(program, args, { env, stdio: 'ignore' })
  const [exitCode] = await once(child, 'exit')
  const time = performance.now() - begun
  if (exitCode !== 0) throw new Error(`${program} ${args[0]} ended with ${exitCode}`)
  if (!isOurs) return { time }
  const peakMemory = Number(readFileSync(file, 'utf8')) * 1024
  rmSync(file)
  return { time, peakMemory }
}

/** Bundles the client as the actions are bundled. */
async function bundleClient(folder: string): Promise<string> {
  const compiled = join(folder, 'compiled')
  const config = join(folder, 'tsconfig.json')
  const base = join(root, 'scripts/tsconfig.build.json')
  const files = [join(root, 'scripts/bench/registry-client.ts')]
  writeFileSync(
    config,
    JSON.stringify({
      extends: base,
      compilerOptions: { rootDir: root, outDir: compiled, typeRoots: [join(root, 'node_modules/@types')] },
      include: [],
      files,
    }),
  )
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', config], {
    stdio: 'inherit',
  })
  writeFileSync(join(compiled, 'package.json'), '{ "type": "module" }\n')
  const options = { quiet: true, target: 'es2022', esm: true }
  const { code } = await ncc(join(compiled, 'scripts/bench/registry-client.js'), options)
  const bundle = join(folder, 'client.mjs')
  writeFileSync(bundle, code)
  return bundle
}

function makeFiles(folder: string, count: number, megabytesEach: number): string[] {
  const directory = join(folder, `${count}-files`)
  mkdirSync(directory)
  return Array.from({ length: count }, (_, index) => {
    const file = join(directory, `${index}`)
    writeFileSync(file, randomFillSync(Buffer.alloc(megabytesEach * 1_000_000)))
    return file
  })
}

async function startOlareg(program: string, directory: string): Promise<AsyncDisposable & { host: string }> {
  const port = await freePort()
  const host = `127.0.0.1:${port}`
  const args = ['serve', '--addr', '127.0.0.1', '--port', String(port), '--dir', directory]
  const child = spawn(program, args, { stdio: 'ignore' })
  const ended = once(child, 'exit')
  for (let attempt = 0; ; attempt++) {
    const answered = await fetch(`http://${host}/v2/`).catch(() => undefined)
    if (answered !== undefined) break
    if (attempt === 100) throw new Error('olareg does not start')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return {
    host,
    async [Symbol.asyncDispose]() {
      child.kill()
      await ended
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address !== null ? address.port : 0
}
