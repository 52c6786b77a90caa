import { command } from './command/command.ts'
import { directory } from './directory/directory.ts'
import { docker } from './docker/docker.ts'
import { kubernetes } from './kubernetes/kubernetes.ts'
import type { Adapter } from './target.ts'

/** The kinds of target, by the word that a policy writes. */
export const targets = { command, directory, docker, kubernetes } satisfies Record<string, Adapter>
