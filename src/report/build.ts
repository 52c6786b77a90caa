import { formatReference } from '../artifact/reference.ts'
import type { Built } from '../build/build.ts'
import { blocks, code, details, heading, list, shortDigest, table } from './markdown.ts'

/** Tells which artifact a build ended with, and whether it was there already. */
export function buildSummary({ image, tags, reused, replaced, size, layers, commit, base }: Built): string {
  return blocks(
    heading(2, reused ? `♻️ Reused ${shortDigest(image.digest)}` : `📦 Built ${shortDigest(image.digest)}`),
    table(
      ['', ''],
      [
        ['Artifact', code(formatReference(image))],
        ['Commit', code(commit)],
        ['Tags', tags.map(code).join(', ')],
        ['Size', formatSize(size)],
        ...(base === undefined ? [] : [['Base', code(formatReference(base))]]),
      ],
    ),
    reused ? 'It carries verified provenance for this commit, so nothing was built.' : undefined,
    list(
      replaced.map(({ tag, digest }) => `⚠️ ${code(tag)} named ${code(digest)}, which carried no evidence.`),
    ),
    details(
      'Layers',
      table(
        ['Digest', 'Size'],
        layers.map(({ digest, size }) => [code(digest), formatSize(size)]),
      ),
    ),
  )
}

function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}
