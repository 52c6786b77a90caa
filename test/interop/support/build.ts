import { parseRepository } from '../../../src/artifact/reference.ts'
import { type Built, build } from '../../../src/build/build.ts'
import type { Recipe } from '../../../src/build/builder.ts'
import type { Edge } from '../../../src/edge.ts'
import { connect } from './client.ts'
import { freshFolder } from './program.ts'

/** Builds what is checked out, by the builder that its files ask for, into a repository where nothing is yet. */
export function buildFrom(image: string, recipe: Recipe, edge: Edge): Promise<Built> {
  const provenance = { verifiedCommitOf: async () => undefined, hasEvidence: async () => false }
  return build(
    {
      image: parseRepository(image),
      builder: 'auto',
      recipe,
      tags: [],
      ifTagExists: 'reuse',
      source: 'https://github.com/acme/shop',
      temporary: freshFolder('build'),
    },
    { registry: connect(undefined, edge), provenance },
    edge,
  )
}
