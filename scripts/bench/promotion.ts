import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { readlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { hexOf } from '../../src/artifact/digest.ts'
import { parseDigestReference } from '../../src/artifact/reference.ts'
import { connectRegistry } from '../../src/registry/registry.ts'
import { directory } from '../../src/target/directory/directory.ts'
import { testEdge } from '../../test/support/edge.ts'
import { type Shop, startShop, succeeded } from '../../test/support/shop.ts'
import { atMost, type Measured, median, megabytes, type Row, seconds } from './results.ts'

const runs = 3
const packageCount = 5_000

/** Measures what evidence and records cost around a swap of a directory, going back, and a large plan. */
export async function measurePromotion(): Promise<Measured> {
  await using shop = await startShop()
  const first = await shop.release()
  await shop.commit('The next one', { 'public/next.txt': 'next\n' })
  const second = await shop.release()
  succeeded(await shop.promote('staging', first))
  const rows = await measureSwaps(shop, first, second)
  return { rows: [...rows, ...(await measurePlan(shop, second))] }
}

async function measureSwaps(shop: Shop, first: string, second: string): Promise<Row[]> {
  const times = { promote: [] as number[], target: [] as number[], back: [] as number[] }
  const onceMore = { inputs: { 'allow-downgrade': 'true' } }
  for (let run = 0; run < runs; run++) {
    times.promote.push(await timeOf(async () => succeeded(await shop.promote('staging', second, onceMore))))
    const back = shop.rollBack('staging', 'measured', { inputs: { hold: 'false' } })
    times.back.push(await timeOf(() => untilServes(shop, first)))
    succeeded(await back)
    times.target.push(await targetAlone(first, second))
  }
  const [ours, target, back] = [median(times.promote), median(times.target), median(times.back)]
  return [
    {
      what: '`promote` of a site to a directory, as a step of a job',
      ours: seconds(ours),
      peer: `${seconds(target)}, the target's own work`,
    },
    { what: 'the same without that work: evidence, records and checks', ours: seconds(ours - target) },
    {
      what: 'from the start of `rollback` until the earlier release serves',
      ours: seconds(back),
      peer: `${seconds(ours)}, \`promote\``,
      ratio: back / ours,
      aim: atMost(1, back / ours),
    },
  ]
}

/** Stages and swaps in a directory of its own, without anything that a promotion does beside it. */
async function targetAlone(first: string, second: string): Promise<number> {
  const [from, to] = [parseDigestReference(first), parseDigestReference(second)]
  const edge = testEdge()
  const registry = connectRegistry({ credentials: async () => undefined }, edge)
  const path = mkdtempSync(join(tmpdir(), 'bench-target-'))
  const place = {
    owner: 'acme/shop',
    environment: 'staging',
    service: 'app',
    strategy: 'blue-green',
  } as const
  const target = directory.connect({ path }, { ...place, registry }, edge)
  await (await target.stage(from))[Symbol.asyncDispose]()
  await target.shift(from.digest, 100, undefined, 1)
  const time = await timeOf(async () => {
    await (await target.stage(to))[Symbol.asyncDispose]()
    await target.shift(to.digest, 100, from.digest, 2)
  })
  await edge.exec('chmod', ['-R', 'u+w', path])
  rmSync(path, { recursive: true })
  return time
}

async function untilServes({ sites }: Shop, image: string): Promise<void> {
  const wanted = `releases/${hexOf(parseDigestReference(image).digest)}`
  while ((await readlink(join(sites.staging.path, 'current'))) !== wanted) await wait(5)
}

/** Plans from one large SBOM to another, of which every tenth package moved. */
async function measurePlan(shop: Shop, image: string): Promise<Row[]> {
  const small = await planOf(shop, image)
  succeeded(await shop.promote('staging', await releaseWith(shop, () => '1.0.0')))
  const next = await releaseWith(shop, (index) => (index % 10 === 0 ? '2.0.0' : '1.0.0'))
  const large = await planOf(shop, next)
  return [
    {
      what: `\`plan\` of an artifact with ${packageCount} packages, of which every tenth changed`,
      ours: seconds(large.time),
      peer: `${seconds(small.time)}, of one with two packages`,
      ratio: large.time / small.time,
    },
    {
      what: 'memory of its process at most',
      ours: megabytes(large.peakMemory),
      peer: megabytes(small.peakMemory),
      ratio: large.peakMemory / small.peakMemory,
    },
  ]
}

async function planOf(shop: Shop, image: string): Promise<{ time: number; peakMemory: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-plan-'))
  const file = join(folder, 'peak')
  const hook = new URL('peak-memory.mjs', import.meta.url)
  const env = { NODE_OPTIONS: `--import=${hook}`, PEAK_MEMORY_FILE: file }
  const time = await timeOf(async () =>
    succeeded(await shop.run('plan', { inputs: { image, environment: 'staging' }, env })),
  )
  const peakMemory = 1024 * Number(readFileSync(file, 'utf8'))
  rmSync(folder, { recursive: true })
  return { time, peakMemory }
}

async function releaseWith(shop: Shop, versionOf: (index: number) => string): Promise<string> {
  const components = Array.from({ length: packageCount }, (_, index) => {
    const [name, version] = [`package-${index}`, versionOf(index)]
    return { type: 'library', name, version, purl: `pkg:npm/${name}@${version}` }
  })
  await shop.commit('Other packages', { 'public/packages.txt': versionOf(0) })
  const image = await shop.release()
  const path = join(shop.folder, '..', 'large.cdx.json')
  writeFileSync(path, JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components }))
  succeeded(await shop.run('scan', { inputs: { image, sbom: path } }))
  return image
}

async function timeOf(task: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await task()
  return performance.now() - begun
}
