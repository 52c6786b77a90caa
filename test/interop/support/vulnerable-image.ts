import type { DigestReference } from '../../../src/artifact/reference.ts'
import type { Registry } from '../../../src/registry/registry.ts'
import { pushImage, type TarEntry } from '../../support/artifacts.ts'

/** What one package of an image is vulnerable to; the programs that make databases read it as it is. */
export type Advisory = {
  id: string
  ghsa?: string
  title: string
  /** As databases write it: `HIGH`; none where nobody has rated it. */
  severity?: string
  vector?: string
  score?: number
  /** `npm`, or a distribution and its release. */
  source: string
  package: string
  /** None where no version is safe. */
  fixed?: string
}

/** Real vulnerabilities of what the image below holds, and two that nobody has mended or rated. */
export const advisories: readonly Advisory[] = [
  {
    id: 'CVE-2021-23337',
    ghsa: 'GHSA-35jh-r3h4-6jhm',
    title: 'Command injection in lodash',
    severity: 'HIGH',
    vector: 'CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H',
    score: 7.2,
    source: 'npm',
    package: 'lodash',
    fixed: '4.17.21',
  },
  {
    id: 'CVE-2021-44906',
    ghsa: 'GHSA-xvch-5gv4-984h',
    title: 'Prototype pollution in minimist',
    severity: 'CRITICAL',
    vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
    score: 9.8,
    source: 'npm',
    package: 'minimist',
    fixed: '1.2.6',
  },
  {
    id: 'CVE-2023-0286',
    title: 'X.400 address type confusion in X.509 GeneralName',
    severity: 'HIGH',
    source: 'debian 12',
    package: 'openssl',
    fixed: '3.0.8-1',
  },
  {
    id: 'CVE-2099-0001',
    title: 'Made up: mended by no version',
    severity: 'LOW',
    source: 'debian 12',
    package: 'zlib',
  },
  {
    id: 'CVE-2099-0002',
    title: 'Made up: rated by nobody',
    source: 'debian 12',
    package: 'zlib',
    fixed: '1:1.3.dfsg-3',
  },
]

const osRelease = `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
NAME="Debian GNU/Linux"
VERSION_ID="12"
VERSION="12 (bookworm)"
VERSION_CODENAME=bookworm
ID=debian
`

/** As dpkg keeps it; advisories are about sources. */
const dpkgStatus = [
  { name: 'base-files', version: '12.4+deb12u5' },
  { name: 'libssl3', source: 'openssl', version: '3.0.7-1' },
  { name: 'zlib1g', source: 'zlib', version: '1:1.2.13.dfsg-1' },
]
  .map(
    ({ name, source, version }) =>
      `Package: ${name}\nStatus: install ok installed\nPriority: optional\nSection: libs\nInstalled-Size: 1\nMaintainer: Debian <debian@example.org>\nArchitecture: amd64\n${source === undefined ? '' : `Source: ${source}\n`}Version: ${version}\nDescription: ${name}\n`,
  )
  .join('\n')

function npmPackage(folder: string, name: string, version: string): TarEntry {
  return {
    name: `${folder}/node_modules/${name}/package.json`,
    content: JSON.stringify({ name, version, license: 'MIT' }),
  }
}

/** Looks like a key of AWS to whoever looks for secrets, and is none; whole it would look so in this file too. */
export const secret = ['AKIA', 'Q3EGRIMU7YHN2XKD'].join('')

/** What each layer holds: a distribution; what is installed on it; what was left behind. */
export const layers: readonly (readonly TarEntry[])[] = [
  [
    { name: 'etc/os-release', content: osRelease },
    { name: 'etc/debian_version', content: '12.5\n' },
    { name: 'var/lib/dpkg/status', content: dpkgStatus },
  ],
  [
    npmPackage('app', 'lodash', '4.17.20'),
    npmPackage('app', 'minimist', '1.2.5'),
    npmPackage('app', 'ms', '2.1.3'),
    // The same package once more, elsewhere.
    npmPackage('tools', 'lodash', '4.17.20'),
  ],
  [
    { name: 'app/.env', content: `AWS_ACCESS_KEY_ID=${secret}\n` },
    { name: 'app/Dockerfile', content: 'FROM debian:latest\nADD . /app\nUSER root\n' },
  ],
]

let images = 0

/** Pushes the image into a repository of its own. */
export async function pushVulnerableImage(host: string, registry: Registry): Promise<DigestReference> {
  return pushImage(registry, { registry: host, repository: `acme/vulnerable-${images++}` }, layers)
}
