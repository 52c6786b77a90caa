// Reads from an action's source, without running it, which inputs it reads and which outputs it sets.

const readers = ['required', 'optional', 'secret', 'flag', 'lines', 'choice']

/** The inputs that each shared function reads, or the outputs that it returns, by its name. */
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
  const bodies = sources.flatMap(exportedFunctions)
  let shared: Shared = {}
  // As often as there are functions: then the longest chain of calls is through.
  for (const _ of bodies) {
    shared = Object.fromEntries(bodies.map(([name, body]) => [name, readInputs(body, shared)]))
  }
  return shared
}

/** Finds the outputs that a source sets: the keys of what it gives to `setOutputs`, itself or by a shared function. */
export function setsOutputs(source: string, shared: Shared = {}): string[] {
  const code = withoutComments(source)
  return [...code.matchAll(/\bsetOutputs\(/g)].flatMap(({ index }) => {
    const [given = ''] = entriesOf(code, index + 'setOutputs'.length)
    return keysOf(`...${given.trim()}`, shared)
  })
}

/** Finds the outputs that the exported functions of a source return: the keys of the one object that each returns. */
export function returnedOutputs(source: string): Shared {
  return Object.fromEntries(
    exportedFunctions(source).map(([name, body]) => {
      const [returned, ...others] = [...body.matchAll(/\breturn\b\s*/g)]
      if (returned === undefined || others.length > 0) throw new Error(`${name} must return one object, once`)
      return [name, keysOf(`...${body.slice(returned.index + returned[0].length)}`, {})]
    }),
  )
}

function exportedFunctions(source: string): [string, string][] {
  return withoutComments(source)
    .split(/^export (?:async )?function /m)
    .slice(1)
    .map((part) => {
      const name = /^\w+/.exec(part)?.[0] ?? ''
      return [name, part.slice(name.length)]
    })
}

function keysOf(entry: string, shared: Shared): string[] {
  if (entry === '') return []
  if (entry.startsWith('...{')) return entriesOf(entry, 3).flatMap((inner) => keysOf(inner.trim(), shared))
  // Just a call: not one of two, nor something of what it returns.
  const [, called = ''] = /^\.\.\.(\w+)\((?:[^()]|\([^()]*\))*\)$/.exec(entry) ?? []
  const returned = shared[called]
  if (returned !== undefined) return returned
  const [, quoted, plain] = /^(?:'([^']+)'|([\w$]+))\s*(?::|$)/.exec(entry) ?? []
  const key = quoted ?? plain
  if (key === undefined)
    throw new Error(`outputs must be written out, so that they can be compared: ${entry}`)
  return [key]
}

/** Splits an object literal, or the arguments of a call, at its own commas. */
function entriesOf(code: string, start: number): string[] {
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
