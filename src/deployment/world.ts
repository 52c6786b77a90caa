import type { Digest } from '../artifact/digest.ts'
import type { DigestReference, Repository } from '../artifact/reference.ts'
import type { Edge } from '../edge.ts'
import type { Evidence, Rejection } from '../evidence/evidence.ts'
import type { GitHub } from '../github/github.ts'
import type { Registry } from '../registry/registry.ts'
import type { Target } from '../target/target.ts'
import type { Settings } from './settings.ts'

/** What a promotion works with, connected once by the action. */
export interface World {
  github: GitHub
  registry: Registry
  repository: { name: string; id: string; url: string }
  run: Run
  /** Fetches the policy file at a commit of the default branch; without one, at its head. */
  fetchSettings(commit?: string): Promise<Settings>
  /** Finds what holds about an image by those whom these settings trust, and what does not and why. */
  collect(
    image: DigestReference,
    settings: Settings,
    options?: { registryOnly: boolean },
  ): Promise<{ accepted: Evidence[]; rejected: Rejection[] }>
  /** Refuses unless this job can sign, and push beside the image. */
  assertCanAttest(image: DigestReference): Promise<void>
  /** Signs a statement about an image and attaches it; returns the digest of the bundle. */
  attest(image: DigestReference, statement: { predicateType: string; predicate: unknown }): Promise<Digest>
  /** Copies an image with all that is attached to it, and puts the tags. */
  copy(image: DigestReference, to: Repository, tags: readonly string[]): Promise<void>
  /** Connects to the target of every service that the environment has. */
  connect(environment: string, settings: Settings): Targets
}

/** What only reads and writes records works with. */
export type Ledger = Pick<World, 'github' | 'repository' | 'run' | 'fetchSettings'>

/** By the service's name. */
export type Targets = ReadonlyMap<string, Target>

export type { Settings } from './settings.ts'

export type Run = { id: string; attempt: number; checkRun?: number; url: string; actor: string }

export type DriveEdge = Pick<Edge, 'connect' | 'exec' | 'fetch' | 'log' | 'now' | 'sleep'>
