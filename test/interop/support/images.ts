import { execFileSync } from 'node:child_process'
import { copyFileSync, globSync, mkdirSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { mediaType } from '../../../src/artifact/media-type.ts'
import { type DigestReference, parseRepository } from '../../../src/artifact/reference.ts'
import type { Registry } from '../../../src/registry/registry.ts'
import { pushBytes, pushManifest } from '../../support/artifacts.ts'
import { tool } from '../tools.ts'
import { freshFolder } from './program.ts'

/** What a container of an image is like, in the words of the image specification. */
export type ImageConfig = {
  Cmd: string[]
  User?: string
  Env?: string[]
  Healthcheck?: {
    Test: string[]
    Interval?: number
    Timeout?: number
    Retries?: number
    StartPeriod?: number
  }
}

type Layer = Awaited<ReturnType<typeof pushBytes>>

export type ImageMaker = {
  /** Pushes an image with BusyBox, Caddy and kamal-proxy, which runs as this says. */
  make(name: string, config: ImageConfig, architecture?: string): Promise<DigestReference>
  /** Pushes an image with HAProxy and Debian's shell and flock, without BusyBox's. */
  makeHaproxy(config: ImageConfig): Promise<DigestReference>
}

/** Makes images of installed programs; layers are pushed once into each repository. */
export function imageMaker(registry: Registry, host: string): ImageMaker {
  let layer: Buffer | undefined
  const push = async (name: string, bytes: Uint8Array, config: ImageConfig, architecture = 'amd64') => {
    const repository = parseRepository(`${host}/acme/${name}`)
    const pushed: Layer = await pushBytes(registry, repository, mediaType.layerTar, bytes)
    const rootfs = { type: 'layers', diff_ids: [pushed.digest] }
    const content = JSON.stringify({ os: 'linux', architecture, config, rootfs })
    return pushManifest(registry, repository, {
      kind: 'manifest',
      mediaType: mediaType.imageManifest,
      config: await pushBytes(registry, repository, mediaType.imageConfig, Buffer.from(content)),
      layers: [pushed],
    })
  }
  return {
    make: (name, config, architecture) => {
      layer ??= packRoot(busyboxRoot(['caddy', 'kamal-proxy']))
      return push(name, layer, config, architecture)
    },
    makeHaproxy: (config) => push('haproxy', packRoot(haproxyRoot()), config),
  }
}

const applets = [
  'sh',
  'cat',
  'cut',
  'date',
  'grep',
  'kill',
  'mkdir',
  'mv',
  'nc',
  'printf',
  'rm',
  'sed',
  'sleep',
  'sort',
  'tr',
  'wc',
  'wget',
]

function busyboxRoot(programs: readonly string[], left: readonly string[] = []): string {
  const root = freshFolder('root')
  for (const folder of ['bin', 'etc', 'tmp', 'run']) mkdirSync(join(root, folder), { mode: 0o777 })
  copyFileSync(tool('busybox'), join(root, 'bin/busybox'))
  for (const name of applets) if (!left.includes(name)) symlinkSync('busybox', join(root, 'bin', name))
  for (const name of programs) copyFileSync(tool(name), join(root, 'bin', name))
  // Debian's BusyBox has none.
  copyProgram(root, '/usr/bin/flock')
  return root
}

function haproxyRoot(): string {
  const root = busyboxRoot([], ['nc'])
  const unpacked = join(dirname(dirname(tool('haproxy'))), 'root')
  const [libraries = ''] = globSync(`${unpacked}/usr/lib/*-linux-gnu`)
  copyProgram(root, join(unpacked, 'usr/sbin/haproxy'), { libraries, unpacked })
  copyProgram(root, '/bin/bash')
  return root
}

/** Copies a program with the libraries that it loads. */
function copyProgram(root: string, path: string, { libraries = '', unpacked = '' } = {}): void {
  copyFileSync(path, join(root, 'bin', basename(path)))
  for (const library of librariesOf(path, libraries)) {
    const place = join(root, library.replace(unpacked, ''))
    mkdirSync(dirname(place), { recursive: true })
    copyFileSync(library, place)
  }
}

function librariesOf(program: string, path: string): string[] {
  const env = { ...process.env, LD_LIBRARY_PATH: path }
  const said = execFileSync('ldd', [program], { encoding: 'utf8', env })
  return [...said.matchAll(/(?:=>\s+|^\s+)(\/\S+)/gm)].map(([, library = '']) => library)
}

function packRoot(root: string): Buffer {
  const flags = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--mode=a+rX']
  return execFileSync('tar', [...flags, '-C', root, '-c', '.'], { maxBuffer: 512 * 1024 ** 2 })
}
