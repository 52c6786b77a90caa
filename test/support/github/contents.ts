import { type Answer, type Call, failure, page, type Route } from './server.ts'
import { commitNodeId, nodeId, type World } from './world.ts'

// https://docs.github.com/rest/repos/contents and …/commits/commits

export function contentRoutes(world: World): Route[] {
  const at = '/repos/{repository}'
  return [
    {
      method: 'GET',
      path: at,
      permission: 'metadata: read',
      answer: () => ({ status: 200, body: repository(world) }),
    },
    {
      method: 'GET',
      path: `${at}/contents/{path+}`,
      permission: 'contents: read',
      answer: (call) => getContent(world, call),
    },
    {
      method: 'GET',
      path: `${at}/compare/{range}`,
      permission: 'contents: read',
      answer: (call) => compare(world, call),
    },
    {
      method: 'GET',
      path: `${at}/commits/{ref}`,
      permission: 'contents: read',
      answer: (call) => getCommit(world, call),
    },
  ]
}

function repository(world: World) {
  const [, name] = world.repository.split('/')
  return {
    id: world.repositoryId,
    node_id: nodeId(world, 'R', world.repositoryId),
    name,
    full_name: world.repository,
    private: world.visibility === 'private',
    visibility: world.visibility,
    owner: { login: world.owner, id: world.ownerId, type: world.ownerType },
    html_url: `https://github.com/${world.repository}`,
    url: `${world.origin}/repos/${world.repository}`,
    default_branch: world.defaultBranch,
  }
}

async function getContent(world: World, call: Call): Promise<Answer> {
  const commit = await world.history.resolve(call.query.get('ref') ?? 'HEAD')
  if (commit === undefined) return failure(404, `No commit found for the ref ${call.query.get('ref')}`)
  const path = call.parameters.path ?? ''
  const bytes = await world.history.read(commit, path)
  if (bytes === undefined) return failure(404, 'Not Found')
  if (/raw/.test(call.headers.accept ?? '')) {
    // The real one says charset=utf-8 about any bytes.
    const headers = { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' }
    return { status: 200, body: bytes, headers }
  }
  const content = Buffer.from(bytes).toString('base64')
  return { status: 200, body: { type: 'file', encoding: 'base64', size: bytes.length, path, content } }
}

async function getCommit(world: World, call: Call): Promise<Answer> {
  const ref = call.parameters.ref ?? ''
  const sha = await world.history.resolve(ref)
  if (sha === undefined) return failure(422, `No commit found for SHA: ${ref}`)
  if (/sha/.test(call.headers.accept ?? '')) {
    return {
      status: 200,
      body: sha,
      headers: { 'content-type': 'application/vnd.github.sha; charset=utf-8' },
    }
  }
  return { status: 200, body: await commitOf(world, sha) }
}

async function commitOf(world: World, sha: string) {
  const [subject, name] = await Promise.all([world.history.subject(sha), world.history.author(sha)])
  // No account is known by the address in the commit, as of many real ones.
  const commit = { message: `${subject}\n\nIts body.`, author: { name } }
  return { sha, node_id: commitNodeId(sha), commit, author: null, parents: [] }
}

// Without `page` as many as it shows at all; by pages as any list.
// https://docs.github.com/rest/commits/commits#compare-two-commits
const shownCommits = 250

async function compare(world: World, call: Call): Promise<Answer> {
  const [base = '', head = ''] = (call.parameters.range ?? '').split('...')
  const comparison = await world.history.compare(base, head)
  if (comparison === undefined) return failure(404, 'Not Found')
  const { ahead, behind, mergeBase } = comparison
  const { items: shown, headers } = call.query.has('page')
    ? page(call, ahead)
    : { items: ahead.slice(0, shownCommits), headers: {} }
  const body = {
    status: statusOf(ahead.length, behind.length),
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    merge_base_commit: await commitOf(world, mergeBase),
    commits: await Promise.all(shown.map((sha) => commitOf(world, sha))),
  }
  return { status: 200, body, headers }
}

function statusOf(ahead: number, behind: number): string {
  if (ahead > 0 && behind > 0) return 'diverged'
  if (ahead > 0) return 'ahead'
  return behind > 0 ? 'behind' : 'identical'
}
