import { createServer, type Server, type Socket } from 'node:net'
import { listenOnLoopback } from '../loopback.ts'
import type { Staged } from '../target.ts'
import type { Engine } from './engine.ts'
import { connect } from './proxy/inside.ts'

/**
 * Lets a port of this machine lead to a container, by way of the proxy's: that one reaches it, whoever else does, and
 * what reaches the engine reaches this, be it a socket, TLS or ssh. Nothing is published for it.
 */
export async function startPreview(
  proxy: string,
  address: string,
  port: number,
  engine: Engine,
): Promise<Required<Staged>> {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    lead(
      socket,
      [
        'exec',
        '--interactive',
        proxy,
        'sh',
        '-c',
        `${connect}connect "$1" "$2"`,
        'sh',
        address,
        String(port),
      ],
      engine,
    )
  })
  return {
    url: await listenOnLoopback(server),
    [Symbol.asyncDispose]: () => close(server, open),
  }
}

function lead(socket: Socket, args: readonly string[], engine: Engine): void {
  const running = engine.stream(args)
  socket.pipe(running.stdin)
  running.stdout.pipe(socket)
  // Whoever asked sees the connection end, which is all that there is to tell.
  socket.on('error', () => running.kill())
  running.stdout.on('error', () => socket.destroy())
  socket.once('close', () => running.kill())
  running.ended.catch(() => socket.destroy())
}

async function close(server: Server, open: ReadonlySet<Socket>): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  for (const socket of open) socket.destroy()
  await closed
}
