import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { digestOf } from '../../../src/artifact/digest.ts'
import { type DigestReference, withDigest } from '../../../src/artifact/reference.ts'
import { connectRegistry } from '../../../src/registry/registry.ts'
import type { TargetContext } from '../../../src/target/target.ts'
import { testEdge } from '../../support/edge.ts'

/** No program of these tests asks a registry. */
const registry = connectRegistry({ credentials: async () => undefined }, testEdge())

export const context: TargetContext = {
  owner: 'acme/shop',
  environment: 'production',
  service: 'app',
  strategy: 'blue-green',
  registry,
}

export const artifactOf = (name: string): DigestReference =>
  withDigest({ registry: 'ghcr.io', repository: 'acme/shop' }, digestOf(name))

export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'command-target-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}
