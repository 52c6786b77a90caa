// Started by files.test.ts as a process of its own: builds from the directory and lines given, prints the manifest.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatManifest } from '../../src/artifact/manifest.ts'
import { files } from '../../src/build/files.ts'
import { readCheckout } from '../../src/build/git.ts'
import { parseFileMapping } from '../../src/build/source.ts'
import { testEdge } from '../support/edge.ts'

const [context = '', ...lines] = process.argv.slice(2)
const edge = testEdge()
const checkout = await readCheckout(context, edge)
const temporary = mkdtempSync(join(tmpdir(), 'print-manifest-'))
const recipe = {
  context,
  files: lines.map((line) => parseFileMapping(line)),
}
const source = 'https://github.com/acme/shop'
const unasked = () => Promise.reject(new Error('asked the registry'))
const registry = {
  resolve: unasked,
  fetchManifest: unasked,
  readBlob: unasked,
  fetchBlob: (): never => process.exit(2),
}
const { manifest } = await files.make(
  { recipe, checkout, source, time: checkout.time, temporary },
  registry,
  edge,
)
rmSync(temporary, { recursive: true })
process.stdout.write(formatManifest(manifest))
