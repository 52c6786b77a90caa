// Started by tests as a process of its own: makes what directory, options and lines say, and prints the manifest.
import { formatManifest } from '../../src/artifact/manifest.ts'
import { make } from './make-files.ts'

const [path = '', options = '', ...lines] = process.argv.slice(2)
const { manifest } = await make({ path }, lines, JSON.parse(options))
process.stdout.write(formatManifest(manifest))
