import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Exec, ExecOptions } from '../../src/edge.ts'
import { type FailureCode, isFailure } from '../../src/failure.ts'
import { connectRegistry } from '../../src/registry/registry.ts'
import { directory } from '../../src/target/directory/directory.ts'
import type { TargetEdge } from '../../src/target/target.ts'
import { testEdge } from '../support/edge.ts'
import { knownHost, sshHere } from '../support/ssh.ts'

afterEach(() => void vi.unstubAllEnvs())

const edge = testEdge()
const ssh = { host: 'web1.example.com', user: 'deploy', 'known-hosts': [knownHost] }

function connect(by: TargetEdge, more: Record<string, unknown> = {}, path = '/srv/never-there') {
  const registry = connectRegistry({ credentials: async () => undefined }, edge)
  const context = {
    owner: 'acme/shop',
    environment: 'staging',
    service: 'app',
    strategy: 'blue-green',
  } as const
  return directory.connect({ path, ssh: { ...ssh, ...more } }, { ...context, registry }, by)
}

/** An ssh that says this on its standard error and ends; counts how often it is started. */
function sshThatSays(stderr: string, stdout = '', exitCode = 255) {
  const exec = vi.fn<Exec>(async () => ({ exitCode, stdout, stderr }))
  return { exec, edge: testEdge({ exec }) }
}

type Seen = {
  args: readonly string[]
  options: ExecOptions
  files: Record<string, { text: string; mode: number }>
}

/** Runs one verb and returns what ssh was given, its files as it found them. */
async function sshOf(more: Record<string, unknown>): Promise<Seen> {
  const seen: Seen[] = []
  const exec: Exec = async (command, args, options = {}) => {
    const folder = dirname(args[1] ?? '')
    const names = ['config', 'known_hosts', 'key'].filter((name) => existsSync(`${folder}/${name}`))
    const files = names.map((name) => {
      const file = `${folder}/${name}`
      return [
        name,
        { text: readFileSync(file, 'utf8').replaceAll(folder, 'DIR'), mode: statSync(file).mode & 0o777 },
      ]
    })
    seen.push({
      args: args.map((arg) => arg.replace(folder, 'DIR')),
      options,
      files: Object.fromEntries(files),
    })
    const answer = await sshHere(edge).exec(command, args, options)
    expect(existsSync(folder)).toBe(true)
    folders.push(folder)
    return answer
  }
  const folders: string[] = []
  await connect(testEdge({ exec }), more).observe()
  expect(folders.filter((folder) => existsSync(folder))).toEqual([])
  const [first] = seen
  if (first === undefined) throw new Error('ssh was not started')
  return first
}

const privateKey = `-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW
-----END OPENSSH PRIVATE KEY-----`

describe('what ssh is given', () => {
  it('is a configuration of ours and one line for any login shell, with nothing of the policy in it', async () => {
    const { args } = await sshOf({})
    expect(args).toEqual([
      '-F',
      'DIR/config',
      'directory',
      expect.stringMatching(/^exec sh -c 'eval "\$\(dd bs=1 count=\d+ 2>\/dev\/null\)"'$/),
    ])
  })

  it('takes no host that the policy does not know, asks nobody, and passes nothing on', async () => {
    const { files } = await sshOf({ port: 2222 })
    expect(files.known_hosts?.text).toBe(`${knownHost}\n`)
    expect(files.config?.text.split('\n')).toEqual(
      expect.arrayContaining([
        'BatchMode yes',
        'StrictHostKeyChecking yes',
        'UserKnownHostsFile "DIR/known_hosts"',
        'GlobalKnownHostsFile /dev/null',
        'UpdateHostKeys no',
        'ForwardAgent no',
        'Host directory',
        'HostName web1.example.com',
        'Port 2222',
        'User deploy',
      ]),
    )
    expect(files.config?.text).not.toMatch(/Identity|ProxyJump/)
  })

  it('is the key of the variable alone, in a file that nobody else reads and that goes', async () => {
    vi.stubEnv('SHOP_KEY', ` ${privateKey.replaceAll('\n', '\r\n')}`)
    const { files } = await sshOf({ 'key-env': 'SHOP_KEY' })
    expect(files.key).toEqual({ text: `${privateKey}\n`, mode: 0o600 })
    expect(files.config?.text).toContain('IdentityAgent none\nIdentitiesOnly yes\nIdentityFile "DIR/key"\n')
  })

  it('is taken out of what commands get of the job, and is there for the next connection', async () => {
    vi.stubEnv('BLOG_KEY', privateKey)
    await sshOf({ 'key-env': 'BLOG_KEY' })
    expect(process.env.BLOG_KEY).toBeUndefined()
    expect((await sshOf({ 'key-env': 'BLOG_KEY' })).files.key?.text).toBe(`${privateKey}\n`)
  })

  it('goes through another host as its own user or another', async () => {
    const { files } = await sshOf({ jump: { host: '2001:db8::1', user: 'bastion' } })
    expect(files.config?.text).toContain('ProxyJump bastion@[2001:db8::1]:22\n')
    const plain = await sshOf({ jump: { host: 'bastion.example.com', port: 2222 } })
    expect(plain.files.config?.text).toContain('ProxyJump deploy@bastion.example.com:2222\n')
  })

  it('is nothing of the job but where programs and the agent are', async () => {
    const { options } = await sshOf({})
    expect(options.inherit).toEqual(['PATH', 'SSH_AUTH_SOCK'])
    expect(options.env).toBeUndefined()
    expect(options.timeout).toBe(60_000)
  })
})

