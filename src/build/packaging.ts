import { join } from 'node:path'
import type { Digest } from '../artifact/digest.ts'
import type { Blob } from '../registry/registry.ts'
import type { BuildEdge, BuildJob } from './builder.ts'
import { readEntries } from './entries.ts'
import { type Config, emptyConfig } from './image.ts'
import { spoolLayer } from './layer.ts'
import type { Placed } from './placement.ts'

/** An artifact's content, as those who pull its type want it. */
export type Packed = {
  config: Config
  layer: Blob & { diffId?: Digest }
  /** Of the manifest, beside those that say where it comes from. */
  annotations?: Record<string, string>
}

export type Pack = (placed: readonly Placed[], job: BuildJob, edge: BuildEdge) => Promise<Packed>

/** The types that an ecosystem's own clients want in a form of their own. */
const packagings: Record<string, () => Promise<Pack>> = {
  'application/vnd.cncf.helm.config.v1+json': async () => (await import('./helm-chart.ts')).packHelmChart,
  'application/vnd.opentofu.modulepkg': async () => (await import('./opentofu-module.ts')).packModule,
}

/** Says how an artifact of a type is written: as a tar, unless the type is known. */
export async function packagingOf(artifactType: string): Promise<Pack> {
  return (await packagings[artifactType]?.()) ?? packTar
}

/** https://github.com/opencontainers/image-spec/blob/v1.1.1/annotations.md#pre-defined-annotation-keys */
export function titled(title: string): { annotations: Record<string, string> } {
  // Without a title `oras pull` passes a layer over.
  return { annotations: { 'org.opencontainers.image.title': title } }
}

async function packTar(placed: readonly Placed[], job: BuildJob, edge: BuildEdge): Promise<Packed> {
  const entries = readEntries(placed, job, edge, { hardLinks: true })
  const layer = await spoolLayer(entries, { file: join(job.temporary, 'layer.tar.gz'), time: job.time })
  const descriptor = { ...layer.descriptor, ...titled('files.tar.gz') }
  return { config: emptyConfig, layer: { ...layer, descriptor } }
}
