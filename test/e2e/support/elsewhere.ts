import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { connect, type AddressInfo } from 'node:net'
import { typeOf } from '#core/hosting/files.ts'

/** Servers that stand where others would in the world. */

export type Server = Readonly<{ port: number; close: () => Promise<void> }>

/** Serves the files of a site by https as static hosts do: folders, 404.html. @param find a file by its path */
export async function serveFiles(
  tls: Readonly<{ key: string; cert: string }>,
  find: (path: string) => Promise<string | null>,
): Promise<Server> {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const [, asked = ''] = /^\/([^?]*)/.exec(request.url ?? '') ?? []
    const path = asked === '' || asked.endsWith('/') ? `${asked}index.html` : asked
    const file = await find(path)
    response.writeHead(file === null ? 404 : 200, { 'content-type': typeOf(file === null ? 'html' : path) })
    response.end(file ?? (await find('404.html')) ?? '')
  }
  const server = createSecureServer(tls, (request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
  return { port: (server.address() as AddressInfo).port, close }
}

/** A proxy that leads names to ports of this machine, and nowhere else. */
export async function leadNames(ports: Readonly<Record<string, number>>): Promise<Server> {
  const server = createServer()
  server.on('connect', ({ url = '' }, from) => {
    const port = ports[url.replace(/:443$/, '')]
    if (!port) return void from.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
    const to = connect(port, '127.0.0.1', () => {
      from.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      to.pipe(from).pipe(to)
    })
    to.on('error', () => from.destroy())
    from.on('error', () => to.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
  return { port: (server.address() as AddressInfo).port, close }
}
