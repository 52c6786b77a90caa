import { command } from './command/command.ts'
import { directory } from './directory/directory.ts'
import { docker } from './docker/docker.ts'
import { kubernetes } from './kubernetes/kubernetes.ts'
import { registryTag } from './registry/registry.ts'
import type { Adapter } from './target.ts'

/** The kinds of target, by the word that a policy writes. */
export const targets = { command, directory, docker, kubernetes, registry: registryTag } satisfies Record<
  string,
  Adapter
>
