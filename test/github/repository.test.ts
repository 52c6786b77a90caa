import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { startGitHub } from '../support/github.ts'
import { connect } from './connect.ts'

const directory = mkdtempSync(join(tmpdir(), 'history-'))
afterAll(() => rmSync(directory, { recursive: true }))

function git(...args: string[]): string {
  const author = ['-c', 'user.name=Octocat', '-c', 'user.email=octocat@acme.example']
  return execFileSync('git', [...author, ...args], { cwd: directory, encoding: 'utf8' }).trim()
}

function commit(name: string, content: string | Uint8Array): string {
  writeFileSync(join(directory, name), content)
  git('add', '.')
  git('commit', '--quiet', '--message', `change ${name}`)
  return git('rev-parse', 'HEAD')
}

const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x00, 0xff, 0x80])
git('init', '--quiet', '--initial-branch', 'main')
const first = commit('policy.yml', 'version: 1\n')
const second = commit('key.bin', bytes)
git('switch', '--quiet', '--create', 'odd')
commit('latin.txt', Buffer.from('caf\xe9\n', 'latin1'))
symlinkSync('policy.yml', join(directory, 'link.yml'))
commit('more.txt', 'more\n')
git('switch', '--quiet', '--create', 'topic', first)
const topic = commit('policy.yml', 'version: 2\n')

describe('the repository', () => {
  it('has a head, whatever is checked out', async () => {
    await using server = await startGitHub({ git: directory })
    expect(await connect(server).fetchDefaultHead()).toBe(second)
  })

  it.each([
    ['text', 'policy.yml', first, Buffer.from('version: 1\n')],
    ['another commit', 'policy.yml', topic, Buffer.from('version: 2\n')],
    ['bytes', 'key.bin', second, bytes],
    ['no file', 'key.bin', first, undefined],
    ['no commit', 'key.bin', '9'.repeat(40), undefined],
  ])('gives a file as it was committed: %s', async (_, path, at, content) => {
    await using server = await startGitHub({ git: directory })
    expect(await connect(server).fetchFile(path, at)).toEqual(content)
  })

  it('gives its head with files of that commit, all by one request', async () => {
    await using server = await startGitHub({ git: directory })
    const github = connect(server)
    const { commit, files } = await github.fetchHead(['policy.yml', 'missing.yml'])
    expect([commit, github.calls()]).toEqual([second, 1])
    expect([...files]).toEqual([
      ['policy.yml', Buffer.from('version: 1\n')],
      ['missing.yml', undefined],
    ])
  })

  it.each([
    ['is no text', 'key.bin'],
    ['is text in another encoding', 'latin.txt'],
    ['is a link', 'link.yml'],
    ['may be there under another spelling', './missing.yml'],
  ])('leaves a file to be asked for by itself that %s', async (_, path) => {
    await using server = await startGitHub({ git: directory, defaultBranch: 'odd' })
    const { files } = await connect(server).fetchHead([path, 'policy.yml'])
    expect([...files.keys()]).toEqual(['policy.yml'])
  })

  it('is asked for its head in another way where GraphQL has no answer', async () => {
    await using server = await startGitHub({ git: directory })
    server.fault({ path: /graphql/, answer: { status: 200, body: { errors: [{ message: 'timeout' }] } } })
    expect(await connect(server).fetchHead(['policy.yml'])).toEqual({ commit: second, files: new Map() })
  })

  it('whose head may not be read says by which permission it could', async () => {
    await using server = await startGitHub({ git: directory })
    await expect(connect(server, {}).fetchHead(['policy.yml'])).rejects.toMatchObject({
      code: 'unauthorized',
      message: 'missing permission contents: read; add it to the job that calls this action',
    })
  })

  it.each([
    ['ahead', first, second],
    ['behind', second, first],
    ['identical', first, first],
    ['diverged', second, topic],
    ['unknown', first, '9'.repeat(40)],
  ])('says that a commit is %s', async (expected, base, head) => {
    await using server = await startGitHub({ git: directory })
    expect(await connect(server).compare(base, head)).toBe(expected)
  })
})

describe('the checks of a commit', () => {
  const sha = '1'.repeat(40)

  it('are its check runs and its statuses, and only a success has passed', async () => {
    await using server = await startGitHub()
    const at = (second: number) => `2026-11-25T10:00:0${second}Z`
    const done = { status: 'completed', sha, startedAt: at(1) }
    server.setCheckRun(1, { name: 'test', conclusion: 'success', ...done })
    server.setCheckRun(2, { name: 'test', conclusion: 'skipped', ...done, app: 'acme-e2e' })
    server.setCheckRun(3, { name: 'lint', status: 'in_progress', sha })
    server.addStatus({ sha, context: 'legacy', state: 'failure', createdAt: at(2) })
    server.addStatus({ sha, context: 'legacy', state: 'success', createdAt: at(3) })
    server.addStatus({ sha, context: 'slow', state: 'pending', createdAt: at(4) })
    const [success, skipped] = [
      { passed: true, state: 'success', ended: true },
      { passed: false, state: 'skipped', ended: true },
    ]
    const actions = { app: 'github-actions' }
    expect(await connect(server).fetchCommitChecks(sha)).toEqual([
      { name: 'test', ...success, startedAt: new Date(at(1)), ...actions },
      { name: 'test', ...skipped, startedAt: new Date(at(1)), app: 'acme-e2e' },
      { name: 'lint', passed: false, state: 'in_progress', ended: false, ...actions },
      { name: 'slow', passed: false, state: 'pending', ended: false, startedAt: new Date(at(4)) },
      { name: 'legacy', ...success, startedAt: new Date(at(3)) },
    ])
  })
})

describe('runs', () => {
  it('and check runs tell whether they still run', async () => {
    await using server = await startGitHub()
    const github = connect(server)
    server.setCheckRun(9, { status: 'completed', conclusion: 'failure' })
    server.setRun(5, { status: 'in_progress', attempt: 3 })
    expect(await github.fetchCheckRun(9)).toEqual({ status: 'completed', conclusion: 'failure' })
    expect(await github.fetchRun(5)).toEqual({ status: 'in_progress', attempt: 3 })
    expect([await github.fetchCheckRun(1), await github.fetchRun(1)]).toEqual([undefined, undefined])
  })
})
