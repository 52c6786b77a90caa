// Reads from an action's source, without running it, which inputs it reads and which outputs it sets.

const readers = ['required', 'optional', 'secret', 'flag', 'lines', 'choice']

/** The inputs that each shared function reads, by its name. */
export type Shared = Record<string, string[]>

/** Finds the inputs that a source reads, by itself and by the shared functions that it calls. */
export function readInputs(source: string, shared: Shared): string[] {
  const code = withoutComments(source)
  const call = new RegExp(`\\b(?:${readers.join('|')})(?:<[^(]*>)?\\(\\s*'([^']+)'`, 'g')
  const own = [...code.matchAll(call)].map(([, name = '']) => name)
  const called = Object.keys(shared).filter((name) => new RegExp(`\\b${name}\\(`).test(code))
  return [...new Set([...own, ...called.flatMap((name) => shared[name] ?? [])])]
}

/** Finds which inputs the exported functions of some sources read, also by calling each other. */
export function sharedReaders(sources: readonly string[]): Shared {
  const bodies = sources.flatMap((source) =>
    withoutComments(source)
      .split(/^export (?:async )?function /m)
      .slice(1)
      .map((part): [string, string] => {
        const name = /^\w+/.exec(part)?.[0] ?? ''
        return [name, part.slice(name.length)]
      }),
  )
  let shared: Shared = {}
  // As often as there are functions: then the longest chain of calls is through.
  for (const _ of bodies) {
    shared = Object.fromEntries(bodies.map(([name, body]) => [name, readInputs(body, shared)]))
  }
  return shared
}

/** Finds the outputs that a source sets: the keys of what it gives to `setOutputs`. */
export function setsOutputs(source: string): string[] {
  const code = withoutComments(source)
  return [...code.matchAll(/\bsetOutputs\(/g)].flatMap(({ index }) => {
    const entries = objectEntries(code, index + 'setOutputs('.length)
    return entries.flatMap((entry) => keysOf(entry.trim()))
  })
}

function keysOf(entry: string): string[] {
  if (entry === '') return []
  if (entry.startsWith('...{')) return objectEntries(entry, 3).flatMap((inner) => keysOf(inner.trim()))
  const [, quoted, plain] = /^(?:'([^']+)'|([\w$]+))\s*(?::|$)/.exec(entry) ?? []
  const key = quoted ?? plain
  if (key === undefined)
    throw new Error(`outputs must be written out, so that they can be compared: ${entry}`)
  return [key]
}

/** Splits an object literal at its own commas. */
function objectEntries(code: string, start: number): string[] {
  if (code[start] !== '{') throw new Error('outputs must be written out as an object')
  const entries = ['']
  let depth = 0
  for (let at = start; at < code.length; at++) {
    const character = code[at] ?? ''
    const end = /['"`]/.test(character) ? endOfText(code, at) : at
    if ('{[('.includes(character)) depth++
    if ('}])'.includes(character) && --depth === 0) return entries
    if (depth === 1 && character === ',') entries.push('')
    else if (at !== start) entries[entries.length - 1] += code.slice(at, end + 1)
    at = end
  }
  throw new Error('an object of outputs does not end')
}

function endOfText(code: string, start: number): number {
  for (let at = start + 1; at < code.length; at++) {
    if (code[at] === '\\') at++
    else if (code[at] === code[start]) return at
  }
  return code.length
}

function withoutComments(source: string): string {
  const texts = /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g
  return source.replace(texts, (_, text: string | undefined) => text ?? '')
}
