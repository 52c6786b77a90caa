import { describe, expect, it } from 'vitest'
import { Failure } from '../../src/failure.ts'
import { environmentOf, parsePolicy } from '../../src/policy/policy.ts'
import { tables } from './example.ts'

const file = '.github/immutable-deploy.yml'

/** The problems of a policy as `line: message`. */
async function problemsIn(text: string): Promise<string[]> {
  const failure = await parsePolicy(text, file, tables).then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(failure instanceof Failure))
    throw new Error('the policy was accepted, or something broke', { cause: failure })
  expect(failure.code).toBe('invalid-input')
  return failure.problems.map(({ message, place }) => `${place?.line}: ${message}`)
}

/** Puts lines into an otherwise good environment; the first of them is line 5. */
function inEnvironment(...lines: string[]): string {
  return [
    'version: 1',
    'environments:',
    '  staging: { target: { kind: directory, path: /srv } }',
    '  production:',
    ...lines.map((line) => `    ${line}`),
    '    target: { kind: directory, path: /srv }',
  ].join('\n')
}

const whole = `
version: 1
trust:
  signer-workflow: acme/shop/.github/workflows/deploy.yml
  signer-repo: acme/shop
  source-ref: refs/heads/main
  deny-self-hosted-runners: true
  key: .github/cosign.pub
  promotion: { deny-self-hosted-runners: false }
  scan: { signer-workflow: acme/shop/.github/workflows/nightly.yml, events: [schedule] }
environments:
  staging:
    target: { kind: directory, path: /srv/staging }
  production:
    after: staging
    soak: 30m
    require:
      plan: true
      sbom: true
      scan: { max-age: 7d, only-fixed: true, scanner: osv }
      status-checks: [test]
      rules:
        - name: non-root
          expression: image.config.User != "" && image.config.User != "root"
      commands:
        - { name: opa, run: conftest test -, timeout: 2m }
    freeze:
      - { from: 2026-12-24T00:00:00Z, until: 2027-01-02T00:00:00+01:00, reason: holidays }
      - { every: Fri 16:00 - Mon 08:00, time-zone: Europe/Berlin, reason: weekend, override: hotfix }
    strategy: { kind: blue-green }
    watch: 10m
    on-failure: stop
    retain: 0
    checks:
      - http: { path: /healthz, for: 10s }
      - command: { run: ./smoke.sh }
    target: { kind: directory, path: /srv/production }
`

describe('a good policy', () => {
  it('is read with its durations in milliseconds and its keys in camelCase', async () => {
    const { environments } = await parsePolicy(whole, file, tables)
    expect(environments.production).toEqual({
      after: 'staging',
      soak: 30 * 60_000,
      require: {
        plan: true,
        sbom: true,
        scan: { maxAge: 7 * 86_400_000, severityCutoff: 'high', onlyFixed: true, scanner: 'osv' },
        statusChecks: ['test'],
        rules: [{ name: 'non-root', expression: 'image.config.User != "" && image.config.User != "root"' }],
        commands: [{ name: 'opa', run: 'conftest test -', timeout: 120_000 }],
      },
      freeze: [
        {
          kind: 'range',
          from: new Date('2026-12-24T00:00:00Z'),
          until: new Date('2027-01-01T23:00:00Z'),
          reason: 'holidays',
        },
        {
          kind: 'recurring',
          recurrence: { days: { start: 5, end: 1 }, start: 960, end: 480, timeZone: 'Europe/Berlin' },
          reason: 'weekend',
          override: 'hotfix',
        },
      ],
      strategy: { kind: 'blue-green' },
      watch: 600_000,
      onFailure: 'stop',
      retain: 0,
      services: {
        app: {
          // As written: the adapters read their own options.
          checks: [
            { kind: 'http', options: { path: '/healthz', for: '10s' } },
            { kind: 'command', options: { run: './smoke.sh' } },
          ],
          target: { kind: 'directory', options: { path: '/srv/production' } },
        },
      },
    })
  })

  it('has every default filled in', async () => {
    const { trust, environments } = await parsePolicy(
      whole.replace(/trust:[\s\S]*?environments/, 'environments'),
      file,
      tables,
    )
    expect(environments.staging).toEqual({
      require: { plan: false, sbom: false, statusChecks: [], rules: [], commands: [] },
      freeze: [],
      strategy: { kind: 'blue-green' },
      watch: 0,
      onFailure: 'revert',
      retain: 3,
      services: { app: { checks: [], target: { kind: 'directory', options: { path: '/srv/staging' } } } },
    })
    expect(trust.build).toEqual({
      events: ['push', 'release', 'workflow_dispatch'],
      denySelfHostedRunners: false,
      certOidcIssuer: 'https://token.actions.githubusercontent.com',
    })
    expect(trust.scan.events).toEqual(['push', 'release', 'workflow_dispatch', 'schedule'])
  })

  it('overrides single keys of trust for scans and promotions', async () => {
    const { trust } = await parsePolicy(whole, file, tables)
    expect(trust.build).toMatchObject({ signerRepository: 'acme/shop', denySelfHostedRunners: true })
    expect(trust.promotion).toEqual({
      ...trust.build,
      denySelfHostedRunners: false,
      events: [...trust.build.events, 'schedule'],
    })
    expect(trust.scan).toEqual({
      ...trust.build,
      signerWorkflow: 'acme/shop/.github/workflows/nightly.yml',
      events: ['schedule'],
    })
  })

  it('may repeat itself by an alias', async () => {
    const text = 'version: 1\nenvironments:\n  a: &a { target: { kind: directory, path: /srv } }\n  b: *a\n'
    const { environments } = await parsePolicy(text, file, tables)
    expect(environments.b).toEqual(environments.a)
  })
})

