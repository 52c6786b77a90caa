import type { AddressInfo, Server } from 'node:net'

/** Listens on a port of this machine that is free; returns its address. Nobody else's machine reaches it. */
export async function listenOnLoopback(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  // What is forgotten must not keep the process alive.
  server.unref()
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
