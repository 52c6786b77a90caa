import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** What is installed: one or more programs of one version, in a folder of their own. */
export type Tool = GoTool | DebianTool

/** Built from a module of `go/<name>`, whose go.mod pins the version and whose go.sum everything else. */
export type GoTool = {
  kind: 'go'
  name: string
  /** The module whose version counts. */
  module: string
  /** The package of each program. */
  programs: Record<string, string>
  /** The variable by which the program knows its version, for those that others ask. */
  versionVariable?: string
  /** What Go is told beside what every build is told. */
  environment?: Record<string, string>
}

/** Unpacked from Debian's packages: nothing is installed, no script of theirs runs. */
export type DebianTool = {
  kind: 'debian'
  name: string
  /** The version of each package; the first is the tool's own. */
  packages: Record<string, string>
  /** The file of each program. */
  programs: Record<string, string>
  /** The command of each program that finds its libraries only when it is told where they are. */
  wrapped?: Record<string, string>
}

const debianIptables = {
  iptables: '1.8.9-2',
  libip4tc2: '1.8.9-2',
  libip6tc2: '1.8.9-2',
  libxtables12: '1.8.9-2',
  libnftnl11: '1.2.4-2',
  'libnetfilter-conntrack3': '1.0.9-3',
  libnfnetlink0: '1.0.2-2',
  libmnl0: '1.0.4-3',
}

