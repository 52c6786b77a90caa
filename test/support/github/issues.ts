import { type Answer, type Call, failure, page, type Route } from './server.ts'
import type { Issue, World } from './world.ts'

// https://docs.github.com/rest/issues/issues

export function issueRoutes(world: World): Route[] {
  const at = '/repos/{repository}/issues'
  const answer = (change: (issue: Issue, call: Call) => void) => (call: Call) =>
    changeIssue(world, call, change)
  return [
    { method: 'GET', path: at, permission: 'issues: read', answer: (call) => listIssues(world, call) },
    { method: 'POST', path: at, permission: 'issues: write', answer: (call) => createIssue(world, call) },
    { method: 'GET', path: `${at}/{number}`, permission: 'issues: read', answer: answer(() => {}) },
    { method: 'PATCH', path: `${at}/{number}`, permission: 'issues: write', answer: answer(updateIssue) },
  ]
}

function listIssues(world: World, call: Call): Answer {
  const labels = (call.query.get('labels') ?? '').split(',').filter((label) => label !== '')
  const state = call.query.get('state') ?? 'open'
  const found = world.issues.filter(
    (issue) =>
      (state === 'all' || issue.state === state) && labels.every((label) => issue.labels.includes(label)),
  )
  const { items, headers } = page(
    call,
    found.map((issue) => shown(world, issue)),
  )
  return { status: 200, body: items, headers }
}

function createIssue(world: World, { body }: Call): Answer {
  const { title } = body
  if (typeof title !== 'string') return failure(422, 'Invalid request.\n\n"title" wasn\'t supplied.')
  const issue: Issue = { number: world.issues.length + 1, title, body: '', state: 'open', labels: [] }
  updateFields(issue, body)
  world.issues.unshift(issue)
  const url = `${world.origin}/repos/${world.repository}/issues/${issue.number}`
  return { status: 201, body: shown(world, issue), headers: { location: url } }
}

function changeIssue(world: World, call: Call, change: (issue: Issue, call: Call) => void): Answer {
  const issue = world.issues.find(({ number }) => String(number) === call.parameters.number)
  if (issue === undefined) return failure(404, 'Not Found')
  change(issue, call)
  return { status: 200, body: shown(world, issue) }
}

function updateIssue(issue: Issue, { body }: Call): void {
  updateFields(issue, body)
}

function updateFields(issue: Issue, { title, body, state, labels }: Record<string, unknown>): void {
  if (typeof title === 'string') issue.title = title
  if (typeof body === 'string') issue.body = body
  if (state === 'open' || state === 'closed') issue.state = state
  if (Array.isArray(labels)) issue.labels = labels.map(String)
}

// Pull requests are in the same list, told apart by a key.
function shown(world: World, { labels, isPullRequest, ...issue }: Issue) {
  const url = `${world.origin}/repos/${world.repository}/issues/${issue.number}`
  const html_url = `https://github.com/${world.repository}/issues/${issue.number}`
  const named = labels.map((name) => ({ name }))
  return { ...issue, url, html_url, labels: named, ...(isPullRequest === true && { pull_request: { url } }) }
}
