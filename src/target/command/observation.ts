import { z } from 'zod'
import { type Digest, formatShortDigest, isDigest } from '../../artifact/digest.ts'
import { Failure } from '../../failure.ts'
import { inert } from '../../inert.ts'
import type { Observation } from '../target.ts'

/** What a program says: an observation, and the greatest fence that it was given if it keeps one. */
export type Seen = Observation & { fence?: number }

/** More than any host has to say. Bytes. */
const longest = 1024 * 1024
const example = '{"serving":[{"digest":"sha256:…","percent":100}],"standing":["sha256:…"]}'

const digest = z.custom<Digest>((value) => typeof value === 'string' && isDigest(value), {
  error: ({ input }) => `wanted sha256: and 64 hexadecimal digits, found ${shown(input)}`,
})

const document = z.strictObject({
  serving: z.array(
    z.strictObject({
      digest,
      percent: z.int().min(1).max(100),
    }),
  ),
  standing: z.array(digest),
  url: z.url({ protocol: /^https?$/ }).optional(),
  rounded: z.boolean().optional(),
  fence: z.int().min(0).optional(),
})

/**
 * Reads what `observe` printed. What is not understood in full is not known, and what is not known is a failure, which
 * tells of `repeatable`: the same text without what is not to be repeated.
 */
export function parseSeen(text: string, repeatable: string): Seen {
  try {
    return read(text)
  } catch (error) {
    if (repeatable === text) throw error
    read(repeatable)
    throw misprinted('what is not to be repeated', example)
  }
}

function read(text: string): Seen {
  const size = Buffer.byteLength(text)
  if (size > longest) throw misprinted(`${size} bytes`, 'at most 1 MiB')
  if (text.trim() === '') throw misprinted('nothing', example)
  const { data, error } = document.safeParse(parseJson(text))
  if (error !== undefined) throw misprinted(...faultOf(error))
  assertAgreeing(data)
  const { url, rounded, fence, ...seen } = data
  return {
    ...seen,
    ...(url !== undefined && { url }),
    ...(rounded !== undefined && { rounded }),
    ...(fence !== undefined && { fence }),
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw misprinted(`no JSON but ${shown(text)}`, `one document such as ${example}`)
  }
}

function faultOf({ issues: [issue] }: z.ZodError): [found: string, wanted?: string] {
  const path = issue?.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)) ?? []
  const where = path.join('').replace(/^\./, '') || 'the document'
  return [`JSON that is none of ours: ${inert(`${where}: ${issue?.message}`)}`, example]
}

function assertAgreeing({ serving, standing }: Observation): void {
  const digests = serving.map(({ digest }) => digest)
  const twice = digests.find((one, index) => digests.indexOf(one) !== index)
  if (twice !== undefined) throw misprinted(`${formatShortDigest(twice)} twice as serving`, 'each once')
  const sum = serving.reduce((total, { percent }) => total + percent, 0)
  if (serving.length > 0 && sum !== 100)
    throw misprinted(`percents that add up to ${sum}`, '100, or nothing serving')
  const absent = digests.find((one) => !standing.includes(one))
  if (absent !== undefined)
    throw misprinted(`${formatShortDigest(absent)} as serving and not as standing`, 'what serves in both')
}

function misprinted(found: string, wanted?: string): Failure {
  return new Failure(
    'mismatch',
    `"observe" printed ${found}${wanted === undefined ? '' : `; wanted ${wanted}`}`,
  )
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? typeof value)
  return `"${inert(text.slice(0, 500)).slice(0, 80)}"`
}
