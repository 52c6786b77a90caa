import { formatPlatform, type Platform } from '../artifact/descriptor.ts'

/** A `FROM` line, with its variables filled in. */
type Stage = { name?: string; from: string }

export type StageOptions = {
  /** The stage that is built; the last one unless told. */
  target?: string
  /** `NAME=value` */
  buildArgs?: readonly string[]
  platform: Platform
}

/**
 * Names what a Dockerfile's stage is built upon in the end: an image, `scratch`, or nothing that could be made out.
 * https://docs.docker.com/reference/dockerfile/#from
 */
export function baseNameOf(
  text: string,
  { target, buildArgs = [], platform }: StageOptions,
): string | undefined {
  const stages = readStages(text, { ...platformValues(platform), ...pairsOf(buildArgs) })
  let index = target === undefined ? stages.length - 1 : indexOfStage(stages, target)
  for (;;) {
    const stage = stages[index]
    if (stage === undefined) return undefined
    const before = stages.slice(0, index).findLastIndex(({ name }) => isNamed(name, stage.from))
    if (before < 0) return stage.from
    index = before
  }
}

/** Says whether a stage has this name, which an image of the same name would then be hidden by. */
export function hasStage(text: string, name: string): boolean {
  return readStages(text, {}).some((stage) => isNamed(stage.name, name))
}

function readStages(text: string, given: Readonly<Record<string, string>>): Stage[] {
  const escaping = escapeOf(text)
  const values: Record<string, string> = { ...given }
  const stages: Stage[] = []
  for (const { keyword, rest } of readInstructions(text, escaping)) {
    const words = wordsOf(rest)
    if (keyword === 'ARG' && stages.length === 0) {
      for (const word of words) declare(word, values, given, escaping)
    } else if (keyword === 'FROM') {
      const [from = '', as, name] = words.filter((word) => !word.startsWith('--'))
      stages.push({ from: expand(from, values, escaping), ...(/^as$/i.test(as ?? '') && { name }) })
    }
  }
  return stages
}

/** Declares a global argument: what was given for it goes before its default. */
function declare(
  word: string,
  values: Record<string, string>,
  given: Readonly<Record<string, string>>,
  escaping: string,
): void {
  const [name = '', ...fallback] = word.split('=')
  if (given[name] === undefined) values[name] = expand(fallback.join('='), values, escaping)
}

function platformValues({ os, architecture, variant = '' }: Platform): Record<string, string> {
  const platform = formatPlatform({ os, architecture, ...(variant !== '' && { variant }) })
  return { TARGETPLATFORM: platform, TARGETOS: os, TARGETARCH: architecture, TARGETVARIANT: variant }
}

function pairsOf(buildArgs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    buildArgs.map((pair) => [pair.split('=', 1)[0], pair.slice(pair.indexOf('=') + 1)]),
  )
}

function indexOfStage(stages: readonly Stage[], target: string): number {
  const named = stages.findLastIndex(({ name }) => isNamed(name, target))
  return named < 0 && /^[0-9]+$/.test(target) ? Number(target) : named
}

function isNamed(name: string | undefined, wanted: string): boolean {
  return name?.toLowerCase() === wanted.toLowerCase()
}

// https://docs.docker.com/reference/dockerfile/#parser-directives
function escapeOf(text: string): string {
  for (const line of text.replace(/^\ufeff/, '').split('\n')) {
    const [, key, value] = /^\s*#\s*([a-z]+)\s*=\s*(\S+)/i.exec(line) ?? []
    if (key === undefined) break
    if (key.toLowerCase() === 'escape' && value === '`') return '`'
  }
  return '\\'
}

type Instruction = { keyword: string; rest: string }

function* readInstructions(text: string, escaping: string): Generator<Instruction> {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  const continued = escaping === '`' ? /(?<!`)`[ \t]*$/ : /(?<!\\)\\[ \t]*$/
  for (let index = 0; index < lines.length; index++) {
    let logical = ''
    for (; index < lines.length; index++) {
      const line = lines[index] ?? ''
      // Comments and empty lines may stand between the parts of one instruction.
      if (/^\s*(#|$)/.test(line)) {
        if (logical === '') break
        continue
      }
      logical += line.replace(continued, ' ')
      if (!continued.test(line)) break
    }
    const [, keyword = '', rest = ''] = /^\s*(\S+)\s*(.*)$/s.exec(logical) ?? []
    if (keyword !== '') yield { keyword: keyword.toUpperCase(), rest }
    if (/^(RUN|COPY|ADD|ONBUILD)$/i.test(keyword)) index = skipHeredocs(rest, lines, index)
  }
}

/** Passes over the text of here-documents, where a line may look like an instruction. */
function skipHeredocs(rest: string, lines: readonly string[], index: number): number {
  let last = index
  for (const [, , name] of rest.matchAll(/(?<=^|\s)\d*<<-?(["']?)([\w.]+)\1/g)) {
    const end = lines.findIndex((line, at) => at > last && line.replace(/^\t+/, '') === name)
    if (end > 0) last = end
  }
  return last
}

function wordsOf(text: string): string[] {
  return text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? []
}

// https://docs.docker.com/reference/dockerfile/#environment-replacement
function expand(word: string, values: Readonly<Record<string, string>>, escaping: string): string {
  const pattern = /'([^']*)'|"|([\\`])(.)|\$(?:(\w+)|\{(\w+)(?:(:?[-+])([^}]*))?\})/g
  return word.replace(
    pattern,
    (...[found, literal, mark, escaped, plain, name, operator, other]: string[]) => {
      if (literal !== undefined) return literal
      if (mark !== undefined) return mark === escaping ? (escaped ?? '') : (found ?? '')
      if (found === '"') return ''
      const value = values[plain ?? name ?? '']
      const isSet = operator?.startsWith(':') ? value !== undefined && value !== '' : value !== undefined
      if (operator?.endsWith('-')) return isSet ? (value ?? '') : expand(other ?? '', values, escaping)
      if (operator?.endsWith('+')) return isSet ? expand(other ?? '', values, escaping) : ''
      return value ?? ''
    },
  )
}
