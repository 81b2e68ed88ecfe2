import { once } from 'node:events'
import { connect, createServer } from 'node:net'

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

/** Waits until somebody listens on a port of this machine, ten seconds at most. @returns whether somebody does */
export async function listens(port: number): Promise<boolean> {
  for (let tries = 0; tries < 200; tries++) {
    const socket = connect(port, '127.0.0.1')
    const heard = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (heard) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return false
}

/** Waits until a server answers, ten seconds at most. @returns whether it does */
export async function answers(address: string): Promise<boolean> {
  for (let tries = 0; tries < 200; tries++) {
    if (
      await fetch(address).then(
        () => true,
        () => false,
      )
    )
      return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return false
}
