import { createServer, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'

/** Starts a proxy that leads every host to one server of this machine, and says which hosts were asked for. */
export async function startProxy(to: { host: string }) {
  const [hostname = '', port = ''] = to.host.split(':')
  const hosts: string[] = []
  const server = createServer((asked, answer) => {
    const url = new URL(asked.url ?? '')
    hosts.push(url.host)
    const { method, headers } = asked
    const passed = request(
      { hostname, port, method, headers, path: url.pathname + url.search },
      (response) => {
        answer.writeHead(response.statusCode ?? 502, response.headers)
        response.pipe(answer)
      },
    )
    asked.pipe(passed)
  })
  // https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6
  server.on('connect', ({ url }, socket) => {
    hosts.push(url ?? '')
    const tunnel = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      tunnel.pipe(socket).pipe(tunnel)
    })
    tunnel.on('error', () => socket.destroy())
    socket.on('error', () => tunnel.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hosts,
    [Symbol.dispose]() {
      server.closeAllConnections()
      server.close()
    },
  }
}
