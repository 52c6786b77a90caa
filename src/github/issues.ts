import { type Connection, fetchPages } from './connection.ts'

export type Issue = { number: number; title: string; body: string; url: string }

export type IssueText = { title: string; body: string; labels?: readonly string[] }

export interface Issues {
  /** The open issues with a label; pull requests, which GitHub lists among them, are left out. */
  listOpenIssues(label: string): Promise<Issue[]>
  createIssue(issue: IssueText): Promise<Issue>
  updateIssue(number: number, change: Partial<IssueText> & { state?: 'open' | 'closed' }): Promise<void>
}

export function issuesOf(connection: Connection): Issues {
  return {
    listOpenIssues: (label) => listOpenIssues(connection, label),
    createIssue: (issue) => createIssue(connection, issue),
    updateIssue: (number, change) => updateIssue(connection, number, change),
  }
}

async function listOpenIssues(connection: Connection, label: string): Promise<Issue[]> {
  const verb = { doing: `list the issues labelled "${label}"`, permission: 'issues: read' }
  const pages = fetchPages(connection, verb, (send, page) =>
    send('GET /repos/{owner}/{repo}/issues', { ...connection.repo, ...page, labels: label, state: 'open' }),
  )
  const issues: Issue[] = []
  for await (const page of pages) {
    issues.push(...page.filter(({ pull_request }) => pull_request === undefined).map(issueOf))
  }
  return issues
}

async function createIssue(connection: Connection, { title, body, labels }: IssueText): Promise<Issue> {
  const verb = { doing: 'open an issue', permission: 'issues: write' }
  const { data } = await connection.send(verb, (send) =>
    send('POST /repos/{owner}/{repo}/issues', {
      ...connection.repo,
      title,
      body,
      ...(labels !== undefined && { labels: [...labels] }),
    }),
  )
  return issueOf(data)
}

async function updateIssue(
  connection: Connection,
  number: number,
  { labels, ...change }: Partial<IssueText> & { state?: 'open' | 'closed' },
): Promise<void> {
  const verb = { doing: `update issue ${number}`, permission: 'issues: write', idempotent: true }
  await connection.send(verb, (send) =>
    send('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
      ...connection.repo,
      issue_number: number,
      ...change,
      ...(labels !== undefined && { labels: [...labels] }),
    }),
  )
}

type IssueAnswer = { number: number; title: string; body?: string | null; html_url: string }

function issueOf({ number, title, body, html_url }: IssueAnswer): Issue {
  return { number, title, body: body ?? '', url: html_url }
}
