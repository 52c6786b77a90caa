import type { Descriptor, Platform } from '../artifact/descriptor.ts'
import type { Digest } from '../artifact/digest.ts'
import type { Manifest } from '../artifact/manifest.ts'
import type { DigestReference, Repository } from '../artifact/reference.ts'
import type { Edge } from '../edge.ts'
import type { Blob, Registry } from '../registry/registry.ts'
import type { Checkout } from './git.ts'
import type { BuildSecret } from './secret.ts'
import type { FileLine } from './source.ts'

/** What an artifact is described by and made of; each builder reads its own part. */
export type Recipe = {
  /** The directory, absolute, below which sources are found. */
  context: string
  /** `linux/amd64` alone where nothing is told. */
  platforms?: readonly Platform[]
  labels?: Readonly<Record<string, string>>
  annotations?: Readonly<Record<string, string>>
  // What `files` reads.
  files?: readonly FileLine[]
  base?: DigestReference
  /** An artifact of this type is made rather than an image. */
  artifactType?: string
  entrypoint?: readonly string[]
  cmd?: readonly string[]
  /** `NAME=value` */
  env?: readonly string[]
  workdir?: string
  user?: string
  // What `dockerfile` reads.
  /** Path of the Dockerfile, relative to the context. */
  file?: string
  /** The stage to build. */
  target?: string
  /** `NAME=value` */
  buildArgs?: readonly string[]
  secrets?: readonly BuildSecret[]
  cacheFrom?: readonly string[]
  cacheTo?: readonly string[]
  // What `packer` reads.
  /** Path of the template, a file or a directory, relative to the context. */
  template?: string
  /** `name=value` */
  vars?: readonly string[]
}

/** A recipe and the commit that it is followed at. */
export type BuildJob = {
  recipe: Recipe
  checkout: Checkout
  /** Where the artifact goes, and the tags that it gets beside the commit's. */
  image: Repository
  tags: readonly string[]
  /** Where the commit's repository is: `https://github.com/acme/shop`. */
  source: string
  /** What everything in the artifact is dated, in seconds since 1970. */
  time: number
  /** Variables by which a program reaches the runner's cache. They hold a token: only for whoever was told to. */
  cacheAccess?: Readonly<Record<string, string>>
  /** A directory for what does not fit into memory, which is removed afterwards. */
  temporary: string
}

/** A layer as people are shown it; `platform` where an index has several images. */
export type MadeLayer = { digest: Digest; size: number; diffId?: Digest; platform?: Platform }

/** A manifest with the bytes that its digest is of. */
export type MadeManifest = { manifest: Manifest; bytes: Uint8Array }

/** An artifact that is made but nowhere yet. */
export type Made = MadeManifest & {
  /** The manifests that an index lists, which are pushed before it. */
  children: MadeManifest[]
  /** What the manifests name. */
  blobs: Blob[]
  layers: MadeLayer[]
  /** What it was built upon, as far as that is known. */
  base?: DigestReference
}

export type BuildEdge = Pick<Edge, 'exec' | 'spawn' | 'log'>

/** A way to make an artifact. */
export interface Builder {
  description: string
  /** What it reads of a recipe. Whatever else is given would be of no effect, and is refused. */
  reads: readonly (keyof Recipe)[]
  /** Whether the same commit gives the same digest, so that a second build can be compared with the first. */
  reproducible: boolean
  /** Says whether a recipe is meant for this builder, for those who leave the choice to us. */
  applies(recipe: Recipe): boolean | Promise<boolean>
  make(
    job: BuildJob,
    registry: Pick<Registry, 'resolve' | 'fetchManifest' | 'fetchBlob' | 'readBlob'>,
    edge: BuildEdge,
  ): Promise<Made>
}

/** A layer of a base and where to fetch it. */
export type BaseLayer = { descriptor: Descriptor; diffId: Digest }
