import type { Descriptor, Platform } from '../artifact/descriptor.ts'
import type { Digest } from '../artifact/digest.ts'
import type { ImageManifest } from '../artifact/manifest.ts'
import type { DigestReference } from '../artifact/reference.ts'
import type { Edge } from '../edge.ts'
import type { Blob, Registry } from '../registry/registry.ts'
import type { Checkout } from './git.ts'
import type { FileMapping } from './source.ts'

/** What every artifact is described by, and what it is made of. */
export type Recipe = {
  /** The directory, absolute, below which sources are found. */
  context: string
  files: readonly FileMapping[]
  base?: DigestReference
  /** An artifact of this type is made rather than an image. */
  artifactType?: string
  platform?: Platform
  entrypoint?: readonly string[]
  cmd?: readonly string[]
  /** `NAME=value` */
  env: readonly string[]
  workdir?: string
  user?: string
  labels: Readonly<Record<string, string>>
  annotations: Readonly<Record<string, string>>
}

/** A recipe and the commit that it is followed at. */
export type BuildJob = {
  recipe: Recipe
  checkout: Checkout
  /** Where the commit's repository is: `https://github.com/acme/shop`. */
  source: string
  /** What everything in the artifact is dated, in seconds since 1970. */
  time: number
  /** A directory for what does not fit into memory, which is removed afterwards. */
  temporary: string
}

export type MadeLayer = { digest: Digest; size: number; diffId?: Digest }

/** An artifact that is made but nowhere yet. */
export type Made = {
  manifest: ImageManifest
  /** What the manifest names, in the order to push it. */
  blobs: Blob[]
  layers: MadeLayer[]
}

export type BuildEdge = Pick<Edge, 'exec' | 'spawn' | 'log'>

/** A way to make an artifact. */
export interface Builder {
  description: string
  /** Says whether a recipe is meant for this builder, for those who leave the choice to us. */
  applies(recipe: Recipe): boolean
  make(
    job: BuildJob,
    registry: Pick<Registry, 'fetchManifest' | 'fetchBlob' | 'readBlob'>,
    edge: BuildEdge,
  ): Promise<Made>
}

/** A layer of a base and where to fetch it. */
export type BaseLayer = { descriptor: Descriptor; diffId: Digest }
