import { describe, expect, it } from 'vitest'
import type { FailureCode } from '../../../src/failure.ts'
import { refusalOf } from '../../../src/target/docker/engine-refusal.ts'

const daemon = 'Error response from daemon: '

describe('a refusal of the engine', () => {
  // As Docker 20.10 wrote them, but for the first two, which need another user and another machine.
  it.each<[string, FailureCode, RegExp]>([
    [
      'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.24/containers/json": dial unix /var/run/docker.sock: connect: permission denied',
      'unauthorized',
      /group "docker"/,
    ],
    [
      'error during connect: Get "http://docker.example.com/v1.24/containers/json": command [ssh -- shop docker system dial-stdio] has exited with exit status 255, stderr=deploy@shop: Permission denied (publickey).',
      'unauthorized',
      /ssh agent/,
    ],
    [
      'Cannot connect to the Docker daemon at unix:///nope. Is the docker daemon running?',
      'unavailable',
      /DOCKER_HOST/,
    ],
    [
      `${daemon}Get "http://127.0.0.1:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused`,
      'unavailable',
      /connection refused$/,
    ],
    [
      `${daemon}manifest for 127.0.0.1:41287/acme/app@sha256:7e not found: manifest unknown: manifest unknown to registry`,
      'not-found',
      /manifest unknown/,
    ],
    [
      `${daemon}pull access denied for acme/shop, repository does not exist or may require 'docker login'`,
      'unauthorized',
      /docker login/,
    ],
    [
      `docker: ${daemon}driver failed programming external connectivity on endpoint py (87): Bind for 127.0.0.1:7777 failed: port is already allocated.\n`,
      'unavailable',
      /"publish"/,
    ],
    [
      `docker: ${daemon}invalid mount config for type "bind": bind source path does not exist: /nope.\nSee 'docker run --help'.`,
      'not-found',
      /\/nope/,
    ],
    [
      `${daemon}Error when allocating new name: Conflict. The container name "/app-9" is already in use by container "a0e0". You have to remove (or rename) that container to be able to reuse that name.\nError: failed to rename container named app-1`,
      'denied',
      /already in use/,
    ],
    [`${daemon}network web not found`, 'not-found', /docker network create/],
    [`${daemon}write /var/lib/docker/tmp/x: no space left on device`, 'unavailable', /free space/],
    ['', 'unavailable', /gave no reason/],
    ['\u001B[31m::error::pwned\u001B[0m', 'unavailable', /: error::pwned$/],
  ])('of %j is %s', (stderr, code, message) => {
    const failure = refusalOf('docker start failed', stderr)
    expect(failure.code).toBe(code)
    expect(failure.message).toMatch(message)
    expect(failure.message).toMatch(/^docker start failed: /)
    expect(failure.message).not.toMatch(/\p{Cc}/u)
  })
})