/** Everything that the tests start. Those that take longest come first. */
export const tools: readonly Tool[] = [
  {
    kind: 'go',
    name: 'trivy',
    module: 'github.com/aquasecurity/trivy',
    programs: { trivy: 'github.com/aquasecurity/trivy/cmd/trivy', 'trivy-db': '.' },
    versionVariable: 'github.com/aquasecurity/trivy/pkg/version/app.ver',
    environment: { GOEXPERIMENT: 'jsonv2' },
  },
  {
    kind: 'go',
    name: 'grype',
    module: 'github.com/anchore/grype',
    programs: { grype: 'github.com/anchore/grype/cmd/grype', 'grype-db': '.' },
    versionVariable: 'main.version',
  },
  {
    kind: 'go',
    name: 'syft',
    module: 'github.com/anchore/syft',
    programs: { syft: 'github.com/anchore/syft/cmd/syft' },
    versionVariable: 'main.version',
  },
  {
    kind: 'go',
    name: 'kubernetes',
    module: 'k8s.io/kubernetes',
    programs: {
      'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
      'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
      'kube-scheduler': 'k8s.io/kubernetes/cmd/kube-scheduler',
      kubectl: 'k8s.io/kubernetes/cmd/kubectl',
    },
    versionVariable: 'k8s.io/component-base/version.gitVersion',
  },
  {
    kind: 'go',
    name: 'prometheus',
    module: 'github.com/prometheus/prometheus',
    programs: { prometheus: 'github.com/prometheus/prometheus/cmd/prometheus' },
    // A target in a file is found without the clients of all clouds, which are most of the build.
    environment: { GOFLAGS: '-tags=remove_all_sd' },
  },
  {
    kind: 'go',
    name: 'kwok',
    module: 'sigs.k8s.io/kwok',
    programs: { kwok: 'sigs.k8s.io/kwok/cmd/kwok' },
  },
  {
    kind: 'go',
    name: 'rekor',
    module: 'github.com/sigstore/rekor',
    programs: { 'rekor-server': 'github.com/sigstore/rekor/cmd/rekor-server' },
  },
  {
    kind: 'go',
    name: 'cosign',
    module: 'github.com/sigstore/cosign/v3',
    programs: { cosign: 'github.com/sigstore/cosign/v3/cmd/cosign' },
  },
  {
    kind: 'go',
    name: 'fulcio',
    module: 'github.com/sigstore/fulcio',
    programs: { fulcio: 'github.com/sigstore/fulcio' },
  },
  {
    kind: 'go',
    name: 'timestamp-authority',
    module: 'github.com/sigstore/timestamp-authority',
    programs: { 'timestamp-authority': '.' },
  },
  {
    kind: 'go',
    name: 'tesseract',
    module: 'github.com/transparency-dev/tesseract',
    programs: { tesseract: '.' },
  },
  {
    kind: 'go',
    name: 'gh',
    module: 'github.com/cli/cli/v2',
    programs: { gh: 'github.com/cli/cli/v2/cmd/gh' },
  },
  {
    kind: 'go',
    name: 'buildkit',
    module: 'github.com/moby/buildkit',
    programs: {
      buildctl: 'github.com/moby/buildkit/cmd/buildctl',
      buildkitd: 'github.com/moby/buildkit/cmd/buildkitd',
    },
    versionVariable: 'github.com/moby/buildkit/version.Version',
  },
  {
    kind: 'go',
    name: 'packer',
    module: 'github.com/hashicorp/packer',
    programs: { packer: 'github.com/hashicorp/packer' },
  },
  {
    kind: 'go',
    name: 'buildx',
    module: 'github.com/docker/buildx',
    programs: { 'docker-buildx': 'github.com/docker/buildx/cmd/buildx' },
    versionVariable: 'github.com/docker/buildx/version.Version',
  },
  {
    kind: 'go',
    name: 'rekor-tiles',
    module: 'github.com/sigstore/rekor-tiles/v2',
    programs: { 'rekor-tiles': 'github.com/sigstore/rekor-tiles/v2/cmd/rekor-server/posix' },
  },
  {
    kind: 'go',
    name: 'trillian',
    module: 'github.com/google/trillian',
    programs: { trillian: '.' },
  },
  {
    kind: 'go',
    name: 'caddy',
    module: 'github.com/caddyserver/caddy/v2',
    programs: { caddy: 'github.com/caddyserver/caddy/v2/cmd/caddy' },
  },
  {
    kind: 'go',
    name: 'kamal-proxy',
    module: 'github.com/basecamp/kamal-proxy',
    programs: { 'kamal-proxy': 'github.com/basecamp/kamal-proxy/cmd/kamal-proxy' },
  },
  {
    kind: 'go',
    name: 'etcd',
    module: 'go.etcd.io/etcd/server/v3',
    programs: { etcd: 'go.etcd.io/etcd/server/v3' },
  },
  {
    kind: 'go',
    name: 'kubectl-1.32',
    module: 'k8s.io/kubectl',
    programs: { 'kubectl-1.32': '.' },
  },
  { kind: 'go', name: 'helm', module: 'helm.sh/helm/v4', programs: { helm: 'helm.sh/helm/v4/cmd/helm' } },
  { kind: 'go', name: 'ko', module: 'github.com/google/ko', programs: { ko: 'github.com/google/ko' } },
  {
    kind: 'go',
    name: 'crane',
    module: 'github.com/google/go-containerregistry',
    programs: { crane: 'github.com/google/go-containerregistry/cmd/crane' },
  },
  {
    kind: 'go',
    name: 'ggcr-registry',
    module: 'github.com/google/go-containerregistry',
    programs: { 'ggcr-registry': '.' },
  },
  {
    kind: 'go',
    name: 'oras',
    module: 'oras.land/oras',
    programs: { oras: 'oras.land/oras/cmd/oras' },
  },
  {
    kind: 'go',
    name: 'olareg',
    module: 'github.com/olareg/olareg',
    programs: { olareg: 'github.com/olareg/olareg/cmd/olareg' },
  },
  {
    kind: 'go',
    name: 'regctl',
    module: 'github.com/regclient/regclient',
    programs: { regctl: 'github.com/regclient/regclient/cmd/regctl' },
  },
  {
    kind: 'debian',
    name: 'docker',
    packages: {
      'docker.io': '20.10.24+dfsg1-1+deb12u1+b6',
      containerd: '1.6.20~ds1-1+deb12u3',
      runc: '1.1.5+ds1-1+deb12u1',
      tini: '0.19.0-1+b3',
      'libdevmapper1.02.1': '2:1.02.185-2',
      libseccomp2: '2.5.4-1+deb12u1',
      ...debianIptables,
    },
    programs: {
      docker: 'usr/bin/docker',
      'docker-proxy': 'usr/sbin/docker-proxy',
      // It is mounted into containers, where a wrapper would find nothing.
      'docker-init': 'usr/bin/tini-static',
      containerd: 'usr/bin/containerd',
      'containerd-shim-runc-v2': 'usr/bin/containerd-shim-runc-v2',
    },
    wrapped: {
      dockerd: 'usr/sbin/dockerd',
      runc: 'usr/sbin/runc',
      iptables: 'usr/sbin/xtables-legacy-multi iptables',
      ip6tables: 'usr/sbin/xtables-legacy-multi ip6tables',
    },
  },
  {
    kind: 'debian',
    name: 'docker-registry',
    packages: { 'docker-registry': '2.8.2+ds1-1' },
    programs: { 'docker-registry': 'usr/bin/docker-registry' },
  },
  {
    kind: 'debian',
    name: 'skopeo',
    packages: {
      skopeo: '1.9.3+ds1-1+b10',
      libgpgme11: '1.18.0-3+b1',
      libassuan0: '2.5.5-5',
      'libgpg-error0': '1.46-1',
      'libdevmapper1.02.1': '2:1.02.185-2',
    },
    programs: {},
    wrapped: { skopeo: 'usr/bin/skopeo' },
  },
  {
    kind: 'debian',
    name: 'haproxy',
    packages: {
      haproxy: '2.6.12-1+deb12u4',
      'liblua5.3-0': '5.3.6-2',
      'libopentracing-c-wrapper0': '1.1.3-3+b1',
      libopentracing1: '1.6.0-4',
      'libpcre2-8-0': '10.42-1+deb12u2',
      libsystemd0: '252.39-1~deb12u2',
    },
    programs: {},
    wrapped: { haproxy: 'usr/sbin/haproxy' },
  },
  {
    kind: 'debian',
    name: 'openssh',
    packages: {
      'openssh-server': '1:9.2p1-2+deb12u10',
      'openssh-client': '1:9.2p1-2+deb12u10',
      libwrap0: '7.6.q-32',
    },
    programs: {
      ssh: 'usr/bin/ssh',
      'ssh-add': 'usr/bin/ssh-add',
      'ssh-agent': 'usr/bin/ssh-agent',
      'ssh-keygen': 'usr/bin/ssh-keygen',
    },
    wrapped: { sshd: 'usr/sbin/sshd' },
  },
  {
    kind: 'debian',
    name: 'busybox',
    packages: { 'busybox-static': '1:1.35.0-4+deb12u1+b1' },
    programs: { busybox: 'bin/busybox' },
  },
]

