import { homedir } from 'node:os'
import { join } from 'node:path'
import { githubInputs, registryInputs } from '../action/common-inputs.ts'
import { type RunnerContext, runnerContext } from '../action/context.ts'
import { runnerLog } from '../action/log.ts'
import { formatRepository, type Repository } from '../artifact/reference.ts'
import type { Edge } from '../edge.ts'
import { useProxies } from '../edge-fetch.ts'
import { nodeEdge } from '../edge-node.ts'
import type { SigningContext } from '../evidence/signing.ts'
import type { TrustMaterialSource } from '../evidence/trust.ts'
import { connectGitHub, type GitHub } from '../github/github.ts'
import type { Home } from '../policy/trust.ts'
import { type Credentials, dockerCredentials, withCredentials } from '../registry/credentials.ts'
import { isPlain } from '../registry/origin.ts'
import { connectRegistry, type Registry } from '../registry/registry.ts'

/** What of a job reaches GitHub alone; nothing is asked before it is used. */
export type GitHubJob = {
  context: RunnerContext
  edge: Edge
  github: GitHub
  home: Home
  /** The public-good and GitHub's trusted roots, kept for the job's other steps in a folder that ends with it. */
  roots: TrustMaterialSource
}

/** The job that an action runs in, and what it can reach from there; nothing is asked before it is used. */
export type Job = GitHubJob & {
  signing: SigningContext
  /**
   * Connects to registries, once for each pair of repositories: attachments to one image must go through one client.
   * A given user name and password are for the registry of this image alone; `pushTo` is what will be pushed to.
   */
  registryOf(image: Repository, pushTo?: Repository): Registry
  /** Finds what another program needs to read an image: the login of its registry, and whether that has no TLS. */
  accessTo(image: Repository): Promise<{ credentials?: Credentials; insecure: boolean }>
}

/** Opens what asks GitHub and nobody else. */
export function openGitHubJob(): GitHubJob {
  const context = runnerContext()
  const { repository, repositoryId, serverUrl, apiUrl, runnerTemp } = context
  useProxies({ ...process.env })
  const edge = nodeEdge(runnerLog())
  return {
    context,
    edge,
    github: connectGitHub({ ...githubInputs(), apiUrl, repository }, edge),
    home: { name: repository, id: String(repositoryId), serverUrl },
    roots: {
      kind: 'known',
      cachePath: join(runnerTemp, 'immutable-deploy-roots'),
      warn: edge.log.warning,
    },
  }
}

/** Opens the job with the inputs that every action shares which reads images. */
export function openJob(): Job {
  const env = { ...process.env }
  hideKey(env.INPUT_KEY)
  const job = openGitHubJob()
  const { context, edge } = job
  const { serverUrl, workspace } = context
  const { credentials, insecureRegistries } = registryInputs()
  const registries = new Map<string, Registry>()
  const known = dockerCredentials({ env, home: homedir(), exec: edge.exec })
  const sourceFor = ({ registry }: Repository) =>
    credentials === undefined ? known : withCredentials(known, registry, credentials)
  return {
    ...job,
    signing: {
      serverUrl,
      workspace,
      env,
      identityToken: { url: env.ACTIONS_ID_TOKEN_REQUEST_URL, token: env.ACTIONS_ID_TOKEN_REQUEST_TOKEN },
    },
    registryOf: (image, pushTo) => {
      const key = [image, pushTo].map((repository) => repository && formatRepository(repository)).join(' ')
      const options = {
        credentials: sourceFor(image),
        insecureRegistries,
        ...(pushTo !== undefined && { pushTo }),
      }
      const registry = registries.get(key) ?? connectRegistry(options, edge)
      registries.set(key, registry)
      return registry
    },
    accessTo: async (image) => {
      const credentials = await sourceFor(image)(image.registry)
      const insecure = isPlain(image.registry, insecureRegistries)
      return { ...(credentials !== undefined && { credentials }), insecure }
    },
  }
}

// A key that stands in a variable is for signing alone: not for the programs that checks and targets run.
function hideKey(location = ''): void {
  const [, name] = /^env:\/\/(.+)$/.exec(location.trim()) ?? []
  if (name !== undefined) delete process.env[name]
}
