import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { Agent, get } from 'node:https'

/** What an address gave. */
export type Read = Readonly<{ status: number; body: Buffer }>

const agent = new Agent({ keepAlive: true, rejectUnauthorized: false })

/** A server that takes longer for one answer hangs, in milliseconds. */
const patience = 60_000

/** Reads an address by https, whoever has signed its certificate. @throws Error when no answer comes */
export async function readSecure(address: string, headers: Record<string, string> = {}): Promise<Read> {
  const signal = AbortSignal.timeout(patience)
  const [response] = (await once(get(address, { headers, agent, signal }), 'response')) as [IncomingMessage]
  const parts: Buffer[] = []
  for await (const part of response) parts.push(part as Buffer)
  return { status: response.statusCode!, body: Buffer.concat(parts) }
}
