import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isFailure } from '../../../src/failure.ts'
import { command } from '../../../src/target/command/command.ts'
import { testEdge } from '../../support/edge.ts'
import { artifactOf, context, freshFolder } from './support.ts'

const [one, two] = [artifactOf('one'), artifactOf('two')]

const say = (document: unknown) => `printf '%s' '${JSON.stringify(document)}'`
const nothing = { serving: [], standing: [] }
const standing = { serving: [], standing: [one.digest, two.digest] }
const serving = { serving: [{ digest: one.digest, percent: 100 }], standing: [one.digest] }

function connect(written: Record<string, unknown>, edge = testEdge()) {
  const scripts = { observe: say(standing), stage: 'true', shift: 'true', discard: 'true' }
  return command.connect({ ...scripts, ...written }, context, edge)
}

/** A script that prints one document after the other, and the last one for ever. */
async function saying(...documents: unknown[]): Promise<string> {
  const file = join(await freshFolder(), 'looks')
  const cases = documents.slice(0, -1).map((document, index) => `${index}) ${say(document)} ;;`)
  return `looks=$(cat '${file}' 2> /dev/null || echo 0); echo $((looks + 1)) > '${file}'
case $looks in ${cases.join('\n')} *) ${say(documents.at(-1))} ;; esac`
}

async function messageOfFailure(verb: Promise<unknown>, code: string): Promise<string> {
  const error = await verb.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!isFailure(error)) throw new Error('wanted a failure of ours', { cause: error })
  expect(error.code).toBe(code)
  return error.message
}

function setVariable(name: string, value: string): void {
  process.env[name] = value
  onTestFinished(() => void delete process.env[name])
}

