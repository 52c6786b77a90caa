import { createReadStream } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Staged } from '../target.ts'

const contentTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
}

/** Serves a folder on a loopback port of its own, so that a staged release can be asked before the swap. */
export async function startPreview(folder: string): Promise<Required<Staged>> {
  const root = await realpath(folder)
  const server = createServer((request, response) => {
    answer(root, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  // What is forgotten must not keep the process alive.
  server.unref()
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answer(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const file =
    request.method === 'GET' || request.method === 'HEAD' ? await find(root, request.url ?? '/') : undefined
  if (file === undefined) return void response.writeHead(404).end('not found\n')
  const type = contentTypes[extname(file.path).toLowerCase()] ?? 'application/octet-stream'
  response.writeHead(200, { 'content-type': type, 'content-length': file.size })
  if (request.method === 'HEAD') return void response.end()
  await pipeline(createReadStream(file.path), response)
}

async function find(root: string, url: string): Promise<{ path: string; size: number } | undefined> {
  try {
    const wanted = join(root, decodeURIComponent(new URL(url, 'http://release').pathname))
    const isFolder = (await stat(wanted)).isDirectory()
    const path = await realpath(isFolder ? join(wanted, 'index.html') : wanted)
    const found = await stat(path)
    return found.isFile() && path.startsWith(root + sep) ? { path, size: found.size } : undefined
  } catch {
    // Not there, or no path at all: both are "not found" to whoever asks.
    return undefined
  }
}
