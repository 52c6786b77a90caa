import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { listenOnLoopback } from '../loopback.ts'
import type { Staged } from '../target.ts'
import type { FoundFile } from './place.ts'

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

/** Finds a file by its path from the root, which starts with "/" and may hold anything. */
export type Find = (path: string) => Promise<FoundFile | undefined>

/** Serves files on a loopback port of its own, so that a staged release can be asked before the swap. */
export async function startPreview(find: Find): Promise<Required<Staged>> {
  const server = createServer((request, response) => {
    answer(find, request, response).catch(() => response.destroy())
  })
  return {
    url: await listenOnLoopback(server),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answer(find: Find, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = pathOf(request)
  const file = path === undefined ? undefined : await find(path)
  if (file === undefined) return void response.writeHead(404).end('not found\n')
  const type = contentTypes[extname(file.name).toLowerCase()] ?? 'application/octet-stream'
  response.writeHead(200, { 'content-type': type, 'content-length': file.size })
  if (request.method === 'HEAD') return void response.end()
  await pipeline(file.open(), response)
}

function pathOf({ method, url = '/' }: IncomingMessage): string | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined
  try {
    const path = decodeURIComponent(new URL(url, 'http://release').pathname)
    return path.includes('\0') || path.split('/').includes('..') ? undefined : path
  } catch {
    // No path that anybody could have a file under.
    return undefined
  }
}
