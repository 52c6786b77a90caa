import { type AttestationStore, attestationRoutes } from './github/attestations.ts'
import { checkRoutes } from './github/checks.ts'
import { codeScanningRoutes } from './github/code-scanning.ts'
import { contentRoutes } from './github/contents.ts'
import { deploymentRoutes } from './github/deployments.ts'
import { graphqlRoutes } from './github/graphql.ts'
import { connectHistory } from './github/history.ts'
import { identityRoutes, makeIdentityProvider } from './github/identity.ts'
import { issueRoutes } from './github/issues.ts'
import { type Job, type JobRequest, openJob } from './github/jobs.ts'
import { type Fault, type Matching, type Recorded, serveRoutes } from './github/server.ts'
import { storageRecordRoutes } from './github/storage-records.ts'
import {
  type Analysis,
  type CheckRun,
  type CommitStatus,
  type Environment,
  type Issue,
  makeWorld,
  type Permissions,
  type Pull,
  type Run,
  type StorageRecord,
  type StoredDeployment,
  type World,
  type WorldOptions,
} from './github/world.ts'

export type GitHubOptions = WorldOptions & {
  /** A work tree or bare repository whose commits and files are this repository's. */
  git?: string
  /** Without `git`: the files, the same at every commit. */
  files?: Record<string, string | Uint8Array>
  /** Without `git`: a straight line of commits, oldest first. */
  commits?: readonly string[]
  /** GitHub Enterprise Server: under `/api/v3`, without attestations and without `job.check_run_id`. */
  enterprise?: boolean
  /** Who the identity tokens are from; `self` is this server, whose keys a real Fulcio can fetch. */
  issuer?: string
}

export interface GitHubServer {
  /** The API's URL. */
  readonly url: string
  readonly repository: string
  readonly issuer: string
  /** Every request so far, with the status it was answered with. */
  readonly requests: Recorded[]
  readonly deployments: StoredDeployment[]
  readonly attestations: AttestationStore
  readonly storageRecords: StorageRecord[]
  readonly issues: Issue[]
  /** Uploaded SARIF documents, unpacked. */
  readonly analyses: Analysis[]
  /** Makes a token with these permissions and no others. */
  token(permissions: Permissions): string
  /** Starts a job of a workflow run, with a token, an identity and a check run of its own. */
  startJob(request: JobRequest): Job
  setRun(id: number, run: Partial<Omit<Run, 'id'>>): void
  setCheckRun(id: number, checkRun: Partial<Omit<CheckRun, 'id'>>): void
  addStatus(status: CommitStatus): void
  setEnvironment(name: string, environment: Environment): void
  addPullRequest(pull: Pull): void
  /** Lets some requests go wrong; what it returns ends it. */
  fault(fault: Fault): () => void
  /** Resolves when such a request has arrived, before it is answered. */
  seen(request: Matching): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** Starts GitHub in small: one repository's REST and GraphQL API and the identity provider of its jobs. */
export async function startGitHub(options: GitHubOptions = {}): Promise<GitHubServer> {
  const world = makeWorld(options, connectHistory(options))
  const identities = makeIdentityProvider(options.issuer)
  const server = await serveRoutes(world, options.enterprise === true ? '/api/v3' : '', [
    ...deploymentRoutes(world),
    ...graphqlRoutes(world),
    ...contentRoutes(world),
    ...checkRoutes(world),
    ...attestationRoutes(world),
    ...storageRecordRoutes(world),
    ...issueRoutes(world),
    ...codeScanningRoutes(world),
    ...identityRoutes(world, identities),
  ])
  world.origin = server.origin
  return {
    url: server.origin + server.prefix,
    repository: world.repository,
    issuer: identities.issuer(world),
    requests: server.requests,
    deployments: world.deployments,
    attestations: world.attestations,
    storageRecords: world.storageRecords,
    issues: world.issues,
    analyses: world.analyses,
    token: (permissions) => world.grant(permissions),
    startJob: (request) => openJob(world, identities, server.prefix, request),
    setRun: (id, run) => void world.runs.set(id, { ...runAt(world, id), ...run }),
    setCheckRun: (id, checkRun) => void world.checkRuns.set(id, { ...checkRunAt(world, id), ...checkRun }),
    addStatus: (status) => void world.statuses.unshift(status),
    setEnvironment: (name, environment) => void world.environments.set(name, environment),
    addPullRequest: (pull) => void world.pulls.push(pull),
    fault: server.fault,
    seen: server.seen,
    [Symbol.asyncDispose]: server.stop,
  }
}

function runAt(world: World, id: number): Run {
  const fresh = { id, status: 'in_progress', conclusion: null, attempt: 1, sha: world.history.head() }
  return world.runs.get(id) ?? { ...fresh, event: 'push' }
}

function checkRunAt(world: World, id: number): CheckRun {
  const fresh = { id, name: 'deploy', status: 'in_progress', conclusion: null, sha: world.history.head() }
  return world.checkRuns.get(id) ?? fresh
}

export type { Fault, Job, JobRequest, Matching, Permissions, Recorded }