describe('a fault', () => {
  it.each([
    [['soaks: 30m'], ['5: unknown key "soaks" in environments.production; did you mean "soak"?']],
    [
      ['colour: blue'],
      [
        '5: unknown key "colour" in environments.production; known are after, soak, registry, require, freeze, strategy, watch, on-failure, retain, checks, target, services',
      ],
    ],
    [
      ['registry: ghcr.io/acme/x:v1'],
      [
        '5: environments.production.registry: "ghcr.io/acme/x:v1" names one image; wanted a repository without tag and digest',
      ],
    ],
    [
      ['watch: 600'],
      ['5: environments.production.watch: wanted a duration such as 30s, 10m, 2h or 7d; found 600'],
    ],
    [
      ['watch: 1h30m'],
      ['5: environments.production.watch: wanted a duration such as 30s, 10m, 2h or 7d; found "1h30m"'],
    ],
    [
      ['watch: -5m'],
      ['5: environments.production.watch: wanted a duration such as 30s, 10m, 2h or 7d; found "-5m"'],
    ],
    [['soak: 30m'], ['5: environments.production.soak: needs "after": soaked where?']],
    [
      ['after: stagin'],
      ['5: environments.production.after: no environment "stagin"; did you mean "staging"?'],
    ],
    [
      ['after: production'],
      ['5: environments.production.after: goes in a circle: production after production'],
    ],
    [['retain: 51'], ['5: environments.production.retain: wanted at most 50; found 51']],
    [['retain: -1'], ['5: environments.production.retain: wanted at least 0; found -1']],
    [['retain: 2.5'], ['5: environments.production.retain: wanted a whole number; found 2.5']],
    [
      ['on-failure: ignore'],
      ['5: environments.production.on-failure: wanted one of revert, stop; found "ignore"'],
    ],
    [
      ['strategy: { kind: canary, steps: [10] }'],
      [
        '5: environments.production.strategy.kind: target kind "directory" cannot do "canary"; it can do blue-green',
      ],
    ],
    [
      ['freeze:', '  - { from: 2027-01-01T00:00:00Z, until: 2027-01-01T00:00:00Z, reason: x }'],
      ['6: environments.production.freeze[0].until: must be later than "from"; found "2027-01-01T00:00:00Z"'],
    ],
    [
      ['freeze:', '  - { from: 2026-12-24, until: 2027-01-01T00:00:00Z }'],
      [
        '6: environments.production.freeze[0].from: wanted an instant with its zone, such as 2026-12-24T00:00:00Z; found "2026-12-24"',
        '6: environments.production.freeze[0] has no "reason"',
      ],
    ],
    [
      [
        'freeze:',
        '  - { every: Friday 16:00 to Monday, time-zone: Berlin, reason: x }',
        '  - { every: "22:00 - 06:00", reason: x }',
        '  - { every: "22:00 - 06:00", time-zone: UTC, until: 2027-01-01T00:00:00Z, reason: x }',
        '  - { from: 2027-01-01T00:00:00Z, reason: x }',
        '  - { time-zone: UTC, reason: x, override: not a name }',
        '  - { every: "22:00 - 06:00", timezone: UTC, reason: x }',
      ],
      [
        '6: environments.production.freeze[0].every: wanted a window such as "Fri 16:00 - Mon 08:00", or "22:00 - 06:00" for each day; found "Friday 16:00 to Monday"',
        '6: environments.production.freeze[0].time-zone: wanted a time zone by its IANA name, such as Europe/Berlin; found "Berlin"',
        '7: environments.production.freeze[1].every: needs "time-zone": by whose clock, as in Europe/Berlin; found "22:00 - 06:00"',
        '8: environments.production.freeze[2].every: stands in place of "from" and "until", not beside them; found "22:00 - 06:00"',
        '9: environments.production.freeze[3]: wanted "from" and "until", or "every" and "time-zone"',
        '10: environments.production.freeze[4].override: wanted a name of up to 63 letters, digits, ".", "_" or "-"; found "not a name"',
        '10: environments.production.freeze[4].time-zone: needs "every"; found "UTC"',
        '11: unknown key "timezone" in environments.production.freeze[5]; did you mean "time-zone"?',
        '11: environments.production.freeze[5].every: needs "time-zone": by whose clock, as in Europe/Berlin; found "22:00 - 06:00"',
      ],
    ],
    [
      ['require: { sbom: yes }'],
      ['5: environments.production.require.sbom: wanted true or false; found "yes"'],
    ],
    [['require: { scan: true }'], ['5: environments.production.require.scan: wanted a map; found true']],
    [
      ['require: { scan: { severity-cutoff: unknown } }'],
      [
        '5: environments.production.require.scan.severity-cutoff: wanted one of negligible, low, medium, high, critical; found "unknown"',
      ],
    ],
    [
      ['require: { status-checks: test }'],
      ['5: environments.production.require.status-checks: wanted a list; found "test"'],
    ],
    [
      ['checks:', '  - http: { path: /a, url: https://b.example }'],
      ['6: environments.production.checks[0].http: wanted either "path" or "url"'],
    ],
    [
      ['checks:', '  - http: { path: //evil.example }'],
      [
        '6: environments.production.checks[0].http.path: wanted a path that starts with one "/"; found "//evil.example"',
      ],
    ],
    [
      ['checks:', '  - http: { url: "http://shop.example" }'],
      [
        '6: environments.production.checks[0].http.url: wanted an https address, or http to this machine; found "http://shop.example"',
      ],
    ],
    [
      ['checks:', '  - http: { path: /, for: 2m }'],
      ['6: environments.production.checks[0].http.for: must be shorter than "timeout"; found "2m"'],
    ],
    [
      ['checks:', '  - datadog: { query: up }'],
      [
        '6: unknown key "datadog" in environments.production.checks[0]; known are http, tcp, command, prometheus, github-checks',
      ],
    ],
    [
      ['checks:', '  - {}'],
      [
        '6: environments.production.checks[0]: wanted one check: http or tcp or command or prometheus or github-checks',
      ],
    ],
    [
      ['checks:', '  - http: { path: / }', '    command: { run: "true" }'],
      [
        '6: environments.production.checks[0]: wanted one check: http or tcp or command or prometheus or github-checks',
      ],
    ],
  ])('of an environment is told with its line: %j', async (lines, expected) => {
    expect(await problemsIn(inEnvironment(...lines))).toEqual(expected)
  })

  it.each([
    [
      '{ kind: kubernetes }',
      'environments.a.target.kind: wanted one of directory, registry; found "kubernetes"',
    ],
    [
      '{ kind: directory, path: rel }',
      'environments.a.target.path: Invalid string: must start with "/"; found "rel"',
    ],
    ['{ kind: directory }', 'environments.a.target has no "path"'],
    [
      '{ kind: directory, path: /a, tag: b }',
      'unknown key "tag" in environments.a.target; known are path, kind',
    ],
    ['{}', 'environments.a.target has no "kind"'],
  ])('of the target %s is told', async (target, expected) => {
    const text = `version: 1\nenvironments:\n  a:\n    target: ${target}`
    expect(await problemsIn(text)).toEqual([`4: ${expected}`])
  })

  it.each([
    [
      'events: [push, pull_request]',
      'trust.events[1]: "pull_request" runs code that anyone may propose, and is never trusted',
    ],
    [
      'events: [pull_request_target]',
      'trust.events[0]: "pull_request_target" runs code that anyone may propose, and is never trusted',
    ],
    ['events: [psuh]', 'trust.events[0]: "psuh" is not known; did you mean "push"?'],
    ['events: []', 'trust.events: must not be empty; found a list'],
    ['source-ref: main', 'trust.source-ref: wanted a full ref such as refs/heads/main; found "main"'],
    [
      'signer-workflow: deploy.yml',
      'trust.signer-workflow: wanted owner/repository/path.yml, with or without @ref; found "deploy.yml"',
    ],
    ['cert-identity-regex: "("', 'trust.cert-identity-regex: wanted a regular expression; found "("'],
    [
      'key: /etc/cosign.pub',
      'trust.key: wanted a path inside this repository, such as .github/cosign.pub; found "/etc/cosign.pub"',
    ],
    [
      'key: a/../../b.pub',
      'trust.key: wanted a path inside this repository, such as .github/cosign.pub; found "a/../../b.pub"',
    ],
    [
      'trusted-root: https://evil.example/root.json',
      'trust.trusted-root: wanted a path inside this repository, such as .github/cosign.pub; found "https://evil.example/root.json"',
    ],
    [
      'scan: { promotion: {} }',
      'unknown key "promotion" in trust.scan; known are signer-workflow, signer-repo, source-ref, events, deny-self-hosted-runners, cert-identity, cert-identity-regex, cert-oidc-issuer, key, trusted-root',
    ],
  ])('of trust is told: %s', async (line, expected) => {
    const text = `version: 1\nenvironments: { a: { target: { kind: directory, path: /a } } }\ntrust:\n  ${line}`
    expect(await problemsIn(text)).toEqual([`4: ${expected}`])
  })

  it.each([
    ['image.config.User !=', 'does not compile: found ! but expecting end of input, at character 19'],
    ['imag.config.User == ""', 'does not compile: unknown variable "imag"; did you mean "image"?'],
    ['env("TOKEN") == ""', 'does not compile: unknown function "env"'],
    [`${'('.repeat(3000)}true${')'.repeat(3000)}`, 'does not compile: it is nested too deeply'],
  ])('of an expression is found when the policy is read: %.30s', async (expression, expected) => {
    const text = inEnvironment(
      'require:',
      '  rules:',
      '    - name: mine',
      `      expression: '${expression}'`,
    )
    expect(await problemsIn(text)).toEqual([
      `8: environments.production.require.rules[0].expression: ${expected}`,
    ])
  })

  it('is a name that two rules have, since a verdict must say whose it is', async () => {
    const rule = "    - { name: mine, expression: 'true' }"
    expect(await problemsIn(inEnvironment('require:', '  rules:', rule, rule))).toEqual([
      '8: environments.production.require.rules[1].name: "mine" is taken already',
    ])
  })

  it('is a name that a rule and a command have', async () => {
    const rule = "    - { name: mine, expression: 'true' }"
    const command = '    - { name: mine, run: ./ask.sh }'
    expect(await problemsIn(inEnvironment('require:', '  rules:', rule, '  commands:', command))).toEqual([
      '9: environments.production.require.commands[0].name: "mine" is taken already',
    ])
  })

  it.each(['scan', 'provenance', 'plan', 'order'])(
    'is a rule that calls itself "%s", as one of ours does',
    async (name) => {
      const text = inEnvironment('require:', '  rules:', `    - { name: ${name}, expression: 'true' }`)
      expect(await problemsIn(text)).toEqual([
        `7: environments.production.require.rules[0].name: "${name}" is taken already`,
      ])
    },
  )

  it('is a circle of several environments, told at each of them', async () => {
    const target = 'target: { kind: directory, path: /a }'
    const text = `version: 1\nenvironments:\n  a: { after: b, ${target} }\n  b: { after: c, ${target} }\n  c: { after: b, ${target} }`
    expect(await problemsIn(text)).toEqual([
      '4: environments.b.after: goes in a circle: b after c after b',
      '5: environments.c.after: goes in a circle: c after b after c',
    ])
  })

  it('does not hide the others', async () => {
    const text = inEnvironment(
      'soaks: 1m',
      'after: nowhere',
      'retain: many',
      'require: { rules: [{ expression: "1 +" }] }',
    )
    expect((await problemsIn(text)).map((line) => line.split(':', 1)[0])).toEqual(['5', '6', '7', '8', '8'])
  })

  it('is told on one line, whatever the file holds', async () => {
    const problems = await problemsIn(`version: 1\nenvironments:\n  "a\\nb\\u2028::error::c": {}\n"d\\ne": 1`)
    expect(problems.length).toBeGreaterThan(0)
    expect(problems.join('')).not.toMatch(/[\n\u2028]/)
  })
})

