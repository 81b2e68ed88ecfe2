import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A line to a server on this machine, whatever is spoken on it. */
export type Line = Readonly<{
  port: number
  /** How often somebody has connected. */
  connected: () => number
  /** Nothing goes through any more, until it is let. */
  hold: () => void
  letThrough: () => void
  close: () => Promise<void>
}>

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** @param roundTrip milliseconds that what is asked and its answer take longer, together */
export async function lineTo(port: number, roundTrip = 0): Promise<Line> {
  const sockets = new Set<Socket>()
  let connections = 0
  let open = Promise.resolve()
  let release = () => {}
  async function after(before: Promise<void>, due: number, write: () => void): Promise<void> {
    await before
    await open
    const rest = due - Date.now()
    if (rest > 0) await pause(rest)
    write()
  }
  /** Passes on what comes, in its order, each part as late as the line is long. */
  const pass = (from: Socket, to: Socket) => {
    let last = Promise.resolve()
    const send = (write: () => void) => {
      last = after(last, Date.now() + roundTrip / 2, () => !to.destroyed && write())
    }
    from.on('data', (part) => send(() => to.write(part)))
    from.on('end', () => send(() => to.end()))
    from.on('error', () => to.destroy())
    from.on('close', () => sockets.delete(from))
  }
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (from) => {
    connections++
    const to = connect({ port, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
    for (const socket of [from, to]) sockets.add(socket)
    pass(from, to)
    pass(to, from)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    connected: () => connections,
    hold: () => {
      open = new Promise((resolve) => (release = resolve))
    },
    letThrough: () => release(),
    close: async () => {
      release()
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
