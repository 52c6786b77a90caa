import { randomBytes } from 'node:crypto'
import type { components } from '@octokit/openapi-types'
import type { History } from './history.ts'

export type WorldOptions = {
  repository?: string
  repositoryId?: number
  ownerId?: number
  ownerType?: 'Organization' | 'User'
  visibility?: 'public' | 'private'
  defaultBranch?: string
  /** `none`: a private repository whose plan does not have the feature. */
  attestations?: 'bundle' | 'bundle_url' | 'none'
  /** `off`: a repository that has not enabled it, or whose plan does not have it. */
  codeScanning?: 'on' | 'off'
  /** Requests that a token may make until the limit is reached. */
  rateLimit?: number
  now?: () => Date
}

export type Access = 'read' | 'write'
export type Permissions = Record<string, Access>

export type DeploymentRecord = components['schemas']['deployment'] & { id: number }
export type StatusRecord = components['schemas']['deployment-status'] & { id: number }
/** A deployment with its statuses, oldest first. */
export type StoredDeployment = DeploymentRecord & { statuses: StatusRecord[] }

export type Run = {
  id: number
  status: string
  conclusion: string | null
  attempt: number
  sha: string
  event: string
}
export type CheckRun = {
  id: number
  name: string
  status: string
  conclusion: string | null
  sha: string
  runId?: number
  /** Slug of the app that made it. */
  app?: string
  startedAt?: string
}
export type CommitStatus = {
  sha: string
  context: string
  state: 'error' | 'failure' | 'pending' | 'success'
  createdAt?: string
}
export type Issue = {
  number: number
  title: string
  body: string
  state: 'open' | 'closed'
  labels: string[]
  isPullRequest?: boolean
}
/** A pull request, by the commit that it brought. */
export type Pull = { sha: string; number: number; title: string; author: string | null }
export type Environment = { protection_rules?: unknown[]; deployment_branch_policy?: unknown }
export type StoredAttestation = {
  id: number
  bundle: unknown
  digests: string[]
  predicateType: string
  signature: string
}

export type StorageRecord = {
  id: number
  name: string
  digest: string
  registry_url: string
  github_repository?: string | undefined
}

/** An uploaded SARIF log, unpacked. */
export type Analysis = {
  id: string
  commit: string
  ref: string
  log: unknown
  asked: number
  errors: string[]
}

/** Everything that this GitHub knows; the routes read and change it. */
export type World = {
  repository: string
  repositoryId: number
  owner: string
  ownerId: number
  ownerType: 'Organization' | 'User'
  visibility: 'public' | 'private'
  defaultBranch: string
  attestationMode: 'bundle' | 'bundle_url' | 'none'
  codeScanning: 'on' | 'off'
  enterprise: boolean
  rateLimit: number
  origin: string
  history: History
  now(): Date
  nextId(): number
  tokens: Map<string, { permissions: Permissions; used: number }>
  grant(permissions: Permissions): string
  deployments: StoredDeployment[]
  environments: Map<string, Environment>
  pulls: Pull[]
  runs: Map<number, Run>
  checkRuns: Map<number, CheckRun>
  statuses: CommitStatus[]
  issues: Issue[]
  attestations: StoredAttestation[]
  storageRecords: StorageRecord[]
  analyses: Analysis[]
}

export function makeWorld(options: WorldOptions & { enterprise?: boolean }, history: History): World {
  const repository = options.repository ?? 'acme/shop'
  const tokens: World['tokens'] = new Map()
  // Real ids no longer fit into 32 bits, which GraphQL's Int and careless clients find out.
  let id = 3_000_000_000
  return {
    repository,
    repositoryId: options.repositoryId ?? 1001,
    owner: repository.split('/')[0] ?? '',
    ownerId: options.ownerId ?? 2002,
    ownerType: options.ownerType ?? 'Organization',
    visibility: options.visibility ?? (options.attestations === 'none' ? 'private' : 'public'),
    defaultBranch: options.defaultBranch ?? 'main',
    attestationMode: options.attestations ?? 'bundle',
    codeScanning: options.codeScanning ?? 'on',
    enterprise: options.enterprise === true,
    rateLimit: options.rateLimit ?? 1000,
    origin: '',
    history,
    now: options.now ?? (() => new Date()),
    nextId: () => ++id,
    tokens,
    grant: (permissions) => grant(tokens, permissions),
    deployments: [],
    environments: new Map(),
    pulls: [],
    runs: new Map(),
    checkRuns: new Map(),
    statuses: [],
    issues: [],
    attestations: [],
    storageRecords: [],
    analyses: [],
  }
}

function grant(tokens: World['tokens'], permissions: Permissions): string {
  const token = `ghs_${randomBytes(18).toString('hex')}`
  tokens.set(token, { permissions, used: 0 })
  return token
}

/** Formats a time as the API does: to the second. */
export function timestamp(world: World): string {
  return world
    .now()
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
}

/** Makes a node id of the real form: a prefix and [0, repository, id] in MessagePack, as base64. */
export function nodeId(world: World, prefix: string, id: number): string {
  const bytes = Buffer.alloc(12, 0)
  bytes.set([0x93, 0x00, 0xce])
  bytes.writeUInt32BE(world.repositoryId, 3)
  bytes[7] = 0xce
  bytes.writeUInt32BE(id, 8)
  return `${prefix}_${bytes.toString('base64url')}`
}

/** Commits have theirs with the hash in it. */
export function commitNodeId(sha: string): string {
  return `C_${Buffer.from(sha).toString('base64url')}`
}

/** The account of the runs' own token. */
export function actionsBot(world: World): components['schemas']['simple-user'] {
  const url = `${world.origin}/users/github-actions%5Bbot%5D`
  return {
    login: 'github-actions[bot]',
    id: 41898282,
    node_id: 'MDM6Qm90NDE4OTgyODI=',
    avatar_url: 'https://avatars.githubusercontent.com/in/15368?v=4',
    gravatar_id: '',
    url,
    html_url: 'https://github.com/apps/github-actions',
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: 'Bot',
    site_admin: false,
  }
}
