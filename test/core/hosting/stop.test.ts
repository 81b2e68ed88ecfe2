import { once } from 'node:events'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { azureTarget } from '#core/hosting/azure/blobs.ts'
import { cloudflareTarget } from '#core/hosting/cloudflare.ts'
import { gitTarget } from '#core/hosting/git/target.ts'
import { publishTo } from '#core/hosting/publish.ts'
import type { Target } from '#core/hosting/target.ts'
import { webdavTarget } from '#core/hosting/webdav.ts'
import { site, sourceOf } from '#test/core/hosting/sites.ts'

/** A host that takes requests and never answers. */
let server: Server
let address: string
const sockets = new Set<Socket>()
beforeAll(async () => {
  server = createServer((socket) => void sockets.add(socket)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  for (const socket of sockets) socket.destroy()
  server.close()
})

const grant = (path: string) => `${address}/${path}?si=publish&sv=2021-12-02&sr=c&sig=x`
const targets: Readonly<Record<string, (signal: AbortSignal) => Target>> = {
  azure: (signal) => azureTarget({ pages: grant('$web'), standing: grant('tilbud') }, '/', { signal }),
  webdav: (signal) => webdavTarget({ address, user: 'kari', password: 'x', signal }),
  git: (signal) => gitTarget({ address, branch: 'site', token: 'x', signal }),
  cloudflare: (signal) =>
    cloudflareTarget({
      account: 'a'.repeat(32),
      script: 'tilbud',
      token: 'x',
      publicAddress: 'https://tilbud.example',
      api: address,
      signal,
    }),
}

describe('a run that waits for a host', () => {
  it.each(Object.keys(targets))('is stopped within a second (%s)', async (name) => {
    const stop = new AbortController()
    const options = { kept: null, keep: async () => {}, isOurs: () => true, signal: stop.signal }
    const run = publishTo(targets[name]!(stop.signal), sourceOf(site(1, { 1: { text: 1 } }), 1), options)
    setTimeout(() => stop.abort(), 200)
    const begun = Date.now()
    await expect(run).rejects.toMatchObject({ code: 'stopped' })
    expect(Date.now() - begun).toBeLessThan(1200)
  })
})
