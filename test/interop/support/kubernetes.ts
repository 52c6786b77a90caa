import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Edge } from '../../../src/edge.ts'
import { tool } from '../tools.ts'
import { authority, certify } from './certificate.ts'
import { realEdge } from './client.ts'
import { nodeObject, stages } from './kubernetes-nodes.ts'
import { freshFolder, runProgram } from './program.ts'
import { freePort, type Server, startServer } from './server.ts'

/** A real control plane. Its nodes are kwok's: pods there become ready, or fail as their image's name says. */
export type KubernetesCluster = AsyncDisposable & {
  /** The kubeconfig of a cluster administrator. */
  admin: string
  /** Runs kubectl as an administrator, with an object or text as its input, and returns what it wrote. */
  run(args: readonly string[], input?: object | string): Promise<string>
  /** Makes a namespace of its own. */
  namespace(): Promise<string>
  /** Writes a kubeconfig of who has this token. */
  kubeconfig(token: string, server?: string): string
}

export type ClusterOptions = {
  /** Where the port 8080 of every pod leads. */
  pods?: { port: number }
  /** What every container has said before it crashed. */
  lastWords?: string
}

const users = { admin: 'system:masters', controllers: '', scheduler: '', nodes: 'system:masters' }
const names = {
  admin: 'admin',
  controllers: 'system:kube-controller-manager',
  scheduler: 'system:kube-scheduler',
  nodes: 'kwok',
}

export async function startKubernetes(options: ClusterOptions = {}): Promise<KubernetesCluster> {
  await using started = new AsyncDisposableStack()
  const folder = freshFolder('kubernetes')
  const path = (name: string) => join(folder, name)
  const [port, storage, peers, kubelet] = await Promise.all([freePort(), freePort(), freePort(), freePort()])
  const root = await certify(folder, 'root', { subject: '/CN=root', extensions: authority })
  const serving = await certify(folder, 'server', {
    subject: '/CN=kube-apiserver',
    extensions: ['subjectAltName=DNS:localhost,IP:127.0.0.1', 'extendedKeyUsage=serverAuth'],
    by: root,
  })
  const accounts = await certify(folder, 'accounts', { subject: '/CN=accounts', extensions: [] })
  const tokens = Object.fromEntries(Object.keys(users).map((user) => [user, randomUUID()]))
  const rows = Object.entries(users).map(([user, group]) => {
    return `${tokens[user]},${names[user as keyof typeof names]},${user},"${group}"`
  })
  writeFileSync(path('tokens.csv'), `${rows.join('\n')}\n`)
  const kubeconfig = (token = '', server = `https://127.0.0.1:${port}`) => {
    const file = path(`${randomUUID()}.kubeconfig`)
    const cluster = {
      server,
      'certificate-authority-data': readFileSync(root.certificate).toString('base64'),
    }
    writeFileSync(file, JSON.stringify(kubeconfigOf(cluster, token)))
    return file
  }
  const admin = kubeconfig(tokens.admin)
  const run: KubernetesCluster['run'] = (args, input = '') =>
    runProgram('kubectl', args, {
      input: typeof input === 'string' ? input : JSON.stringify(input),
      env: { KUBECONFIG: admin },
    })
  const start = async (name: string, args: string[], ready: () => Promise<boolean>) =>
    started.use(await startServer(name, { args, ready })) as Server

  const etcd = `http://127.0.0.1:${storage}`
  await start(
    'etcd',
    [
      ...['--name=test', `--data-dir=${path('etcd')}`, '--unsafe-no-fsync', '--log-level=error'],
      ...[`--listen-client-urls=${etcd}`, `--advertise-client-urls=${etcd}`],
      `--listen-peer-urls=http://127.0.0.1:${peers}`,
      `--initial-advertise-peer-urls=http://127.0.0.1:${peers}`,
      `--initial-cluster=test=http://127.0.0.1:${peers}`,
    ],
    async () => (await fetch(`${etcd}/health`)).ok,
  )
  await start(
    'kube-apiserver',
    [
      ...[`--etcd-servers=${etcd}`, '--bind-address=127.0.0.1', '--advertise-address=127.0.0.1'],
      ...[`--secure-port=${port}`, `--tls-cert-file=${serving.certificate}`],
      ...[`--tls-private-key-file=${serving.key}`, `--client-ca-file=${root.certificate}`],
      ...[`--token-auth-file=${path('tokens.csv')}`, '--authorization-mode=Node,RBAC'],
      ...['--anonymous-auth=false', '--service-account-issuer=https://kubernetes.default.svc'],
      ...[`--service-account-key-file=${accounts.certificate}`, '--endpoint-reconciler-type=none'],
      `--service-account-signing-key-file=${accounts.key}`,
      ...['--service-cluster-ip-range=10.96.0.0/16', '--profiling=false'],
    ],
    async () => (await run(['get', '--raw', '/readyz'])) === 'ok',
  )
  const controllers = kubeconfig(tokens.controllers)
  await start(
    'kube-controller-manager',
    [
      ...[`--kubeconfig=${controllers}`, '--secure-port=0', '--leader-elect=false'],
      ...[`--service-account-private-key-file=${accounts.key}`, `--root-ca-file=${root.certificate}`],
      ...['--use-service-account-credentials=true', '--kube-api-qps=200', '--kube-api-burst=400'],
      // However slow this machine is, a node that is not heard of is not lost, nor are its pods.
      '--node-monitor-grace-period=24h',
    ],
    async () => (await run(['get', 'serviceaccount', 'default', '--ignore-not-found'])) !== '',
  )
  const scheduler = kubeconfig(tokens.scheduler)
  await start(
    'kube-scheduler',
    [`--kubeconfig=${scheduler}`, '--secure-port=0', '--leader-elect=false'],
    async () => true,
  )
  writeFileSync(path('stages.yaml'), stagesFor(folder, options))
  await run(['apply', '--filename=-'], nodeObject('one'))
  await start(
    'kwok',
    [
      ...[`--kubeconfig=${kubeconfig(tokens.nodes)}`, `--config=${path('stages.yaml')}`],
      ...['--manage-all-nodes', '--cidr=10.244.0.0/16', '--node-ip=127.0.0.1', `--node-port=${kubelet}`],
      ...[`--server-address=127.0.0.1:${kubelet}`, `--tls-cert-file=${serving.certificate}`],
      `--tls-private-key-file=${serving.key}`,
    ],
    async () =>
      (await run(['get', 'nodes', '--output=jsonpath={.items[*].spec.taints}'])) === '' &&
      (await run(['get', 'nodes', '--output=jsonpath={.items[*].status.phase}'])) === 'Running',
  )

  let namespaces = 0
  const moved = started.move()
  return {
    admin,
    run,
    kubeconfig,
    namespace: async () => {
      const name = `test-${namespaces++}`
      await run(['create', 'namespace', name])
      while ((await run(['get', 'serviceaccount', 'default', `-n=${name}`, '--ignore-not-found'])) === '')
        await wait(50)
      return name
    },
    [Symbol.asyncDispose]: () => moved.disposeAsync(),
  }
}

