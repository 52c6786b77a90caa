import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWorkingTree, type WorkingTree } from '../build/working-tree.ts'
import { runAction } from '../support/runner.ts'
import { startBuildKit } from './support/buildkit.ts'
import { type DockerEngine, startDocker } from './support/docker.ts'
import { freshFolder, runProgram } from './support/program.ts'
import { type RealRegistry, registries, startOlareg } from './support/registries.ts'
import { tool } from './tools.ts'

let tree: WorkingTree
let docker: DockerEngine

beforeAll(async () => {
  docker = await startDocker()
  tree = createWorkingTree({
    '*busybox': readFileSync(tool('busybox')),
    Dockerfile: 'FROM scratch\nCOPY busybox /bin/busybox\nENV GREETING=hello\n',
    'www/index.html': '<h1>shop</h1>\n',
    'www/img/logo.svg': '<svg/>\n',
  })
})

afterAll(async () => {
  await docker?.[Symbol.asyncDispose]()
  tree?.[Symbol.dispose]()
})

const server = {
  files: 'busybox:/bin/busybox\nwww:/www',
  entrypoint: '/bin/busybox',
  cmd: 'httpd\n-f\n-p\n8080\n-h\n/www',
  labels: 'org.opencontainers.image.title=shop',
}

/** Builds what is committed, through the action, and returns the reference of what it has pushed. */
async function build(registry: RealRegistry, inputs: Record<string, string>): Promise<string> {
  const repository = `${registry.host}/acme/${Object.keys(inputs).join('-')}`
  const result = await runAction('build', {
    source: true,
    workspace: tree.path,
    inputs: { image: repository, ...inputs },
  })
  expect(result.exitCode, result.log).toBe(0)
  return result.outputs.image ?? ''
}

/** The digest that a build had in the first registry. */
const digests = new Map<string, string>()

describe.each(registries)('an image that is built into %s', (_, start) => {
  let registry: RealRegistry
  let image: string

  beforeAll(async () => {
    registry = await start()
    image = await build(registry, server)
  })
  afterAll(() => registry?.[Symbol.asyncDispose]())

  it('is the same in every registry', () => {
    const [, digest = ''] = image.split('@')
    expect(digests.get('image') ?? digest).toBe(digest)
    digests.set('image', digest)
  })

  it('is valid to crane, down to the bytes of its layers', async () => {
    await runProgram('crane', ['validate', '--remote', image])
  })

  it('is read by crane under its tag', async () => {
    const tagged = `${image.split('@')[0]}:sha-${tree.commit}`
    expect((await runProgram('crane', ['digest', tagged])).trim()).toBe(image.split('@')[1])
    const manifest = JSON.parse(await runProgram('crane', ['manifest', image]))
    expect(manifest).toMatchObject({
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      annotations: { 'org.opencontainers.image.revision': tree.commit },
    })
  })

  it('is read by skopeo, with its configuration', async () => {
    const inspect = ['inspect', '--tls-verify=false']
    const found = JSON.parse(await runProgram('skopeo', [...inspect, `docker://${image}`]))
    expect(found).toMatchObject({
      Digest: image.split('@')[1],
      Architecture: 'amd64',
      Os: 'linux',
      Labels: { 'org.opencontainers.image.title': 'shop' },
    })
    const config = JSON.parse(await runProgram('skopeo', [...inspect, '--config', `docker://${image}`]))
    expect(config.config).toMatchObject({ User: '65532:65532', Entrypoint: ['/bin/busybox'] })
  })

  it('is pulled by its digest into Docker Engine, and serves there', async () => {
    await docker.run('pull', '--quiet', image)
    const id = (await docker.run('run', '--detach', '--publish', '127.0.0.1::8080', image)).trim()
    const address = (await docker.run('port', id, '8080')).trim()
    const body = () => fetch(`http://${address}/`).then((response) => response.text())
    await expect.poll(body, { timeout: 10_000 }).toBe('<h1>shop</h1>\n')
    expect((await docker.run('exec', id, '/bin/busybox', 'id', '-u')).trim()).toBe('65532')
    await docker.run('rm', '--force', id)
  })

  it('gives its files back to oras where it is an artifact', async () => {
    const type = 'application/vnd.acme.site'
    const artifact = await build(registry, { files: 'www', 'artifact-type': type })
    const manifest = JSON.parse(await runProgram('oras', ['manifest', 'fetch', '--plain-http', artifact]))
    expect(manifest.artifactType).toBe(type)
    const folder = freshFolder('pulled')
    await runProgram('oras', ['pull', '--plain-http', '--output', folder, artifact])
    execFileSync('tar', ['-xzf', 'files.tar.gz'], { cwd: folder })
    for (const file of ['www/index.html', 'www/img/logo.svg'])
      expect(readFileSync(join(folder, file))).toEqual(readFileSync(join(tree.path, file)))
  })
})

describe('a base that BuildKit has made', () => {
  it('is built upon, attestations beside it or not, and runs', async () => {
    await using registry = await startOlareg()
    await using buildkit = await startBuildKit(registry.host)
    const name = `${registry.host}/acme/base`
    const metadata = join(freshFolder('metadata'), 'metadata.json')
    await buildkit.run(
      ...['build', '--frontend', 'dockerfile.v0', '--opt', 'attest:provenance=mode=max'],
      ...['--local', `context=${tree.path}`, '--local', `dockerfile=${tree.path}`],
      ...['--output', `type=image,name=${name},push=true,oci-mediatypes=true`, '--metadata-file', metadata],
    )
    const digest = JSON.parse(readFileSync(metadata, 'utf8'))['containerimage.digest']
    const index = JSON.parse(await runProgram('crane', ['manifest', `${name}@${digest}`]))
    expect(index.manifests).toHaveLength(2)
    const image = await build(registry, {
      base: `${name}@${digest}`,
      files: 'www:/www',
      entrypoint: '["/bin/busybox","sh","-c","echo $GREETING; cat /www/index.html"]',
    })
    await runProgram('crane', ['validate', '--remote', image])
    expect(await docker.run('run', '--rm', image)).toBe('hello\n<h1>shop</h1>\n')
  })
})
