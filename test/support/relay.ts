import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'

export type Relay = Readonly<{
  address: string
  /** Each request that came, as `METHOD path`. */
  log: string[]
  /** Ends as a server does that is down, until `up`. */
  down: () => Promise<void>
  up: () => Promise<void>
  close: () => Promise<void>
}>

/** What a relay answers itself. */
export type Answer = Readonly<{ status: number; headers?: Record<string, string> }>

/**
 * Passes requests on to a real server and its answers back, for tests of what
 * servers and networks between do.
 *
 * @param origin of the real server
 * @param change may change the headers that are passed on
 * @param lose whether an answer gets lost on its way back
 */
export async function relayTo(
  origin: string,
  {
    change = () => {},
    lose = () => false,
    refuse = () => null,
    tls,
  }: {
    change?: (headers: IncomingMessage['headers']) => void
    lose?: (method: string, path: string) => boolean
    /** May answer in the server's place. */
    refuse?: (request: IncomingMessage) => Answer | null
    /** Serves by https with these, in PEM. */
    tls?: Readonly<{ key: string; cert: string }>
  } = {},
): Promise<Relay> {
  const log: string[] = []
  const pass = (from: IncomingMessage, to: ServerResponse) => {
    const { method = '', url = '' } = from
    log.push(`${method} ${url}`)
    const refusal = refuse(from)
    if (refusal) {
      from.resume()
      from.on('end', () => to.writeHead(refusal.status, refusal.headers).end())
      return
    }
    const headers = { ...from.headers }
    change(headers)
    const onward = request(origin + url, { method, headers }, (answer) => {
      if (lose(method, url)) {
        answer.resume()
        answer.on('end', () => to.destroy())
        return
      }
      to.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(to)
    })
    onward.on('error', () => to.destroy())
    from.pipe(onward)
  }
  const server = tls ? createSecureServer(tls, pass) : createServer(pass)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const down = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return {
    address: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    log,
    down,
    up: async () => {
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
    },
    close: async () => {
      if (server.listening) await down()
    },
  }
}