describe('a key in a variable', () => {
  const encrypted = Buffer.from('openssh-key-v1\0\0\0\0\x0aaes256-ctr\0\0\0\x06bcrypt').toString('base64')
  it.each([
    ['is not set', undefined, 'which the job does not set'],
    ['is empty', ' \n', 'which the job does not set'],
    ['is a public one', 'ssh-ed25519 AAAAC3Nza deploy', 'which holds no private key'],
    ['lost its lines', privateKey.replaceAll('\n', ' '), 'which holds no private key'],
    [
      'has a passphrase',
      privateKey.replace(/\n.+\n/, `\n${encrypted}\n`),
      'which holds a key with a passphrase',
    ],
    [
      'has a passphrase in the older format',
      '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIC\n-----END ENCRYPTED PRIVATE KEY-----',
      'which holds a key with a passphrase',
    ],
  ])('is refused before anything is asked where it %s', async (_, value, reason) => {
    vi.stubEnv('DEPLOY_KEY', value)
    const says = sshThatSays('')
    await expect(connect(says.edge, { 'key-env': 'DEPLOY_KEY' }).observe()).rejects.toThrow(
      `"key-env" names DEPLOY_KEY, ${reason}`,
    )
    expect(says.exec).not.toHaveBeenCalled()
  })
})

describe('a host that cannot be reached', () => {
  // As OpenSSH 9.2 says it.
  it.each<[string, FailureCode, RegExp]>([
    [
      'No ED25519 host key is known for web1.example.com and you have requested strict checking.\r\nHost key verification failed.\r\n',
      'denied',
      /never taken; add the line "web1.example.com ssh-ed25519 AAAA…", whose key is in \/etc\/ssh\/ssh_host_ed25519_key.pub there$/,
    ],
    [
      '@@@@@@@@@@@@@@@@@@@@@@@@@@@\r\n@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @\r\n@@@@@@@@@@@@@@@@@@@@@@@@@@@\r\nIT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!\r\nHost key for web1.example.com has changed and you have requested strict checking.\r\nHost key verification failed.\r\n',
      'denied',
      /somebody may stand between/,
    ],
    [
      'No ED25519 host key is known for [bastion]:2222 and you have requested strict checking.\r\nHost key verification failed.\r\nConnection closed by UNKNOWN port 65535\r\n',
      'denied',
      /known for \[bastion\]:2222 .*; .* add the line "\[bastion\]:2222 ssh-ed25519/,
    ],
    ['deploy@web1.example.com: Permission denied (publickey).\r\n', 'unauthorized', /for user "deploy"/],
    [
      'Received disconnect from 192.0.2.7 port 22:2: Too many authentication failures\r\n',
      'unauthorized',
      /no key of ours/,
    ],
    [
      'ssh: Could not resolve hostname web1.example.com: Name or service not known\r\n',
      'unavailable',
      /is the name right/,
    ],
    [
      'ssh: connect to host web1.example.com port 22: Connection refused\r\n',
      'unavailable',
      /Connection refused; does/,
    ],
    [
      'ssh: connect to host web1.example.com port 22: Connection timed out\r\n',
      'unavailable',
      /timed out; does/,
    ],
    ['kex_exchange_identification: Connection closed by remote host\r\n', 'unavailable', /Connection closed/],
    ['something that nobody knows\r\n', 'unavailable', /by ssh: something that nobody knows$/],
  ])('is told in one line with the way out: %j', async (stderr, code, told) => {
    const says = sshThatSays(stderr)
    const refused = connect(says.edge).observe()
    await expect(refused).rejects.toThrow(told)
    await expect(refused).rejects.toSatisfy((error) => isFailure(error, code))
    await expect(refused).rejects.not.toThrow(/[\r\n]/)
  })

  it('is tried three times where it is away, and once where it refuses', async () => {
    const away = sshThatSays('ssh: connect to host web1.example.com port 22: Connection refused\r\n')
    await expect(connect(away.edge).observe()).rejects.toThrow()
    expect(away.exec).toHaveBeenCalledTimes(3)
    const refuses = sshThatSays('deploy@web1.example.com: Permission denied (publickey).\r\n')
    await expect(connect(refuses.edge).observe()).rejects.toThrow()
    expect(refuses.exec).toHaveBeenCalledTimes(1)
  })

  it('is not asked twice where a script has begun, since nobody knows how far it came', async () => {
    const exec = vi.fn<Exec>(async (_, __, { input } = {}) => {
      const mark = /mark='([^']+)'/.exec(String(input))?.[1]
      return {
        exitCode: 255,
        stdout: `\n${mark} begin\nhalf`,
        stderr: 'client_loop: send disconnect: Broken pipe\r\n',
      }
    })
    const refused = connect(testEdge({ exec })).observe()
    await expect(refused).rejects.toThrow(/broke before it had answered: client_loop/)
    expect(exec).toHaveBeenCalledTimes(1)
  })

  it('is refused where its login shell runs nothing', async () => {
    const says = sshThatSays('', 'This account is currently not available.\n', 1)
    await expect(connect(says.edge).observe()).rejects.toThrow(
      /wanted a login shell that runs sh, found: This account is currently not available\.$/,
    )
  })

  it.each([
    ['mv -T', { mv: 'echo "mv: illegal option -- T" >&2; exit 64' }],
    ['mv -T', { mv: 'echo "mv: unrecognized option: T" >&2; exit 1' }],
  ])('is refused where it lacks %s, before anything is put there', async (lacking, programs) => {
    const path = join(tmpdir(), `never-${randomUUID()}`)
    const target = connect(sshHere(edge, { programs }), {}, path)
    const artifact = {
      registry: 'localhost',
      repository: 'acme/shop',
      digest: `sha256:${'0'.repeat(64)}`,
    } as const
    await expect(target.stage(artifact)).rejects.toThrow(
      `lacks "${lacking}"; wanted the programs of GNU, or BusyBox`,
    )
    expect(existsSync(path)).toBe(false)
  })
})

