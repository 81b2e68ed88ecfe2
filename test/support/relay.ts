import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Relay = Readonly<{
  address: string
  /** Each request that came, as `METHOD path`. */
  log: string[]
  close: () => Promise<void>
}>

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
  }: {
    change?: (headers: IncomingMessage['headers']) => void
    lose?: (method: string, path: string) => boolean
  } = {},
): Promise<Relay> {
  const log: string[] = []
  const pass = (from: IncomingMessage, to: ServerResponse) => {
    const { method = '', url = '' } = from
    log.push(`${method} ${url}`)
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
  const server = createServer(pass).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    log,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