function kubeconfigOf(cluster: object, token: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster }],
    users: [{ name: 'test', user: { token } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
    'current-context': 'test',
  }
}

function stagesFor(folder: string, { pods, lastWords = '' }: ClusterOptions): string {
  const logsFile = join(folder, 'last-words.log')
  // As a container runtime writes it:
  // https://github.com/kubernetes/kubernetes/blob/v1.36.3/pkg/kubelet/kuberuntime/logs/logs.go
  const lines = lastWords.split('\n').map((line) => `2026-01-01T00:00:00.000000000Z stderr F ${line}\n`)
  writeFileSync(logsFile, lastWords === '' ? '' : lines.join(''))
  return stages({ logsFile, port: pods?.port })
}

/** The real edge of a job that finds this kubectl, and whose kubeconfig this is; it counts what it runs. */
export function kubernetesEdge(
  kubeconfig: string,
  program = 'kubectl',
): Edge & { logged: string[]; calls: string[][] } {
  const edge = realEdge()
  const folder = freshFolder('kubectl')
  symlinkSync(tool(program), join(folder, 'kubectl'))
  mkdirSync(join(folder, 'home'))
  const env = {
    PATH: [folder, process.env.PATH].join(delimiter),
    HOME: join(folder, 'home'),
    KUBECONFIG: kubeconfig,
  }
  const calls: string[][] = []
  return {
    ...edge,
    calls,
    exec: (command, args, options) => {
      calls.push([...args])
      return edge.exec(command, args, { ...options, env: { ...options?.env, ...env } })
    },
    spawn: (command, args, options) => {
      calls.push([...args])
      return edge.spawn(command, args, { ...options, env: { ...options?.env, ...env } })
    },
  }
}
