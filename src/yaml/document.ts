import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  Parser,
  parseDocument,
  visit,
} from 'yaml'
import { Failure, messageOf, type Problem } from '../failure.ts'

/** A YAML file as plain values, and where in it each of them stands. */
export type YamlFile = {
  value: unknown
  problems: Problem[]
  /** The line, from 1, of the key or the entry at a path; of the nearest one above if it is not there. */
  lineOf(path: readonly PropertyKey[]): number
}

/** Far more than any policy or list needs, and little enough to be read at once. Characters. */
const sizeLimit = 1024 * 1024
/** Open maps, lists and their keys at one place. */
const depthLimit = 100
/** How often aliases may repeat what they stand for: enough for people, too little for a bomb. */
const aliasLimit = 50

/** Reads YAML 1.2 of one document; what is wrong with it is collected, with the line. */
export function readYaml(text: string, file: string): YamlFile {
  if (text.length > sizeLimit)
    throw new Failure('invalid-input', `${file} has ${text.length} characters; wanted at most ${sizeLimit}`)
  if (isTooDeep(text)) throw new Failure('invalid-input', `${file} is nested too deeply`)
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true })
  // What follows the first few faults of YAML is mostly their consequence.
  const faults = [...document.errors, ...document.warnings].slice(0, 10)
  const problems: Problem[] = faults.map((error) => ({
    message: firstLine(error.message),
    place: { file, line: lines.linePos(error.pos[0]).line },
  }))
  problems.push(...hostileKeys(document, file, lines))
  const value = problems.length === 0 ? plainValue(document, file, problems) : undefined
  return { value, problems, lineOf: (path) => lineOf(document, path, lines) }
}

/** Measures how deep the nesting goes, since what reads it afterwards calls itself for every level. */
function isTooDeep(text: string): boolean {
  const parser = new Parser()
  for (const lexeme of new Lexer().lex(text)) {
    for (const _ of parser.next(lexeme));
    if (parser.stack.length > depthLimit) return true
  }
  return false
}

function plainValue(document: Document.Parsed, file: string, problems: Problem[]): unknown {
  try {
    return document.toJS({ maxAliasCount: aliasLimit })
  } catch (error) {
    problems.push({ message: firstLine(messageOf(error)), place: { file, line: 1 } })
    return undefined
  }
}

// An object's own "__proto__" is passed over by many readers, ours among them: it must not hide anything.
function hostileKeys(document: Document.Parsed, file: string, lines: LineCounter): Problem[] {
  const problems: Problem[] = []
  visit(document, {
    Pair(_, { key }) {
      if (isScalar(key) && key.value === '__proto__')
        problems.push({ message: 'unknown key "__proto__"', place: { file, line: lineOfNode(key, lines) } })
    },
  })
  return problems
}

function lineOf(document: Document.Parsed, path: readonly PropertyKey[], lines: LineCounter): number {
  let node: unknown = document.contents
  let line = isNode(node) ? lineOfNode(node, lines) : 1
  for (const segment of path) {
    const at = isAlias(node) ? node.resolve(document) : node
    const found = stepInto(at, segment)
    if (found === undefined) return line
    line = lineOfNode(found.mark, lines)
    node = found.value
  }
  return line
}

/** What a path segment leads to, and the node by which people find it: the key, or the list's entry. */
function stepInto(node: unknown, segment: PropertyKey): { mark: Node; value: unknown } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && key.value === segment)
    return pair && isScalar(pair.key) ? { mark: pair.key, value: pair.value } : undefined
  }
  const entry = isSeq(node) && typeof segment === 'number' ? node.items[segment] : undefined
  return isNode(entry) ? { mark: entry, value: entry } : undefined
}

function lineOfNode(node: Node, lines: LineCounter): number {
  return lines.linePos(node.range?.[0] ?? 0).line
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message
}
