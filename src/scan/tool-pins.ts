/** The programs that scan images or list what is in them. */
export type ToolName = 'trivy' | 'grype' | 'syft'

/** As Node names them: `process.platform`-`process.arch`. */
type Platform = string

/**
 * The sha256 of each archive that is installed without further ado: what a release says of itself is no proof once
 * somebody else can make releases. The first version of a tool is the one that is installed unless another is asked for.
 */
export const toolPins: Record<ToolName, Record<string, Record<Platform, string>>> = {
  trivy: {
    '0.75.0': {
      'linux-x64': 'c6e65abddb348e25f10549df887045629cf28cc72453cd1c63acb717316b3f3f',
      'linux-arm64': 'a1ee9f6ffb7d112b64ff726a2a0717c21175c1114361391f4a132956751a13b3',
      'darwin-arm64': '4a77108cccf8e55c8d6823e1e759939a622277e66cd0daa3c1fc621ed69e4568',
      'darwin-x64': '291edaa9778acbe4693d067b5ad60ee11570e5ac68296e85595417528ca641e4',
    },
    '0.74.0': {
      'linux-x64': '2ae6fe3ee734b7fdf11335663e18c75ea12dccc76062f09f164a3b0f8be4371a',
      'linux-arm64': 'b94ce1976bbf3c15b514b605ee88be7c6d94a29be2302847ff01cb794d47aad5',
      'darwin-arm64': '1caada5e0e2091909357c7525d3aa76f4b660b13821bc143b190c7483e31cc11',
    },
  },
  grype: {
    '0.120.1': {
      'linux-x64': '0a9ee97ef5ae2ee953b0a80098105052e846cdbe319a57d808b519c33cd1343d',
      'linux-arm64': '29f47391dc283aa79fcc38e65224cd61f64dec0ecfd0db7074128ebf8ff23514',
      'darwin-arm64': 'cf97957fa467d25575ec2cc3228289f391ea51cf88b9cffc5f83dc03d4cbc732',
      'darwin-x64': '5313004ccbc524c8757521dc3913f1edf4309f56bef06a2fb2d0c0eeade7cc62',
    },
    '0.117.0': {
      'linux-x64': '38525dab1e06f162ebaa02f94d82d1f807076b011a44180cf2777edf1a7b9c26',
      'linux-arm64': '935f628bdf9331ffdd946931ea5fdb50045d3970ba52670cbeb44a88f127291b',
      'darwin-arm64': 'bfcefa3f3b1690d9c77d847841b32ebd6106ab0e0e32f810924707e704d53584',
    },
  },
  syft: {
    '1.54.1': {
      'linux-x64': 'c069905b391cc4c20a5ba65ad5c10be2a7ba074f8ea6ad203e24d14e303dad47',
      'linux-arm64': 'dfdf0537610113edbefe1f1fc6548bc957b2d77439636ec824fcf0e10d46d054',
      'darwin-arm64': 'b4319c3abaa87a0170ab76ee83ea2260ca34b53aecfa3ab0dd5428d2319d744f',
      'darwin-x64': '2956322838b2f64e470eea474495f0cd96be4f222b1ac037258cdc47d965064e',
    },
    '1.51.0': {
      'linux-x64': '2a2e837a2c8d59ec9af5472ee22d3b04ee463c4e44476ecf993fd1e5ab6ebc7f',
      'linux-arm64': '6c0466811541ea03add5213a60a1562f0851e4c0b0ecfdee1a694a9455285900',
      'darwin-arm64': '4f37f4c7fefce0a68e4cf71ba3f5f9829a99e65d89b29f7ee41b8c2c10ea8c59',
    },
  },
}

/** Versions that are never run, wherever they come from, and why. */
export const refusedVersions: Partial<Record<ToolName, Record<string, string>>> = {
  // https://github.com/advisories/GHSA-69fq-xp46-6x23
  trivy: Object.fromEntries(
    ['0.69.4', '0.69.5', '0.69.6'].map((version) => [version, 'it steals secrets (GHSA-69fq-xp46-6x23)']),
  ),
}

export function defaultVersion(name: ToolName): string {
  const [version] = Object.keys(toolPins[name])
  if (version === undefined) throw new Error(`no version of ${name} is pinned`)
  return version
}

/** Where an archive is, below `https://github.com/`; undefined where the tool has none for the platform. */
export function archivePathOf(name: ToolName, version: string, platform: Platform): string | undefined {
  const suffix = suffixes[name === 'trivy' ? 'trivy' : 'anchore'][platform]
  if (suffix === undefined) return undefined
  const owner = name === 'trivy' ? 'aquasecurity' : 'anchore'
  return `${owner}/${name}/releases/download/v${version}/${name}_${version}_${suffix}.tar.gz`
}

const suffixes: Record<'trivy' | 'anchore', Record<Platform, string>> = {
  trivy: {
    'linux-x64': 'Linux-64bit',
    'linux-arm64': 'Linux-ARM64',
    'darwin-x64': 'macOS-64bit',
    'darwin-arm64': 'macOS-ARM64',
  },
  anchore: {
    'linux-x64': 'linux_amd64',
    'linux-arm64': 'linux_arm64',
    'darwin-x64': 'darwin_amd64',
    'darwin-arm64': 'darwin_arm64',
  },
}