/** Where tools are kept between runs. */
export function toolsFolder({ env } = process): string {
  const cache = env.XDG_CACHE_HOME || join(homedir(), '.cache')
  return env.IMMUTABLE_DEPLOY_TOOLS || join(cache, 'immutable-deploy/tools')
}

/** The path of an installed program; undefined if it is not there. */
export function findProgram(program: string): string | undefined {
  const tool = tools.find((one) => programsOf(one).includes(program))
  const path = tool && join(toolsFolder(), tool.name, 'bin', program)
  return path !== undefined && existsSync(path) ? path : undefined
}

export function programsOf(tool: Tool): string[] {
  return Object.keys(tool.kind === 'go' ? tool.programs : { ...tool.programs, ...tool.wrapped })
}

/** The folder of a Go tool's module. */
export function moduleFolder({ name }: GoTool): string {
  return join(import.meta.dirname, 'go', name)
}

export function versionOf(tool: Tool): string {
  if (tool.kind === 'debian') return Object.values(tool.packages)[0] ?? ''
  const required = readFileSync(join(moduleFolder(tool), 'go.mod'), 'utf8').matchAll(
    /^(?:require)?\s+(\S+)\s+(v\S+)/gm,
  )
  for (const [, module, version] of required) if (module === tool.module && version) return version
  throw new Error(`go/${tool.name}/go.mod does not require ${tool.module}`)
}
