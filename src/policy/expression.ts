import { runInNewContext } from 'node:vm'
import type { CelInput, parse } from '@bufbuild/cel'
import { isObject } from '../evidence/shape.ts'
import { Failure, messageOf } from '../failure.ts'
import { nearest } from '../yaml/problem.ts'

/** What an expression may ask about, and what each of it holds. */
export const variables = {
  image:
    'The artifact: `repository`, `digest`, its `manifest`, and `config`: how it runs, as in `User`, `Env`, `Labels`, `ExposedPorts`. Of an index every image is asked about.',
  provenance: 'The newest verified build provenance: SLSA’s `buildDefinition` and `runDetails`.',
  sbom: 'The newest verified SBOM: its `format` (`cyclonedx` or `spdx`) and how many `packages` it lists.',
  findings:
    'The newest verified scan, counted: `critical`, `high`, `medium`, `low`, `negligible`, `unknown`.',
  commit: 'The commit that the provenance names.',
  environment: 'The name of the environment.',
  actor: 'Who started the run.',
  time: 'Now, as a timestamp.',
} satisfies Record<string, string>

type VariableName = keyof typeof variables

/** Values for the variables; one that is left out has none, and asking about it gives no answer. */
export type Bindings = { [Name in VariableName]?: unknown }

export type Expression = {
  /** The variables that it asks about. */
  names: ReadonlySet<string>
  /** Answers the question, or throws where there is no answer that is true or false. */
  evaluate(bindings: Bindings): boolean
}

/**
 * How long one answer may take, in milliseconds. An honest expression needs less than one of them; a few lines
 * of nested loops can take years. It bounds what goes wrong, so that no verdict depends on the machine's speed.
 */
const patience = 1000

/**
 * Loads the evaluator of CEL, which most policies have no need of, and returns its compiler.
 * https://github.com/google/cel-spec/blob/v0.25.1/doc/langdef.md
 */
export async function loadCompiler(): Promise<(text: string) => Expression> {
  const cel = await import('@bufbuild/cel')
  return (text) => compile(text, cel)
}

type Cel = typeof import('@bufbuild/cel')
type Expr = NonNullable<ReturnType<typeof parse>['expr']>

function compile(text: string, cel: Cel): Expression {
  const env = cel.celEnv()
  const tree = parseExpression(text, cel)
  const names = new Set<string>()
  survey(tree, new Set(), {
    variable: (name) => void names.add(knownVariable(name)),
    call: (name) => {
      if (!operators.has(name) && env.funcs.find(name) === undefined)
        throw doesNotCompile(`unknown function "${name}"`)
    },
  })
  const answer = cel.plan(env, tree)
  return {
    names,
    evaluate: (bindings) => {
      const result = withPatience(() => answer(inputOf(bindings, cel)))
      if (cel.isCelError(result)) throw new Error(result.message)
      if (typeof result === 'boolean') return result
      throw new Error(`it gives a value of type ${cel.celType(result).name}, wanted true or false`)
    },
  }
}

function parseExpression(text: string, cel: Cel): Expr {
  try {
    return cel.parse(text).expr
  } catch (cause) {
    if (cause instanceof RangeError) throw doesNotCompile('it is nested too deeply')
    // "<input>:1:3: found + but expecting end of input"
    const [, column, reason] = /^<input>:\d+:(\d+): ([^\n]*)/.exec(messageOf(cause)) ?? []
    throw doesNotCompile(
      reason === undefined ? messageOf(cause).replaceAll('\n', ' ') : `${reason}, at character ${column}`,
    )
  }
}

function doesNotCompile(reason: string): Failure {
  return new Failure('invalid-input', `does not compile: ${reason}`)
}

