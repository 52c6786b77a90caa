import { describe, expect, it } from 'vitest'
import { requireAbout } from '../../src/scan/image-access.ts'
import { parseSbom } from '../../src/scan/sbom.ts'
import { imageDigestsOf } from '../../src/scan/sbom-subject.ts'
import { captured, image } from './programs.ts'

const other = `sha256:${'0'.repeat(64)}` as const
const root = (component: object) => ({
  format: 'cyclonedx' as const,
  document: { metadata: { component } },
})
const spdx = (described: object, beside: object = {}) => ({
  format: 'spdx' as const,
  document: {
    relationships: [{ relationshipType: 'DESCRIBES', relatedSpdxElement: 'a' }],
    packages: [
      { SPDXID: 'a', ...described },
      { SPDXID: 'b', ...beside },
    ],
  },
})

it.each([
  ['Trivy', 'trivy/sbom.cdx.json'],
  ['Syft', 'grype/sbom.cdx.json'],
])('finds the image in an SBOM of %s', (_, file) => {
  expect(imageDigestsOf(parseSbom(Buffer.from(captured(file))))).toEqual([image.digest])
})

it.each([
  ['a version', root({ version: other })],
  ['a purl', root({ purl: `pkg:oci/shop@${encodeURIComponent(other)}?repository_url=ghcr.io%2Facme` })],
  [
    'a property',
    root({ properties: [{ name: 'aquasecurity:trivy:RepoDigest', value: `ghcr.io/a@${other}` }] }),
  ],
  ['the version of the described package', spdx({ versionInfo: other })],
  ['the purl of the described package', spdx({ externalRefs: [{ referenceLocator: `pkg:oci/a@${other}` }] })],
  [
    'an annotation of the described package',
    spdx({ annotations: [{ comment: `RepoDigest: a/b@${other}` }] }),
  ],
])('finds an image in %s', (_, sbom) => {
  expect(imageDigestsOf(sbom)).toEqual([other])
})

it.each([
  ['a source', root({ purl: 'pkg:npm/shop@1.0.0', version: '1.0.0' })],
  ['nothing', { format: 'cyclonedx' as const, document: {} }],
  ['another property', root({ properties: [{ name: 'other', value: `a@${other}` }] })],
  ['a purl that is none', root({ purl: 'pkg:oci/' })],
  ['a package beside the described one', spdx({ versionInfo: '1.0.0' }, { versionInfo: other })],
])('finds none in an SBOM about %s', (_, sbom) => {
  expect(imageDigestsOf(sbom)).toEqual([])
})

describe('an SBOM', () => {
  const sbom = parseSbom(Buffer.from(captured('trivy/sbom.cdx.json')))
  const shop = parseSbom(Buffer.from(captured('shop.cdx.json')))

  it('about another image is refused', () => {
    expect(() => requireAbout(sbom, [other], { ...image, digest: other })).toThrow(
      `the SBOM is about another image, ${image.digest}; wanted one about ${image.registry}`,
    )
  })

  it.each([
    ['about the image', sbom, [image.digest]],
    ['about a platform of the image', sbom, [other, image.digest]],
    ['about a source', shop, [other]],
  ])('%s is taken', (_, one, covered) => {
    expect(() => requireAbout(one, covered, image)).not.toThrow()
  })
})
