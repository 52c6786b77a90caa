import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type DigestReference, parseDigestReference } from '../../src/artifact/reference.ts'
import { grype } from '../../src/scan/grype.ts'
import type { ScannerReport, ScannerRequest } from '../../src/scan/scanner.ts'
import { trivy } from '../../src/scan/trivy.ts'
import { testEdge } from '../support/edge.ts'
import { installPrograms, type Programs } from '../support/programs.ts'

/** The image that the captured outputs are about. */
export const image: DigestReference = parseDigestReference(
  '127.0.0.1:44929/acme/vulnerable-0@sha256:57a0b9af947268bd794ce7c3cda32c282e1f4614f200c446eb233503193d40ce',
)

/** A day on which the captured databases were new. */
export const freshDay = new Date('2026-11-26T00:00:00Z')

const fixtures = join(import.meta.dirname, '../fixtures/scan')

export function captured(name: string): string {
  return readFileSync(join(fixtures, name), 'utf8')
}

/** What a stand-in does where a test says nothing else: what the real one was seen to do. */
const trivyBody = `
const write = (name) => fs.copyFileSync(${JSON.stringify(fixtures)} + '/trivy/' + name, option('--output'))
if (args[0] === 'version') console.log(JSON.stringify({ Version: 'v0.74.0' }))
if (args[0] === 'image' || args[0] === 'sbom') {
  fs.mkdirSync(process.env.TRIVY_CACHE_DIR + '/db', { recursive: true })
  fs.writeFileSync(process.env.TRIVY_CACHE_DIR + '/db/trivy.db', '')
  fs.copyFileSync(${JSON.stringify(fixtures)} + '/trivy/metadata.json', process.env.TRIVY_CACHE_DIR + '/db/metadata.json')
  write('findings.json')
}
if (args[0] === 'convert') write('sbom.cdx.json')
`
const grypeBody = `
if (args[0] === 'version') console.log(JSON.stringify({ application: 'grype', version: '0.110.0' }))
if (args[0].startsWith('sbom:')) fs.copyFileSync(${JSON.stringify(fixtures)} + '/grype/findings.json', option('--file'))
`
const syftBody = `
if (args[0] === 'version') console.log(JSON.stringify({ application: 'syft', version: '1.52.0' }))
if (args[0] === 'scan') {
  for (const [format, path] of args.filter((arg) => /^(syft|cyclonedx)-json/.test(arg)).map((arg) => arg.split('=')))
    fs.copyFileSync(${JSON.stringify(fixtures)} + (format === 'syft-json' ? '/grype/syft.json' : '/grype/sbom.cdx.json'), path)
}
`

/** Puts scanners on PATH that say what real ones have said; a test adds to what one does, before or after that. */
export function installScanners(
  changes: Partial<Record<'trivy' | 'grype' | 'syft', { before?: string; after?: string }>> = {},
): Programs {
  const bodies = { trivy: trivyBody, grype: grypeBody, syft: syftBody }
  return installPrograms(
    Object.fromEntries(
      Object.entries(bodies).map(([name, body]) => {
        const { before = '', after = '' } = changes[name as keyof typeof bodies] ?? {}
        return [name, `${before}\n${body}\n${after}`]
      }),
    ),
  )
}

const scanners = { trivy, grype }

/** Scans the captured image by the programs on PATH, on a day when their databases were new. */
export async function scanBy(
  name: keyof typeof scanners,
  request: Partial<ScannerRequest> & { temp: string },
  edge = testEdge({ now: () => freshDay }),
): Promise<ScannerReport> {
  const { temp, tool, ...said } = request
  const access = { reference: image, insecure: true }
  const settings = { temp, cacheFolder: join(temp, 'kept'), ...tool }
  return scanners[name].scan({ image: access, ...said, tool: settings }, edge)
}
