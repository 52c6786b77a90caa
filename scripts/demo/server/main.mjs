// The shop's web server: it shows ../public, and reads each file by one of a few handles.
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'

const handles = Array.from({ length: 8 }, (_, number) => number)

const server = createServer(async ({ url = '/' }, response) => {
  const handle = handles.pop()
  if (handle === undefined) {
    response.writeHead(500).end('no handle is left\n')
    return
  }
  const { pathname } = new URL(`../public${new URL(url, 'http://shop').pathname}`, import.meta.url)
  try {
    response.end(await readFile(fileURLToPath(`file://${pathname}`)))
  } catch {
    response.writeHead(404).end('not found\n')
  } finally {
    handles.push(handle)
  }
})

server.listen(0, '127.0.0.1', () => console.log(server.address().port))
