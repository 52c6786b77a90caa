import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { node24, runAction } from '../../test/support/runner.ts'
import { actionNames, root } from '../actions.ts'
import { atMost, type Measured, median, milliseconds, type Row } from './results.ts'

/** How often each is started; one round is every action once, each after its peer, so that all share the weather. */
const rounds = 15

type Start = { name: string; entry: string; environment: NodeJS.ProcessEnv }
type Times = { firstOutput: number; end: number }

/** Measures how soon each action shows its first line, and how soon one ends that lacks its inputs. */
export async function measureStartUp(): Promise<Measured> {
  const starts = await Promise.all(actionNames().map(prepare))
  const bare = new Map(starts.map(({ name }): [string, number[]] => [name, []]))
  const ours = new Map(starts.map(({ name }): [string, Times[]] => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const start of starts) {
      bare.get(start.name)?.push(await timeBareNode(start))
      ours.get(start.name)?.push(await timeAction(start))
    }
  }
  const measured = starts.map(({ name }) => rowsOf(name, ours.get(name) ?? [], bare.get(name) ?? []))
  // All first lines, then all ends: the numbers to compare stand below each other.
  return { rows: [...measured.map(({ first }) => first), ...measured.map(({ end }) => end)] }
}

function rowsOf(name: string, ours: readonly Times[], bare: readonly number[]): { first: Row; end: Row } {
  const firstOutput = median(ours.map((times) => times.firstOutput))
  const end = median(ours.map((times) => times.end))
  const peer = median(bare)
  const compared = { peer: `${milliseconds(peer)}, \`node -e 0\`` }
  return {
    first: {
      what: `\`${name}\` to its first line`,
      ours: milliseconds(firstOutput),
      ...compared,
      ratio: firstOutput / peer,
      aim: atMost(2, firstOutput / peer),
    },
    end: {
      what: `\`${name}\` to its end for want of an input`,
      ours: milliseconds(end),
      ...compared,
      ratio: end / peer,
    },
  }
}

/** Asks the runner for the environment of an action without inputs, by letting it start something else instead. */
async function prepare(name: string): Promise<Start> {
  const file = join(tmpdir(), `environment-${name}-${process.pid}.json`)
  const hook = new URL('keep-environment.mjs', import.meta.url)
  await runAction(name, { env: { NODE_OPTIONS: `--import=${hook}`, KEPT_ENVIRONMENT: file } })
  const environment: NodeJS.ProcessEnv = JSON.parse(await readFile(file, 'utf8'))
  await rm(file)
  return { name, entry: join(root, 'dist', `${name}.js`), environment }
}

async function timeBareNode({ environment }: Start): Promise<number> {
  const begun = performance.now()
  await once(spawn(node24(), ['-e', '0'], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] }), 'exit')
  return performance.now() - begun
}

async function timeAction({ name, entry, environment }: Start): Promise<Times> {
  const begun = performance.now()
  const child = spawn(node24(), [entry], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] })
  let firstOutput: number | undefined
  child.stdout.on('data', () => {
    firstOutput ??= performance.now() - begun
  })
  child.stderr.resume()
  const [exitCode] = await once(child, 'exit')
  const end = performance.now() - begun
  if (exitCode !== 1 || firstOutput === undefined)
    throw new Error(`dist/${name}.js without inputs did not say so and end with 1; is dist a fresh build?`)
  return { firstOutput, end }
}
