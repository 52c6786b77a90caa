import type { Edge } from '../edge.ts'
import { type Attestations, attestationsOf } from './attestations.ts'
import { type CodeScanning, codeScanningOf } from './code-scanning.ts'
import { type Commits, commitsOf } from './commits.ts'
import { type ConnectionOptions, openConnection } from './connection.ts'
import { type Contents, contentsOf } from './contents.ts'
import { type Deployments, deploymentsOf } from './deployments.ts'
import { type Environments, environmentsOf } from './environments.ts'
import { type History, historyOf } from './history.ts'
import { type Runs, runsOf } from './runs.ts'
import { type StorageRecords, storageRecordsOf } from './storage-records.ts'

/** The few things that are asked of GitHub's API, about one repository. */
export interface GitHub
  extends Deployments,
    Attestations,
    Contents,
    Commits,
    History,
    Environments,
    Runs,
    StorageRecords,
    CodeScanning {
  /** `acme/shop` */
  readonly repository: string
  /** API requests made so far; what the edge retries counts once. */
  calls(): number
}

/** Connects to a repository's API; nothing is sent until something is asked. */
export function connectGitHub(options: ConnectionOptions, edge: Pick<Edge, 'fetch' | 'log'>): GitHub {
  const connection = openConnection(options, edge)
  return {
    repository: connection.repository,
    calls: connection.calls,
    ...deploymentsOf(connection),
    ...attestationsOf(connection, edge),
    ...contentsOf(connection),
    ...commitsOf(connection),
    ...historyOf(connection),
    ...environmentsOf(connection),
    ...runsOf(connection),
    ...storageRecordsOf(connection),
    ...codeScanningOf(connection),
  }
}

export type { CommitCheck, Comparison } from './commits.ts'
export type { Deployment, DeploymentRequest, DeploymentStatus, StatusRequest } from './deployments.ts'
export type { EnvironmentProtection } from './environments.ts'
export type { CommitRange, CommitSummary, PullRequest } from './history.ts'
export type { ListedDeployment } from './statuses-query.ts'
