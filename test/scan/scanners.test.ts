import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseSbom } from '../../src/scan/sbom.ts'
import { testEdge } from '../support/edge.ts'
import { captured, freshDay, image, installScanners, scanBy } from './programs.ts'

let temp: string

beforeEach(() => {
  temp = mkdtempSync(join(tmpdir(), 'scanners-'))
})

afterEach(() => rmSync(temp, { recursive: true, force: true }))

const both = ['trivy', 'grype'] as const
/** Where each writes its findings. */
const outputs = { trivy: '--output', grype: '--file' }
const scans = { trivy: "args[0] === 'image'", grype: "args[0].startsWith('sbom:')" }

/** Has a scanner do something when it has written its findings. */
function afterScan(name: 'trivy' | 'grype', body: string) {
  return { [name]: { after: `if (${scans[name]}) { ${body} }` } }
}

describe.each(both)('%s', (name) => {
  it('tells what is in the image and what of it is vulnerable', async () => {
    using _ = installScanners()
    const report = await scanBy(name, { temp })
    expect(report.findings).toHaveLength(5)
    expect(report.sbom.packages.map((one) => one.name).sort()).toEqual([
      'base-files',
      'libssl3',
      'lodash',
      'minimist',
      'ms',
      'zlib1g',
    ])
    expect(report.sbom.document).not.toHaveProperty('vulnerabilities')
    expect(report).toMatchObject({
      uncovered: {},
      version: name === 'trivy' ? '0.74.0' : '0.110.0',
      db: { lastUpdate: expect.stringMatching(/^2026-11-25T05:01:4/) },
    })
  })

  it('asks for the image by its digest', async () => {
    using programs = installScanners()
    await scanBy(name, { temp })
    const asked = programs.calls(name === 'trivy' ? 'trivy' : 'syft').flatMap(({ args }) => args)
    expect(asked.at(name === 'trivy' ? asked.findIndex((arg) => arg.includes('@sha256:')) : -1)).toContain(
      `@${image.digest}`,
    )
  })

  it('leaves nothing behind but what is kept', async () => {
    using _ = installScanners()
    await scanBy(name, { temp })
    expect(readdirSync(temp)).toEqual(name === 'trivy' ? ['kept'] : [])
  })

  it('knows nothing of the job', async () => {
    const secret = {
      GITHUB_TOKEN: 's',
      ACTIONS_RUNTIME_TOKEN: 's',
      AWS_SECRET_ACCESS_KEY: 's',
      INPUT_KEY: 's',
    }
    const settings = { TRIVY_SEVERITY: 'CRITICAL', GRYPE_ONLY_FIXED: 'true', SYFT_EXCLUDE: '**' }
    Object.assign(process.env, secret, settings)
    try {
      using programs = installScanners()
      await scanBy(name, { temp })
      for (const { env, cwd } of programs.calls()) {
        for (const variable of Object.keys({ ...secret, ...settings }))
          expect(env).not.toHaveProperty(variable)
        expect(env.HOME).toMatch(/scanner-.*\/home$/)
        expect(cwd).toMatch(/scanner-.*\/empty$/)
      }
    } finally {
      for (const variable of Object.keys({ ...secret, ...settings })) delete process.env[variable]
    }
  })

  it('gets the login of the one registry, where nobody else can read it', async () => {
    const look = `const config = process.env.DOCKER_CONFIG + '/config.json'
if (fs.existsSync(config)) {
  const mode = fs.statSync(config).mode & 0o777
  fs.appendFileSync(${JSON.stringify(join(temp, 'seen.jsonl'))}, JSON.stringify({ mode, config: JSON.parse(fs.readFileSync(config)) }) + '\\n')
}`
    using _ = installScanners({ trivy: { before: look }, syft: { before: look } })
    const credentials = { username: 'ada', password: 'correct-horse' }
    const access = { reference: image, credentials }
    await scanBy(name, { temp, image: access })
    const seen = readFileSync(join(temp, 'seen.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const auth = Buffer.from('ada:correct-horse').toString('base64')
    expect(seen[0]).toEqual({ mode: 0o600, config: { auths: { '127.0.0.1:44929': { auth } } } })
  })

  it('looks up what an SBOM lists, and looks into no image', async () => {
    using programs = installScanners()
    const sbom = parseSbom(Buffer.from(captured('grype/sbom.cdx.json')))
    const report = await scanBy(name, { temp, sbom })
    expect(report.sbom).toBe(sbom)
    expect(report.findings).toHaveLength(5)
    expect(
      programs
        .calls()
        .flatMap(({ args }) => args)
        .join(' '),
    ).not.toContain('@sha256:')
  })

  it.each([
    ['crashes', 'process.exit(2)', /ended with exit code 2/],
    ['dies of a signal', "process.kill(process.pid, 'SIGKILL')", /ended with exit code 1/],
    [
      'writes half of its findings',
      `fs.truncateSync(option('${outputs[name]}'), 5000)`,
      /not JSON, or only a part/,
    ],
    [
      'writes nothing',
      `fs.rmSync(option('${outputs[name]}'))`,
      /ended as if all were well and wrote no findings/,
    ],
    ['writes an empty file', `fs.truncateSync(option('${outputs[name]}'), 0)`, /wrote no findings/],
    [
      'writes 200 MB',
      `fs.truncateSync(option('${outputs[name]}'), 200 * 1024 * 1024)`,
      /wrote a findings.json of 200 MiB; wanted at most 128 MiB/,
    ],
  ])('fails when it %s', async (_, body, message) => {
    using _programs = installScanners(afterScan(name, body))
    await expect(scanBy(name, { temp })).rejects.toThrow(message)
  })

  it('is stopped when it hangs', async () => {
    using _ = installScanners(afterScan(name, 'setInterval(() => {}, 1000)'))
    await expect(scanBy(name, { temp, tool: { timeout: 3000 } })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/did not end within 3 s and was stopped/),
    })
    expect(readdirSync(temp).filter((one) => one.startsWith('scanner-'))).toEqual([])
  })

  it('is not heard when it chatters', async () => {
    const chatter =
      "const line = 'x'.repeat(1e6) + '\\n'; for (let i = 0; i < 100; i++) fs.writeSync(1, line)"
    using _ = installScanners(afterScan(name, chatter))
    expect((await scanBy(name, { temp })).findings).toHaveLength(5)
  })

  it('fails by a database that is too old', async () => {
    using _ = installScanners()
    const later = testEdge({ now: () => new Date(freshDay.getTime() + 6 * 24 * 3_600_000) })
    await expect(scanBy(name, { temp }, later)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/^the database of (trivy|grype) is of 2026-11-25.*wanted at most 5d/),
    })
    await expect(scanBy(name, { temp, databaseMaxAge: 8 * 24 * 3_600_000 }, later)).resolves.toBeDefined()
  })

  it('refuses findings about another image', async () => {
    using _ = installScanners()
    const reference = { ...image, digest: `sha256:${'0'.repeat(64)}` as const }
    const access = { reference }
    await expect(scanBy(name, { temp, image: access })).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringContaining(`looked into 127.0.0.1:44929/acme/vulnerable-0@${image.digest}`),
    })
  })
})

