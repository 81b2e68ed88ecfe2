import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { waitUntilLive } from '#core/hosting/live.ts'
import { ask } from '#core/hosting/request.ts'
import { utf8 } from '#core/model/bytes.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

/** A server that gives these answers, one after another, and the last one ever after. */
async function serve(...answers: Answer[]): Promise<{ address: string; asked: () => number }> {
  let asked = 0
  const server = createServer((request, response) =>
    answers[Math.min(asked++, answers.length - 1)]!(request, response),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  ends.push(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked: () => asked }
}

const says =
  (status: number, body = '', headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    void response.writeHead(status, headers).end(body)

const get = { method: 'GET' }

describe('a request to a host', () => {
  it('is sent again when the host is busy or the connection breaks', async () => {
    const { address, asked } = await serve(
      says(503),
      (request) => request.socket.destroy(),
      says(200, 'here'),
    )
    expect(await (await ask(address, get)).text()).toBe('here')
    expect(asked()).toBe(3)
  })

  it('waits as long as a host asks for', async () => {
    const { address } = await serve(says(429, '', { 'retry-after': '1' }), says(200))
    const began = Date.now()
    await ask(address, get)
    expect(Date.now() - began).toBeGreaterThan(900)
  })

  it.each([
    [401, 'hostRefused'],
    [403, 'hostRefused'],
    [507, 'hostFull'],
    [404, 'hostFailed'],
  ])('that is answered with %i is the problem %s, at once', async (status, code) => {
    const { address, asked } = await serve(says(status))
    const { host } = new URL(address)
    await expect(ask(address, get)).rejects.toMatchObject({ code, detail: { host, status } })
    expect(asked()).toBe(1)
  })

  it.each([-24, 24])(
    'that is refused by a host whose clock is %i hours off names the clock',
    async (hours) => {
      const date = new Date(Date.now() + hours * 3_600_000).toUTCString()
      const { address } = await serve(says(403, '', { date }), says(404, '', { date }))
      await expect(ask(address, get)).rejects.toMatchObject({ code: 'hostClock', detail: { status: 403 } })
      await expect(ask(address, get)).rejects.toMatchObject({ code: 'hostFailed' })
    },
  )

  it('gives answers that the caller expects', async () => {
    const { address } = await serve(says(412))
    expect((await ask(address, { ...get, expected: [412] })).status).toBe(412)
  })

  it('follows no redirect', async () => {
    const elsewhere = await serve(says(200))
    const { address } = await serve(says(302, '', { location: elsewhere.address }))
    await expect(ask(address, get)).rejects.toMatchObject({ code: 'hostUnreachable' })
    expect(elsewhere.asked()).toBe(0)
  })

  it('says that a host cannot be reached', async () => {
    const { address } = await serve(says(200))
    await ends.pop()!()
    await expect(ask(address, get)).rejects.toMatchObject({ code: 'hostUnreachable' })
  })

  it('can be stopped', async () => {
    const stop = new AbortController()
    const { address } = await serve(() => stop.abort())
    await expect(ask(address, { ...get, signal: stop.signal })).rejects.toMatchObject({ code: 'stopped' })
  })
})

describe('waiting until a page is live', () => {
  it('ends when the address gives exactly its bytes', async () => {
    const { address, asked } = await serve(says(404), says(200, 'old'), says(200, 'new'))
    await waitUntilLive(address, utf8('new'))
    expect(asked()).toBe(3)
  })

  it('says when it does not', async () => {
    const { address } = await serve(says(200, 'new and something more'))
    await expect(waitUntilLive(address, utf8('new'), { patience: 600 })).rejects.toMatchObject({
      code: 'hostNotLive',
      detail: { address },
    })
  })

  it('does not take another page for it that the address leads to', async () => {
    const { address } = await serve((request, response) =>
      request.url === '/'
        ? says(302, '', { location: '/other' })(request, response)
        : says(200, 'new')(request, response),
    )
    await expect(waitUntilLive(address, utf8('new'), { patience: 0 })).rejects.toMatchObject({
      code: 'hostNotLive',
    })
  })
})