describe('a login shell', () => {
  it.each([
    ['greets', 'echo Welcome; echo "to web1" >&2; '],
    ['says a great deal', 'head -c 300000 /dev/zero | tr "\\0" x; '],
    [
      'says what looks like an answer',
      'printf "\\nimmutable-deploy begin\\n\\nimmutable-deploy end seen\\n"; ',
    ],
    ['has another language', 'export LC_ALL=de_DE.UTF-8 LANG=de_DE.UTF-8; '],
  ])('may be one that %s', async (_, profile) => {
    expect(await connect(sshHere(edge, { profile })).observe()).toMatchObject({ serving: [], standing: [] })
  })
})

describe('the options of ssh', () => {
  it.each([
    ['a host that is an option', { host: '-oProxyCommand=touch /tmp/owned' }],
    ['a host that is a command', { host: 'web1; touch /tmp/owned' }],
    ['a host with a line break', { host: 'web1\nProxyCommand touch /tmp/owned' }],
    ['a host with a token of ssh', { host: 'web%h' }],
    ['a user that is an option', { user: '-oProxyCommand=x' }],
    ['a user with a host', { user: 'deploy@other' }],
    ['a user with a line break', { user: 'deploy\nProxyCommand x' }],
    ['no user', { user: undefined }],
    ['a port that is none', { port: 0 }],
    ['no known host', { 'known-hosts': [] }],
    [
      'a known host without its name',
      { 'known-hosts': ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAA'] },
    ],
    ['a known host of two lines', { 'known-hosts': [`${knownHost}\n${knownHost}`] }],
    ['a comment for a known host', { 'known-hosts': ['# web1.example.com:22 SSH-2.0-OpenSSH_9.2'] }],
    ['a key that is no name of a variable', { 'key-env': privateKey }],
    ['a jump that is a command', { jump: { host: 'a,b' } }],
    ['what nobody knows', { 'strict-host-key-checking': 'no' }],
  ])('refuse %s', (_, more) => {
    expect(() => connect(edge, more)).toThrow()
  })

  it.each([
    `|1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg= ssh-ed25519 ${'A'.repeat(68)}`,
    `[web1.example.com]:2222,[192.0.2.7]:2222 ecdsa-sha2-nistp256 ${'A'.repeat(139)}= root@web1`,
    `@cert-authority *.example.com ssh-ed25519 ${'A'.repeat(68)}`,
    `web1.example.com sk-ssh-ed25519@openssh.com ${'A'.repeat(90)}`,
  ])('take the line %s', (line) => {
    expect(() => connect(edge, { 'known-hosts': [line] })).not.toThrow()
  })
})
