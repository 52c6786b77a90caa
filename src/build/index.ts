import { Failure } from '../failure.ts'
import type { Builder, Recipe } from './builder.ts'
import { files } from './files.ts'

/** The ways to make an artifact, by the name that users give. */
const builders = { files } satisfies Record<string, Builder>

export type BuilderName = keyof typeof builders

/** What the input `builder` may be. */
export const builderNames = ['auto', ...(Object.keys(builders) as BuilderName[])] as const

/** Picks the builder by its name, or the first that a recipe is meant for. */
export function chooseBuilder(name: BuilderName | 'auto', recipe: Recipe): Builder {
  if (name !== 'auto') return builders[name]
  const builder = Object.values(builders).find(({ applies }) => applies(recipe))
  if (builder) return builder
  throw new Failure('invalid-input', 'there is nothing to build; name paths in input "files"')
}