describe('a file that is no policy', () => {
  it.each([
    ['', '1: wanted a map; found nothing'],
    ['- version', '1: wanted a map; found a list'],
    ['version: 1', '1: the policy has no "environments"'],
    ['version: 1\nenvironments: {}', '2: environments: wanted at least one environment'],
    [
      'version: "1"\nenvironments: { a: { target: { kind: directory, path: /a } } }',
      '1: version: wanted 1; found "1"',
    ],
    ['version: 1\nversion: 1', '2: Map keys must be unique'],
    ['a: !!js/function x', '1: Unresolved tag: tag:yaml.org,2002:js/function'],
    [
      'version: 1\n---\nversion: 1',
      '2: Source contains multiple documents; please use YAML.parseAllDocuments()',
    ],
    ['__proto__: { x: 1 }\nversion: 1', '1: unknown key "__proto__"'],
    ['version: 1\nenvironments:\n  __proto__: { target: {} }', '3: unknown key "__proto__"'],
  ])('is refused: %j', async (text, expected) => {
    expect(await problemsIn(text)).toEqual([expected])
  })

  it('refuses aliases that multiply', async () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x]',
      'b: &b [*a, *a, *a, *a, *a, *a, *a, *a]',
      'c: &c [*b, *b, *b, *b, *b, *b, *b, *b]',
      'd: [*c, *c, *c, *c, *c, *c]',
    ]
    expect(await problemsIn(bomb.join('\n'))).toEqual([
      '1: Excessive alias count indicates a resource exhaustion attack',
    ])
  })

  it.each([
    ['brackets', '['.repeat(100_000), 'nested too deeply'],
    ['lists', '- '.repeat(100_000), 'nested too deeply'],
    // The parser alone would try for longer than anybody waits.
    ['keys of keys', '? '.repeat(2000), 'nested too deeply'],
    ['size', `# ${'x'.repeat(1024 * 1024)}`, 'wanted at most 1048576'],
  ])('refuses too much of %s', async (_, text, reason) => {
    await expect(parsePolicy(text, file, tables)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining(reason),
    })
  })
})

describe('environmentOf', () => {
  it('gives the environment of that name', async () => {
    const policy = await parsePolicy(whole, file, tables)
    expect(environmentOf(policy, 'production').after).toBe('staging')
  })

  it.each(['prod', 'Production', 'constructor', '__proto__', ''])(
    'refuses "%s" and names those there are',
    async (name) => {
      const policy = await parsePolicy(whole, file, tables)
      expect(() => environmentOf(policy, name)).toThrow(
        new Failure(
          'invalid-input',
          `the policy names no environment "${name}"; it names "staging", "production"`,
        ),
      )
    },
  )
})
