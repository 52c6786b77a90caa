import { connectGitHub, type GitHub } from '../../src/github/github.ts'
import { testEdge } from '../support/edge.ts'
import type { GitHubServer, Permissions } from '../support/github.ts'

/** Connects to the emulator with these permissions; all that the verbs need unless told. */
export function connect(server: GitHubServer, permissions: Permissions = allPermissions): GitHub {
  const token = server.token(permissions)
  return connectGitHub({ token, apiUrl: server.url, repository: server.repository }, testEdge())
}

const allPermissions: Permissions = {
  actions: 'read',
  attestations: 'write',
  checks: 'read',
  contents: 'read',
  deployments: 'write',
  statuses: 'read',
}