/** Runs code that never waits, and ends it when it takes too long: only the virtual machine can do that. */
function withPatience<T>(evaluate: () => T): T {
  const scope: { evaluate: () => void; result?: T } = {
    evaluate: () => {
      scope.result = evaluate()
    },
  }
  try {
    runInNewContext('evaluate()', { evaluate: scope.evaluate }, { timeout: patience })
  } catch (cause) {
    // An error of the other context, and so no instance of our Error.
    if (isObject(cause) && cause.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
      throw new Error(`it had no answer after ${patience / 1000} s`, { cause })
    throw cause
  }
  if (scope.result === undefined) throw new Error('it had no answer')
  return scope.result
}

// What the planner does itself, without a function: cel-spec's names of the operators.
const operators = new Set(['_&&_', '_||_', '_?_:_', '_[_]', '@not_strictly_false'])

// Types are values too: type(image.config) == map.
const types = new Set([
  'bool',
  'bytes',
  'double',
  'int',
  'list',
  'map',
  'null_type',
  'string',
  'type',
  'uint',
])

type Visitor = { variable(name: string): void; call(name: string): void }

/** Visits the names that an expression uses, but those of its own loops. */
function survey(expr: Expr | undefined, own: ReadonlySet<string>, visitor: Visitor): void {
  const kind = expr?.exprKind
  if (kind === undefined) return
  if (kind.case === 'identExpr' && !own.has(kind.value.name) && !types.has(kind.value.name))
    visitor.variable(kind.value.name)
  if (kind.case === 'callExpr') visitor.call(kind.value.function)
  for (const part of partsOf(kind)) survey(part, own, visitor)
  if (kind.case !== 'comprehensionExpr') return
  const { accuVar, iterVar, iterVar2, loopCondition, loopStep, result } = kind.value
  const inner = new Set([...own, accuVar, iterVar, iterVar2])
  for (const part of [loopCondition, loopStep, result]) survey(part, inner, visitor)
}

/** The parts that see the same names as the whole. */
function partsOf(kind: Expr['exprKind']): (Expr | undefined)[] {
  switch (kind.case) {
    case 'selectExpr':
      return [kind.value.operand]
    case 'callExpr':
      return [kind.value.target, ...kind.value.args]
    case 'listExpr':
      return kind.value.elements
    case 'structExpr':
      return kind.value.entries.flatMap(({ keyKind, value }) => [
        keyKind.case === 'mapKey' ? keyKind.value : undefined,
        value,
      ])
    case 'comprehensionExpr':
      return [kind.value.iterRange, kind.value.accuInit]
    default:
      return []
  }
}

function knownVariable(name: string): string {
  if (Object.hasOwn(variables, name)) return name
  throw doesNotCompile(`unknown variable "${name}"${nearest(name, Object.keys(variables))}`)
}

function inputOf(bindings: Bindings, cel: Cel): Record<string, CelInput> {
  const entries = Object.entries(bindings).filter(([, value]) => value !== undefined)
  // Without a prototype, so that no variable is found that nobody gave.
  return Object.assign(
    Object.create(null),
    Object.fromEntries(entries.map(([name, value]) => [name, celInput(value, cel)])),
  )
}

/** JSON and dates as CEL's values: whole numbers are int, so that sizes and counts compare as people expect. */
function celInput(value: unknown, cel: Cel): CelInput {
  if (value instanceof Date) return timestamp(value, cel)
  if (Array.isArray(value)) return value.map((entry) => celInput(entry, cel))
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      return Number.isSafeInteger(value) ? BigInt(value) : value
    case 'object':
      return value === null ? null : celMapOf(value, cel)
    default:
      throw new Error(`a value of type ${typeof value} has no place in an expression`)
  }
}

function celMapOf(value: object, cel: Cel): ReadonlyMap<string, CelInput> {
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined)
  return new Map(entries.map(([key, entry]) => [key, celInput(entry, cel)]))
}

// By its own function, since its message type is that of a package we do not depend on.
function timestamp(value: Date, cel: Cel): CelInput {
  const result = cel.run(`timestamp("${value.toISOString()}")`)
  if (cel.isCelError(result)) throw new Error(result.message)
  return result
}
