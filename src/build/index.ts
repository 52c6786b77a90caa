import { Failure } from '../failure.ts'
import type { Builder, Recipe } from './builder.ts'
import { dockerfile } from './dockerfile.ts'
import { files } from './files.ts'
import { packer } from './packer.ts'

/** The ways to make an artifact, by the name that users give; whoever leaves the choice to us gets the first that fits. */
const builders = { files, packer, dockerfile } satisfies Record<string, Builder>

export type BuilderName = keyof typeof builders

/** What the input `builder` may be. */
export const builderNames = ['auto', ...(Object.keys(builders) as BuilderName[])] as const

export type ChosenBuilder = { name: BuilderName; builder: Builder }

/** Picks the builder by its name, or the first that a recipe is meant for. */
export async function chooseBuilder(name: BuilderName | 'auto', recipe: Recipe): Promise<ChosenBuilder> {
  const chosen = name === 'auto' ? await firstThatApplies(recipe) : name
  const builder: Builder = builders[chosen]
  assertRead(recipe, builder, chosen)
  return { name: chosen, builder }
}

async function firstThatApplies(recipe: Recipe): Promise<BuilderName> {
  for (const [name, { applies }] of Object.entries<Builder>(builders)) {
    if (await applies(recipe)) return name as BuilderName
  }
  throw new Failure(
    'invalid-input',
    'there is nothing to build: the context has no Dockerfile; name paths in input "files", a Dockerfile in "file" or a template in "template"',
  )
}

/** Refuses what is given and would be of no effect: somebody meant something by it. */
function assertRead(recipe: Recipe, { reads }: Builder, name: BuilderName): void {
  const given = (Object.keys(recipe) as (keyof Recipe)[]).filter((part) => isGiven(recipe[part]))
  const unread = given.filter((part) => part !== 'context' && !reads.includes(part)).map(inputOf)
  if (unread.length === 0) return
  throw new Failure(
    'invalid-input',
    `builder "${name}" does not read "${unread.join('", "')}"; leave out one or the other`,
  )
}

function isGiven(value: Recipe[keyof Recipe]): boolean {
  return value !== undefined && (typeof value !== 'object' || Object.keys(value).length > 0)
}

/** The input that a part of a recipe is read from: `buildArgs` from `build-args`. */
function inputOf(part: keyof Recipe): string {
  return part.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}