it('asks Trivy for what else is wanted, and for nothing else', async () => {
  using programs = installScanners()
  await scanBy('trivy', { temp })
  const report = await scanBy('trivy', { temp, weaknesses: ['secret', 'misconfiguration'] })
  const asked = programs.calls('trivy').filter(({ args }) => args[0] === 'image')
  const scannersOf = (args: string[] = []) => args[args.indexOf('--scanners') + 1]
  expect(asked.map(({ args }) => scannersOf(args))).toEqual(['vuln', 'vuln,secret,misconfig'])
  expect(asked[0]?.args).not.toContain('--image-config-scanners')
  expect(report.weaknesses).not.toEqual([])
})

it('fails where Trivy has no database', async () => {
  using _ = installScanners(afterScan('trivy', "fs.rmSync(process.env.TRIVY_CACHE_DIR + '/db/trivy.db')"))
  await expect(scanBy('trivy', { temp })).rejects.toThrow(/trivy has no database at .*kept/)
})

describe('a distribution that the database of Grype does not know', () => {
  const withoutSystem = (distribution: object) => `
const said = JSON.parse(fs.readFileSync(option('--file')))
said.matches = said.matches.filter(({ artifact }) => artifact.type === 'npm')
Object.assign(said, ${JSON.stringify(distribution)})
fs.writeFileSync(option('--file'), JSON.stringify(said))`

  it('is told, where Grype passes over it', async () => {
    const changes = afterScan('grype', withoutSystem({}))
    const search = "if (args[1] === 'search') process.exit(args[args.length - 1] === 'debian@12.5' ? 1 : 3)"
    using _ = installScanners({ grype: { ...changes.grype, before: search } })
    expect((await scanBy('grype', { temp })).uncovered).toEqual({ 'deb/debian': 3 })
  })

  it('is not asked about where it has no name', async () => {
    using programs = installScanners(afterScan('grype', withoutSystem({ distro: { name: '', version: '' } })))
    expect((await scanBy('grype', { temp })).uncovered).toEqual({ 'deb/debian': 3 })
    expect(programs.calls('grype').filter(({ args }) => args[0] === 'db')).toEqual([])
  })

  it('is known, and clean, where Grype says so', async () => {
    using _ = installScanners(afterScan('grype', withoutSystem({})))
    expect((await scanBy('grype', { temp })).uncovered).toEqual({})
  })
})
