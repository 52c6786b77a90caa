import { formatPlatform } from '../artifact/descriptor.ts'
import { formatReference } from '../artifact/reference.ts'
import type { Built } from '../build/build.ts'
import { blocks, code, details, fence, heading, link, list, shortDigest, table } from './markdown.ts'

/** Tells which artifact a build ended with, of what it is made, and how to get and verify it. */
export function buildSummary(built: Built): string {
  const { image, tags, reused, replaced, size, layers, commit, source, base } = built
  return blocks(
    heading(2, reused ? `♻️ Reused ${shortDigest(image.digest)}` : `📦 Built ${shortDigest(image.digest)}`),
    table(
      ['', ''],
      [
        [kindOf(built), code(formatReference(image))],
        ['Commit', link(commit, `${source}/commit/${commit}`)],
        ['Tags', tags.map(code).join(', ')],
        ['Size', `${formatSize(size)}${newPart(layers)}`],
        ...(base === undefined ? [] : [['Base', code(formatReference(base))]]),
      ],
    ),
    reused ? 'It carries verified provenance for this commit, so nothing was built.' : undefined,
    list(
      replaced.map(({ tag, digest }) => `⚠️ ${code(tag)} named ${code(digest)}, which carried no evidence.`),
    ),
    details('Layers', layersTable(layers)),
    details('Pull and verify', waysToGet(built)),
  )
}

function kindOf({ artifactType, platforms }: Built): string {
  if (artifactType !== undefined) return `Artifact of type ${code(artifactType)}`
  return platforms.length === 0 ? 'Image' : `Image for ${platforms.map(formatPlatform).map(code).join(', ')}`
}

// Of what was there already nothing is known beyond that.
function newPart(layers: Built['layers']): string {
  if (layers.some(({ existed }) => existed === undefined)) return ''
  const sizes = new Map(layers.map(({ digest, size, existed }) => [digest, existed ? 0 : size]))
  const sent = [...sizes.values()].reduce((total, size) => total + size, 0)
  return sent === 0 ? ', of which all layers were there' : `, of which ${formatSize(sent)} in new layers`
}

function layersTable(layers: Built['layers']): string {
  const severalPlatforms = layers.some(({ platform }) => platform !== undefined)
  const isKnown = layers.some(({ existed }) => existed !== undefined)
  const header = [
    ...(severalPlatforms ? ['Platform'] : []),
    'Digest',
    'Size',
    ...(isKnown ? ['Registry'] : []),
  ]
  return table(
    header,
    layers.map(({ digest, size, platform, existed }) => [
      ...(severalPlatforms ? [platform === undefined ? '' : code(formatPlatform(platform))] : []),
      code(digest),
      formatSize(size),
      ...(isKnown ? [existed ? 'was there' : 'new'] : []),
    ]),
  )
}

function waysToGet({ image, artifactType, source }: Built): string {
  const reference = formatReference(image)
  const repository = new URL(source).pathname.slice(1)
  return blocks(
    fence(
      `${pullCommand(reference, artifactType)}\ngh attestation verify oci://${reference} --repo ${repository}`,
      'sh',
    ),
    'Or as a step, once it is signed:',
    fence(
      `- uses: immutable-deploy/immutable-deploy/actions/verify@<commit>\n  with:\n    image: ${reference}`,
      'yaml',
    ),
  )
}

/** https://helm.sh/docs/topics/registries/ */
const helmChart = 'application/vnd.cncf.helm.config.v1+json'

function pullCommand(reference: string, artifactType: string | undefined): string {
  if (artifactType === undefined) return `docker pull ${reference}`
  return artifactType === helmChart ? `helm pull oci://${reference}` : `oras pull ${reference}`
}

function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}
