import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { projectRoot } from './support/runner.ts'
import { readInputs, returnedOutputs, setsOutputs, sharedReaders } from './support/signature.ts'
import { readSources } from './support/source.ts'

// What action.yml promises and what main.ts does drift apart easily: GitHub checks neither.

const described = z.object({ description: z.string().min(5), default: z.unknown().optional() }).loose()
const metadataSchema = z.object({
  name: z.string().min(3),
  description: z.string().min(5),
  inputs: z.record(z.string(), described).default({}),
  outputs: z.record(z.string(), described).default({}),
  runs: z.object({ using: z.literal('node24'), main: z.string(), post: z.string().optional() }),
})

const names = [
  ...readdirSync(join(projectRoot, 'actions'), { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && existsSync(join(projectRoot, 'actions', entry.name, 'action.yml')),
    )
    .map(({ name }) => name),
  ...(existsSync(join(projectRoot, 'action.yml')) ? ['pipeline'] : []),
]

function directoryOf(name: string): string {
  return name === 'pipeline' ? projectRoot : join(projectRoot, 'actions', name)
}

function metadataOf(name: string) {
  return metadataSchema.parse(parse(readFileSync(join(directoryOf(name), 'action.yml'), 'utf8')))
}

function sourceOf(name: string): string {
  return readFileSync(join(directoryOf(name), 'main.ts'), 'utf8')
}

// What opens a job reads inputs too.
const shared = sharedReaders(
  readSources('src/action', 'src/job')
    .filter(({ path }) => path !== 'src/action/inputs.ts')
    .map(({ text }) => text),
)
// Actions that do the same tell the same.
const told = returnedOutputs(readFileSync(join(projectRoot, 'src/job/outputs.ts'), 'utf8'))

for (const name of names) {
  describe(`the action ${name}`, () => {
    it('describes itself, each input and each output', () => {
      expect(() => metadataOf(name)).not.toThrow()
    })

    it('is built', () => {
      const { main, post } = metadataOf(name).runs
      expect(existsSync(join(directoryOf(name), main))).toBe(true)
      expect(existsSync(join(directoryOf(name), post ?? main))).toBe(true)
    })

    it('reads exactly the inputs that it declares', () => {
      const declared = Object.keys(metadataOf(name).inputs)
      // The context takes the check run where an action offers it.
      const read = readInputs(sourceOf(name), shared).filter(
        (input) => input !== 'check-run-id' || declared.includes(input),
      )
      expect(read.sort()).toEqual(declared.sort())
    })

    it('sets exactly the outputs that it declares', () => {
      expect(setsOutputs(sourceOf(name), told).sort()).toEqual(Object.keys(metadataOf(name).outputs).sort())
    })

    it('marks an input as required only if nothing else is given for it', () => {
      const inputs = Object.entries(metadataOf(name).inputs)
      expect(inputs.filter(([, input]) => input.required === true && input.default !== undefined)).toEqual([])
    })
  })
}

describe('the reader of sources', () => {
  it('finds inputs, of shared readers too', () => {
    const source = `
      const image = required('image', parseImage) // not optional('comment')
      const policy = optional<string>('policy')
      const kinds = choice(
        'kind',
        ['a'],
      )
      const { token } = githubInputs()`
    const found = readInputs(source, { githubInputs: ['github-token'], registryInputs: ['x'] })
    expect(found).toEqual(['image', 'policy', 'kind', 'github-token'])
  })

  it('follows shared functions that call each other', () => {
    const job = `export function openJob() { const { token } = githubInputs() }`
    const inputs = `export function githubInputs() { return { token: required('github-token') } }`
    expect(sharedReaders([job, inputs])).toEqual({
      openJob: ['github-token'],
      githubInputs: ['github-token'],
    })
  })

  it('finds the inputs of the real ones', () => {
    expect(shared).toMatchObject({
      runnerContext: ['check-run-id'],
      registryInputs: ['registry-username', 'registry-password', 'insecure-registries'],
    })
  })

  it('finds outputs', () => {
    const source = `
      setOutputs({
        outcome: outcome.kind, // the, first
        'environment-url': url ?? \`\${base}, {x}\`,
        changed,
        ...{ critical, high: 2 },
        list: [1, 2].map((x) => f({ inner: x })),
      })
      setOutputs({ late: "}" })`
    expect(setsOutputs(source)).toEqual([
      'outcome',
      'environment-url',
      'changed',
      'critical',
      'high',
      'list',
      'late',
    ])
  })

  it('finds the outputs that shared functions return', () => {
    const source = `
export function buildOutputs({ image }: Built): Record<string, OutputValue> {
  return { image: f({ inner: image }), 'media-type': type }
}

export function scanOutputs(result: Result) {
  return { verdict: result.verdict }
}`
    const shared = returnedOutputs(source)
    expect(shared).toEqual({ buildOutputs: ['image', 'media-type'], scanOutputs: ['verdict'] })
    const action = `
      setOutputs({ ...buildOutputs(built), changed })
      setOutputs(scanOutputs(await scan(image)))`
    expect(setsOutputs(action, shared)).toEqual(['image', 'media-type', 'changed', 'verdict'])
  })

  it.each([
    'setOutputs(outputs)',
    'setOutputs({ ...outputs })',
    'setOutputs({ [name]: 1 })',
    'setOutputs(otherOutputs(built))',
    'setOutputs(buildOutputs(built) ?? otherOutputs(built))',
    'setOutputs(buildOutputs(built).first)',
  ])('refuses %s', (source) => {
    expect(() => setsOutputs(source, { buildOutputs: ['image'] })).toThrow(/written out/)
  })

  it.each([
    ['a name', 'return outputs'],
    ['something of its own', 'return { ...outputs }'],
    ['one of two objects', 'if (reused) return { image }\nreturn { digest }'],
    ['nothing', ''],
  ])('refuses a shared function that returns %s', (_, body) => {
    expect(() => returnedOutputs(`export function buildOutputs() {\n${body}\n}`)).toThrow(/must/)
  })
})
