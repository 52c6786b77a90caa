import { Failure, type FailureCode } from '../../failure.ts'
import { inert } from '../../inert.ts'

/** `away`: only where the engine itself has not answered; it tells of others that are away in the same words. */
type Reason = { says: RegExp; code: FailureCode; way?: string; away?: boolean }

// The client ends with the same exit code whatever went wrong: its words are all there is. What is not known here is
// told as it is, and counts as unavailable.
const reasons: readonly Reason[] = [
  {
    says: /permission denied while trying to connect|dial unix .*permission denied/i,
    code: 'unauthorized',
    way: 'let the user of this job use the engine: add it to the group "docker", or give the target a host by ssh',
  },
  {
    says: /Permission denied \(publickey|Host key verification failed/i,
    code: 'unauthorized',
    way: 'load the key of the deploy user into an ssh agent, and add the host to known_hosts',
  },
  {
    says: /client must upgrade|is too (old|new)|client version .* is too/i,
    code: 'mismatch',
    way: 'use a Docker client that the engine understands',
  },
  {
    says: /cannot connect to the docker daemon|error during connect|connection refused|no such host|i\/o timeout|failed to connect/i,
    code: 'unavailable',
    away: true,
    way: 'is Docker Engine running there, and does the target’s host, or DOCKER_HOST, lead to it?',
  },
  {
    says: /tls: |x509: /i,
    code: 'unauthorized',
    away: true,
    way: 'check the certificates in DOCKER_CERT_PATH',
  },
  {
    says: /no space left on device/i,
    code: 'unavailable',
    way: 'free space on the Docker host, for one by "docker image prune"',
  },
  {
    says: /no matching manifest for|does not match the (specified|detected) (host )?platform|exec format error/i,
    code: 'mismatch',
    way: 'build the image for the platform of the engine',
  },
  {
    says: /pull access denied|unauthorized|authentication required|no basic auth credentials|denied: /i,
    code: 'unauthorized',
    way: 'log in to the registry by "docker login" in a step before',
  },
  { says: /manifest unknown|manifest for .* not found|no such image/i, code: 'not-found' },
  {
    says: /port is already allocated|address already in use/i,
    code: 'unavailable',
    way: 'two releases stand at once, so neither can have a port of the host to itself: name a range, or no port of the host, under "publish"',
  },
  { says: /is already in use by container|Conflict\. The container name/i, code: 'denied' },
  {
    says: /network .* not found/i,
    code: 'not-found',
    way: 'make it by "docker network create", and connect the proxy with it',
  },
  { says: /bind source path does not exist|no such file or directory/i, code: 'not-found' },
  { says: /no such container|is not running/i, code: 'not-found' },
]

/** How the client begins what the engine has answered. */
const answer = /^(docker: )?Error response from daemon: /

/** Turns what the client wrote on its standard error into a failure. */
export function refusalOf(wanted: string, stderr: string, host?: string): Failure {
  const lines = stderr
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^See 'docker|^Run 'docker/.test(line))
  const answered = lines.find((line) => answer.test(line))
  const said = inert((answered ?? lines.at(-1) ?? '').replace(answer, '').replace(/^Error: /, ''), 300)
  const reason = reasons.find(({ says, away }) => says.test(stderr) && !(away && answered !== undefined))
  const where = host === undefined ? '' : ` on ${inert(host)}`
  const way = reason?.way === undefined ? '' : `; ${reason.way}`
  return new Failure(reason?.code ?? 'unavailable', `${wanted}${where}: ${said || 'it gave no reason'}${way}`)
}