describe('what "observe" prints', () => {
  it('is what is seen', async () => {
    const document = { ...serving, url: 'https://shop.example', rounded: true, fence: 7 }
    const { fence: _, ...seen } = document
    expect(await connect({ observe: say(document) }).observe()).toEqual(seen)
  })

  it('tells the address before the policy does', async () => {
    const url = 'https://shop.example'
    expect((await connect({ url }).observe()).url).toBe(url)
    const document = { ...standing, url: 'https://new.shop.example' }
    expect((await connect({ url, observe: say(document) }).observe()).url).toBe(document.url)
  })

  it('may come with anything on the standard error', async () => {
    expect(await connect({ observe: `echo '{' >&2; ${say(serving)}` }).observe()).toEqual(serving)
  })

  it.each([
    ['nothing', '', 'printed nothing; wanted {"serving":'],
    ['half a document', '{"serving":[', 'printed no JSON but "{"serving":["; wanted one document'],
    ['two documents', '{"serving":[],"standing":[]}\n{}', 'printed no JSON'],
    ['words before it', 'Welcome!\n{"serving":[],"standing":[]}', 'no JSON but "Welcome!'],
    ['a list', '[]', 'the document: '],
    ['no list of what stands', '{"serving":[]}', 'standing: '],
    ['something that is not known', '{"serving":[],"standing":[],"stood":[]}', 'stood'],
    ['a tag', '{"serving":[],"standing":["v1"]}', 'standing[0]: wanted sha256: and 64'],
    ['a digest in capitals', `{"serving":[],"standing":["${one.digest.toUpperCase()}"]}`, 'standing[0]: '],
    ['no percent', `{"serving":[{"digest":"${one.digest}"}],"standing":[]}`, 'serving[0].percent: '],
    ['an address that is none', '{"serving":[],"standing":[],"url":"javascript:alert(1)"}', 'url: '],
    ['a fence that is none', '{"serving":[],"standing":[],"fence":"7"}', 'fence: '],
  ])('is refused when it is %s', async (_, text, told) => {
    const message = await messageOfFailure(
      connect({ observe: `printf '%s' '${text}'` }).observe(),
      'mismatch',
    )
    expect(message).toContain(told)
    expect(message).not.toMatch(/\p{Cc}/u)
  })

  it.each([
    [[90], 'percents that add up to 90'],
    [[60, 60], 'percents that add up to 120'],
    [[0], 'serving[0].percent'],
    [[0.5], 'serving[0].percent'],
    [[101], 'serving[0].percent'],
  ])('is refused when its percents are %j', async (percents, told) => {
    const shares = percents.map((percent, index) => ({ digest: [one, two][index]?.digest, percent }))
    const target = connect({ observe: say({ ...standing, serving: shares }) })
    expect(await messageOfFailure(target.observe(), 'mismatch')).toContain(told)
  })

  it('is refused when one digest serves twice', async () => {
    const share = { digest: one.digest, percent: 50 }
    const target = connect({ observe: say({ ...standing, serving: [share, share] }) })
    expect(await messageOfFailure(target.observe(), 'mismatch')).toContain('twice')
  })

  it('is refused when what serves does not stand', async () => {
    const target = connect({ observe: say({ ...serving, standing: [two.digest] }) })
    expect(await messageOfFailure(target.observe(), 'mismatch')).toContain('as serving and not as standing')
  })

  it('is refused when it is 10 MB', async () => {
    const target = connect({ observe: 'head -c 10000000 /dev/zero | tr "\\0" x' })
    expect(await messageOfFailure(target.observe(), 'mismatch')).toBe(
      '"observe" printed 10000000 bytes; wanted at most 1 MiB',
    )
  })

  it('is repeated short and harmless', async () => {
    const text = '::error::no\\n##[error]no\\n\\033[31m**bold** <img src=x>'
    const edge = testEdge()
    const message = await messageOfFailure(
      connect({ observe: `printf '${text}'` }, edge).observe(),
      'mismatch',
    )
    for (const line of [message, ...edge.logged]) expect(line).not.toMatch(/^\s*::|##\[|\p{Cc}/u)
    expect(message.length).toBeLessThan(300)
  })
})

describe('a script', () => {
  it('that fails is a failure with its last words, and the rest in the log', async () => {
    const edge = testEdge()
    const stage = 'echo pulling; echo "::error::the disk" >&2; echo is full >&2; exit 3'
    const message = await messageOfFailure(connect({ stage }, edge).stage(one), 'unavailable')
    expect(message).toBe('"stage" ended with exit code 3: error::the disk / is full')
    expect(edge.logged).toContain('info:   | pulling')
    expect(edge.logged).toContain('info:   | is full')
  })

  it.each(['./no-such-program', 'no-such-program'])(
    'that is not there, %s, says so with a way out',
    async (shift) => {
      const message = await messageOfFailure(
        connect({ shift }).shift(one.digest, 100, undefined, 1),
        'unavailable',
      )
      expect(message).toContain('exit code 127')
      expect(message).toContain('is the workspace checked out?')
    },
  )

  it.each(['stage', 'shift', 'discard'])('for "%s" is stopped when it hangs', async (verb) => {
    const target = connect({ [verb]: 'sleep 600', timeout: '1s' })
    const verbs: Record<string, () => Promise<unknown>> = {
      stage: () => target.stage(one),
      shift: () => target.shift(one.digest, 100, undefined, 1),
      discard: () => target.discard(one.digest, 1),
    }
    expect(await messageOfFailure(verbs[verb]?.() ?? Promise.resolve(), 'unavailable')).toContain(
      `"${verb}" did not end well within 1s`,
    )
  })

  it('for "observe" is stopped when it hangs, by a time of its own', async () => {
    const target = connect({ observe: 'sleep 600', 'observe-timeout': '1s' })
    expect(await messageOfFailure(target.observe(), 'unavailable')).toContain(
      '"observe" did not end well within 1s',
    )
  })

  it.each(['shift', 'discard'])('for "%s" says by 75 that somebody else moved traffic', async (verb) => {
    const target = connect({ [verb]: 'echo "alice is at it" >&2; exit 75' })
    const asked =
      verb === 'shift' ? target.shift(one.digest, 100, undefined, 1) : target.discard(one.digest, 1)
    expect(await messageOfFailure(asked, 'mismatch')).toMatch(
      /exit code 75, somebody else moved traffic .*: alice is at it$/,
    )
  })

  it.each(['observe', 'stage'])('for "%s" says nothing of that kind by 75', async (verb) => {
    await messageOfFailure(connect({ [verb]: 'exit 75' }).stage(one), 'unavailable')
  })

  it('is told what to do, and nothing that is not its business', async () => {
    const folder = await freshFolder()
    setVariable('SOME_OTHER_SECRET', 'not for this one')
    setVariable('SHOP_PASSWORD', 'correct horse')
    const edge = testEdge()
    const tell = (verb: string) => `printenv | sort > '${folder}/${verb}'`
    const observe = await saying(standing, standing, standing, {
      ...standing,
      ...serving,
      standing: standing.standing,
    })
    const target = connect(
      { observe: observe, stage: tell('stage'), shift: tell('shift'), 'env-from': ['SHOP_PASSWORD'] },
      edge,
    )
    await target.stage(one)
    await target.shift(one.digest, 100, two.digest, 7)
    const read = async (verb: string) => (await edge.exec('cat', [join(folder, verb)])).stdout.split('\n')
    const ours = async (verb: string) => (await read(verb)).filter((line) => line.startsWith('IMMUTABLE_'))
    const common = [
      'IMMUTABLE_DEPLOY_ENVIRONMENT=production',
      'IMMUTABLE_DEPLOY_REPOSITORY=acme/shop',
      'IMMUTABLE_DEPLOY_SERVICE=app',
    ]
    expect(await ours('stage')).toEqual(
      [
        ...common,
        `IMMUTABLE_DEPLOY_DIGEST=${one.digest}`,
        `IMMUTABLE_DEPLOY_IMAGE=ghcr.io/acme/shop@${one.digest}`,
        'IMMUTABLE_DEPLOY_PLAN=',
      ].sort(),
    )
    expect(await ours('shift')).toEqual(
      [
        ...common,
        `IMMUTABLE_DEPLOY_DIGEST=${one.digest}`,
        `IMMUTABLE_DEPLOY_EXPECTED=${two.digest}`,
        'IMMUTABLE_DEPLOY_FENCE=7',
        `IMMUTABLE_DEPLOY_GOAL=${one.digest} 100`,
        'IMMUTABLE_DEPLOY_PERCENT=100',
      ].sort(),
    )
    expect(await read('stage')).toContain('SHOP_PASSWORD=correct horse')
    expect((await read('stage')).join('\n')).not.toContain('SOME_OTHER_SECRET')
  })

  it('gets a variable only where the job sets it', async () => {
    const target = connect({ 'env-from': ['NOBODY_SETS_THIS'] })
    expect(await messageOfFailure(target.observe(), 'invalid-input')).toContain('NOBODY_SETS_THIS')
  })

  it('does not have what was passed on repeated, in the failure or in the log', async () => {
    setVariable('SHOP_PASSWORD', 'correct horse\nbattery staple')
    const edge = testEdge()
    const stage = 'echo "$SHOP_PASSWORD"; echo "no: $SHOP_PASSWORD" >&2; exit 1'
    const target = connect({ stage, 'env-from': ['SHOP_PASSWORD'] }, edge)
    const said = [await messageOfFailure(target.stage(one), 'unavailable'), ...edge.logged].join('\n')
    expect(said).not.toMatch(/horse|battery/)
    expect(said).toContain('no: ***')
  })
})

describe('what was passed on', () => {
  it.each([
    ['is no JSON', 'echo "no: $SHOP_PASSWORD"'],
    ['is no digest', 'printf \'{"serving":[],"standing":["%s"]}\' "$SHOP_PASSWORD"'],
  ])('is not repeated of what "observe" prints and %s', async (_, observe) => {
    setVariable('SHOP_PASSWORD', 'correct horse')
    const target = connect({ observe, 'env-from': ['SHOP_PASSWORD'] })
    const message = await messageOfFailure(target.observe(), 'mismatch')
    expect(message).toContain('***')
    expect(message).not.toContain('horse')
  })

  it('may be a part of what is seen', async () => {
    setVariable('SHOP_HOST', 'shop.example')
    const observe = 'printf \'{"serving":[],"standing":[],"url":"https://%s"}\' "$SHOP_HOST"'
    expect((await connect({ observe, 'env-from': ['SHOP_HOST'] }).observe()).url).toBe('https://shop.example')
  })

  it('is not repeated of what "preview" prints', async () => {
    setVariable('SHOP_PASSWORD', 'correct horse')
    const preview = 'echo "tunnel with $SHOP_PASSWORD"'
    const message = await messageOfFailure(
      connect({ preview, 'env-from': ['SHOP_PASSWORD'] }).stage(one),
      'unavailable',
    )
    expect(message).toContain('printed "tunnel with ***"')
  })
})

describe('what is seen after a script', () => {
  it('refuses a stage after which the release does not stand', async () => {
    const target = connect({ observe: say(nothing) })
    expect(await messageOfFailure(target.stage(one), 'not-found')).toContain('once "stage" ended well')
  })

  it('refuses a stage that gave traffic', async () => {
    const target = connect({ observe: await saying(nothing, serving) })
    expect(await messageOfFailure(target.stage(one), 'mismatch')).toContain('"stage" gave traffic')
  })

  it('refuses a shift after which something else serves', async () => {
    const message = await messageOfFailure(connect({}).shift(one.digest, 100, undefined, 1), 'mismatch')
    expect(message).toMatch(/^"shift" ended well, but nothing serves; wanted [0-9a-f]{12} with 100 percent$/)
  })

  it('refuses a shift after which another share serves, unless it is rounded', async () => {
    const shares = [
      { digest: two.digest, percent: 33 },
      { digest: one.digest, percent: 67 },
    ]
    const before = { ...serving, standing: standing.standing }
    const share = async (after: object) =>
      connect({ observe: await saying(before, after), weights: true }).shift(two.digest, 10, one.digest, 1)
    await messageOfFailure(share({ ...before, serving: shares }), 'mismatch')
    await share({ ...before, serving: shares, rounded: true })
  })

  it('refuses a shift that left the rest to somebody else', async () => {
    const before = { ...serving, standing: standing.standing }
    const target = connect({ observe: say(before) })
    await messageOfFailure(target.shift(one.digest, 0, one.digest, 1), 'mismatch')
  })

  it('refuses a program that forgets the fence that it was given', async () => {
    const observe = await saying({ ...standing, fence: 3 }, { ...serving, fence: 3 })
    const message = await messageOfFailure(
      connect({ observe }).shift(one.digest, 100, undefined, 7),
      'mismatch',
    )
    expect(message).toContain('fence 3 after a "shift" with fence 7')
  })

  it('refuses a shift that a later deployment has overtaken meanwhile', async () => {
    const observe = await saying({ ...standing, fence: 3 }, { ...serving, fence: 9 })
    const message = await messageOfFailure(
      connect({ observe }).shift(one.digest, 100, undefined, 7),
      'mismatch',
    )
    expect(message).toContain('deployment 9')
  })

  it('refuses a discard after which the release still stands', async () => {
    expect(await messageOfFailure(connect({}).discard(one.digest, 1), 'mismatch')).toContain('still stands')
  })
})

describe('where a share of the traffic was to move', () => {
  it('refuses to share where nobody is named for the rest', async () => {
    await messageOfFailure(connect({ weights: true }).shift(one.digest, 50, undefined, 1), 'invalid-input')
  })

  it('refuses to share where the policy does not say that the program can', async () => {
    await messageOfFailure(connect({}).shift(one.digest, 50, two.digest, 1), 'invalid-input')
  })
})

describe('a preview', () => {
  const after = { observe: say(standing) }

  it('is where the first line says, and ends with the look', async () => {
    const folder = await freshFolder()
    const edge = testEdge()
    const preview = `echo "http://127.0.0.1:18080/$IMMUTABLE_DEPLOY_DIGEST"; echo more; echo $$ > '${folder}/pid'; exec sleep 600`
    const staged = await connect({ ...after, preview }, edge).stage(one)
    expect(staged.url).toBe(`http://127.0.0.1:18080/${one.digest}`)
    const wait = `until [ -s '${folder}/pid' ]; do sleep 0.05; done; cat '${folder}/pid'`
    const pid = Number((await edge.exec('bash', ['-c', wait])).stdout)
    process.kill(pid, 0)
    await staged[Symbol.asyncDispose]()
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  })

  it('is told by sh where there is no bash', async () => {
    const { spawn } = testEdge()
    const edge = testEdge({
      spawn: (program, args, options) => spawn(program === 'bash' ? 'no-such-bash' : program, args, options),
    })
    const preview = 'echo http://127.0.0.1:18080'
    await using staged = await connect({ ...after, preview }, edge).stage(one)
    expect(staged.url).toBe('http://127.0.0.1:18080')
  })

  it('may end by itself', async () => {
    await using staged = await connect({ ...after, preview: 'echo https://preview.shop.example' }).stage(one)
    expect(staged.url).toBe('https://preview.shop.example')
  })

  it('is none where the policy has no script for it', async () => {
    await using staged = await connect(after).stage(one)
    expect(staged.url).toBeUndefined()
  })

  it.each([
    ['prints nothing', 'echo "no route to host" >&2; exit 255', 'printed nothing as its first line'],
    ['prints something else', 'echo tunnel is open; sleep 600', 'printed "tunnel is open"'],
    ['prints another kind of address', 'echo file:///etc/passwd', 'printed "file:///etc/passwd"'],
    ['hangs', 'sleep 600', 'within 1s'],
  ])('that %s is a failure', async (_, preview, told) => {
    const target = connect({ ...after, preview, 'observe-timeout': '1s' })
    expect(await messageOfFailure(target.stage(one), 'unavailable')).toContain(told)
  })

  it('tells the last words of a script that fails', async () => {
    const target = connect({ ...after, preview: 'echo "no route to host" >&2; exit 255' })
    expect(await messageOfFailure(target.stage(one), 'unavailable')).toMatch(/: no route to host$/)
  })
})

describe('the options', () => {
  const least = { observe: 'true', stage: 'true', shift: 'true', discard: 'true' }

  it.each(Object.keys(least))('are refused without "%s"', (verb) => {
    expect(command.options.safeParse({ ...least, [verb]: undefined }).success).toBe(false)
    expect(command.options.safeParse({ ...least, [verb]: ' \n' }).success).toBe(false)
  })

  it.each([
    ['GITHUB_TOKEN'],
    ['GH_TOKEN'],
    ['GH_ENTERPRISE_TOKEN'],
    ['GITHUB_ENTERPRISE_TOKEN'],
    ['ACTIONS_ID_TOKEN_REQUEST_TOKEN'],
    ['actions_runtime_token'],
    ['INPUT_IMAGE'],
    ['STATE_turn'],
    ['IMMUTABLE_DEPLOY_DIGEST'],
    ['AWS_REGION=eu-central-1'],
  ])('pass %s on to nobody', (name) => {
    expect(command.options.safeParse({ ...least, 'env-from': [name] }).success).toBe(false)
  })

  it('pass on what is named', () => {
    const names = ['AWS_PROFILE', 'SSH_AUTH_SOCK', 'GITHUB_SHA']
    expect(command.options.safeParse({ ...least, 'env-from': names }).success).toBe(true)
  })

  it.each([
    [{}, { preview: false, weights: false }],
    [
      { weights: true, timeout: '30m' },
      { preview: false, weights: true },
    ],
    [{ preview: 'echo https://shop.example' }, { preview: true, weights: false }],
    [
      { preview: 5, weights: 'yes' },
      { preview: false, weights: false },
    ],
  ])('say what it can do: %j', (written, expected) => {
    expect(command.canWith?.({ ...least, ...written })).toEqual(expected)
  })
})
