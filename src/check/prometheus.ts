import { z } from 'zod'
import { duration } from '../duration-schema.ts'
import { Failure, isFailure } from '../failure.ts'
import { isAllowedUrl } from './address.ts'
import { type Answer, type Asked, type Check, type CheckEdge, inert } from './check.ts'
import { type Attempt, poll } from './poll.ts'
import { fetchSamples, formatLabels, type Sample } from './prometheus-query.ts'

const placeholder = /\{\{(digest|former|service|environment)\}\}/g

const options = z
  .strictObject({
    url: z
      .string()
      .refine(isBase, 'wanted an https address, or http to this machine, without "?" and "#"')
      .describe('Where its API is, without `/api/v1/query`.'),
    query: z
      .string()
      .regex(/\S/, 'wanted a query')
      .refine((query) => !query.replace(placeholder, '').includes('{{'), {
        message: 'wanted no other placeholders than {{digest}}, {{former}}, {{service}} and {{environment}}',
      })
      .describe(
        'PromQL, asked as an instant query. `{{digest}}`, `{{former}}`, `{{service}}` and `{{environment}}` are put in, for use between quotes.',
      ),
    min: z.number().optional().describe('The least that every series may be.'),
    max: z.number().optional().describe('The most that every series may be.'),
    'max-ratio': z
      .number()
      .positive()
      .optional()
      .describe(
        'How many times the value of the former release it may be: the query is asked again with the former digest as `{{digest}}`.',
      ),
    'token-env': z
      .string()
      .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'wanted the name of a variable')
      .refine((name) => !/^(INPUT|STATE|ACTIONS|GITHUB|GH|RUNNER)_/i.test(name), {
        message: "wanted a variable of your own, none of the runner's",
      })
      .optional()
      .describe('Variable of the job that holds a bearer token.'),
    staged: z
      .boolean()
      .default(false)
      .describe('Whether it is asked before the swap too, when the release has no traffic.'),
    timeout: duration.prefault('60s').describe('How long to wait for data, and for an answer.'),
    interval: duration.prefault('5s').describe('Pause between two queries while there is none.'),
  })
  .refine((check) => [check.min, check.max, check['max-ratio']].some((limit) => limit !== undefined), {
    message: 'wanted "min", "max" or "max-ratio"',
  })
  .refine(({ min = -Infinity, max = Infinity }) => min <= max, {
    message: 'must not be more than "max"',
    path: ['min'],
  })
  .refine((check) => check['max-ratio'] === undefined || isComparable(check.query), {
    message: 'needs a query with {{digest}} and without {{former}}',
    path: ['max-ratio'],
  })
  .refine(({ timeout }) => timeout > 0, { message: 'must be longer than 0s', path: ['timeout'] })

type Options = z.output<typeof options>

/** The longest one query may take. Milliseconds. */
const requestTimeout = 30_000

export const prometheus: Check = {
  description: 'A query of Prometheus whose every series must be within limits; no data fails.',
  options,
  ask: (written, asked, edge) => askPrometheus(options.parse(written), asked, edge),
}

/** Asks until there is data, or the time is up. What there is then counts: a bad value is not waited away. */
async function askPrometheus(options: Options, asked: Asked, edge: CheckEdge): Promise<Answer> {
  if (asked.phase === 'staged' && !options.staged)
    return { passed: true, reason: 'asked only once the release has traffic' }
  return poll(
    options,
    async (left): Promise<Attempt> => {
      try {
        return { ...(await measure(options, asked, left, edge)), settled: true }
      } catch (error) {
        if (!isFailure(error)) throw error
        const reason = `${nameOf(options)} ${inert(error.message)}`
        return { passed: false, reason, settled: error.code !== 'unavailable' }
      }
    },
    edge,
  )
}

async function measure(options: Options, asked: Asked, left: number, edge: CheckEdge): Promise<Answer> {
  const until = edge.now().getTime() + left
  const fetch = (query: string) => {
    const timeout = Math.min(Math.max(until - edge.now().getTime(), 1), requestTimeout)
    return fetchSamples({ url: options.url, query, token: tokenOf(options), timeout }, edge)
  }
  const samples = await fetch(filled(options.query, asked))
  const within = judge(samples, options)
  const ratio = options['max-ratio']
  if (!within.passed || ratio === undefined) return within
  if (asked.former === undefined)
    return { passed: true, reason: `${within.reason}; it replaces nothing, so there is nothing to compare` }
  const former = await fetch(filled(options.query, { ...asked, digest: asked.former }))
  return compare(onlyOne(samples, 'the release'), onlyOne(former, 'the former release'), ratio)
}

function judge(samples: readonly Sample[], { min = -Infinity, max = Infinity }: Options): Answer {
  const bad = samples.filter(({ value }) => !(value >= min && value <= max))
  const wanted = [
    ...(min === -Infinity ? [] : [`at least ${min}`]),
    ...(max === Infinity ? [] : [`at most ${max}`]),
  ].join(' and ')
  const told = tell(bad.length > 0 ? bad : samples)
  return { passed: bad.length === 0, reason: wanted === '' ? told : `${told}; wanted ${wanted}` }
}

// By multiplication: where the former release had no errors, the new one may have none either.
function compare(value: number, former: number, ratio: number): Answer {
  if (former < 0 || value < 0)
    throw new Failure('mismatch', `gives ${value} and ${former}; a ratio needs values that are not negative`)
  return {
    passed: value <= former * ratio,
    reason: `${value} against ${former} of the former release; wanted at most ${ratio} times as much`,
  }
}

function onlyOne(samples: readonly Sample[], whose: string): number {
  const [sample, ...others] = samples
  if (sample !== undefined && others.length === 0) return sample.value
  throw new Failure(
    'mismatch',
    `gives ${samples.length} series for ${whose}; wanted one to compare, as sum() gives it`,
  )
}

function tell(samples: readonly Sample[]): string {
  const shown = samples.slice(0, 3).map(({ labels, value }) => `${formatLabels(labels)} is ${value}`)
  const more = samples.length - shown.length
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

function filled(query: string, asked: Asked): string {
  return query.replace(placeholder, (_, name: 'digest' | 'former' | 'service' | 'environment') => {
    const text = asked[name]
    if (text === undefined)
      throw new Failure('mismatch', 'cannot be asked: nothing is replaced, so {{former}} has no value')
    return escaped(text)
  })
}

// By numbers: between quotes of one kind, Prometheus refuses an escaped one of the other.
// https://prometheus.io/docs/prometheus/latest/querying/basics/#string-literals
function escaped(text: string): string {
  return text.replace(/[\\"'`\n]/g, (one) => `\\x${one.charCodeAt(0).toString(16).padStart(2, '0')}`)
}

function tokenOf({ 'token-env': name }: Options): string | undefined {
  if (name === undefined) return undefined
  const token = process.env[name]?.trim() ?? ''
  if (/^[\x21-\x7e]+$/.test(token)) return token
  const found = token === '' ? 'which the job does not set' : 'which holds no token'
  throw new Failure('invalid-input', `needs ${name}, ${found}; give it under "env" of the step`)
}

function nameOf({ url }: Options): string {
  const { origin, pathname } = new URL(url)
  return inert(`the query to ${origin}${pathname === '/' ? '' : pathname}`, 120)
}

function isBase(text: string): boolean {
  return isAllowedUrl(text) && !/[?#]/.test(text)
}

function isComparable(query: string): boolean {
  return query.includes('{{digest}}') && !query.includes('{{former}}')
}
