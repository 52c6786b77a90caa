import { Failure } from '../../failure.ts'
import { inert } from '../../inert.ts'

/** Reasons by which an API server says that it cannot now, and might later. */
const passing = ['ServiceUnavailable', 'InternalError', 'Timeout', 'ServerTimeout', 'TooManyRequests']

/**
 * Reads why kubectl failed from what it wrote; undefined if it is no answer of an API server, nor the lack of one.
 * kubectl has one exit code for all of them, and names the server's reason in parentheses.
 */
export function failureOf(stderr: string, namespace: string): Failure | undefined {
  return (
    permissionFailure(stderr, namespace) ??
    configurationFailure(stderr) ??
    connectionFailure(stderr) ??
    conflictFailure(stderr) ??
    answerFailure(stderr)
  )
}

function configurationFailure(stderr: string): Failure | undefined {
  const context = /context "([^"]*)" does not exist|context was not found for specified context: (.*)/.exec(
    stderr,
  )
  if (context !== null) {
    const name = inert(context[1] ?? context[2] ?? '', 100)
    return new Failure(
      'invalid-input',
      `the kubeconfig has no context "${name}"; name one of "kubectl config get-contexts", or set KUBECONFIG`,
    )
  }
  if (/error loading config file|stat .*: no such file or directory|invalid configuration:/.test(stderr)) {
    return new Failure(
      'invalid-input',
      `the kubeconfig cannot be used: ${inert(lastLine(stderr), 300)}; set KUBECONFIG to one that is complete`,
    )
  }
  return undefined
}

function connectionFailure(stderr: string): Failure | undefined {
  if (/You must be logged in to the server|asked for the client to provide credentials/.test(stderr)) {
    return new Failure(
      'unauthorized',
      'the cluster does not know who asks; the kubeconfig holds no credential, or one that has expired',
    )
  }
  const away =
    /The connection to the server .*|Unable to connect to the server: .*|.*(?:deadline exceeded|Client\.Timeout exceeded|connection refused|TLS handshake timeout|unexpected EOF|connection reset).*/
  const [line] = away.exec(stderr) ?? []
  if (line === undefined) return undefined
  const way = /localhost:8080|127\.0\.0\.1:8080/.test(line) ? '; set KUBECONFIG' : ''
  return new Failure('unavailable', `the cluster does not answer: ${inert(line, 300)}${way}`)
}

function conflictFailure(stderr: string): Failure | undefined {
  const [line] = /Apply failed with \d+ conflicts?: .*/.exec(stderr) ?? []
  if (line === undefined) return undefined
  return new Failure('mismatch', `somebody else has written the same fields: ${inert(line, 300)}`)
}

function answerFailure(stderr: string): Failure | undefined {
  const found =
    /Error from server(?: \((\w+)\))?: ([^\n]*)/.exec(stderr) ??
    /^The ()(\w+ "[^"]*" is invalid: [^\n]*)/m.exec(stderr)
  if (found === null) return undefined
  const [, reason = '', text = ''] = found
  const message = inert(text.replace(/^error when \w+ "[^"]*": /, ''), 300)
  if (reason === 'NotFound') return new Failure('not-found', message)
  if (reason === 'Conflict' || reason === 'AlreadyExists') return new Failure('mismatch', message)
  if (passing.includes(reason)) return new Failure('unavailable', `the cluster answered: ${message}`)
  return new Failure('denied', `the cluster refused: ${message}`)
}

// https://github.com/kubernetes/apiserver/blob/v0.36.3/pkg/endpoints/handlers/responsewriters/errors.go#L69
function permissionFailure(text: string, namespace: string): Failure | undefined {
  const found = /User "([^"]*)" cannot (\w+) resource "([^"]+)" in API group "([^"]*)"/.exec(text)
  if (found === null) return undefined
  const [, user = '', verb, resource = '', group = ''] = found
  const where = group === '' ? '' : ` of "${inert(group, 60)}"`
  return new Failure(
    'unauthorized',
    `missing permission: "${verb}" on "${inert(resource, 60)}"${where} in namespace "${namespace}"; add it to the Role of "${inert(user, 120)}"`,
  )
}

export function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}
