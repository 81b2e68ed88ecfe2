import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setUpAccount } from '#core/hosting/azure/setUp.ts'
import { typeOf } from '#core/hosting/files.ts'
import type { Connection } from '#core/workspace/hosting.ts'
import { serveAzurite, serveWebsite } from '#scripts/azurite.ts'
import { runGit, serveGit } from '#scripts/gitServer.ts'
import { serveWithWebdav } from '#scripts/webdav.ts'
import { makeCertificate } from '#test/support/certificate.ts'
import { lineTo } from '#test/support/line.ts'

/** Real servers on this machine that pages are brought to, each with what connects it. */
export type ServedHost = Readonly<{ connection: Connection; close: () => Promise<void> }>

const portOf = (address: string) => Number(new URL(address).port)

async function workFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'tilbud-bench-live-'))
  const { certificate, key } = makeCertificate(folder)
  return {
    folder,
    https: { cert: certificate, key },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** @param roundTrip milliseconds that each request takes longer on its way */
export async function serveAzure(roundTrip: number): Promise<ServedHost> {
  const { https, remove } = await workFolder()
  const azurite = await serveAzurite({ https })
  const website = await serveWebsite(azurite, { https })
  const lines = await Promise.all(
    [azurite.endpoints.blob, website.address].map((address) => lineTo(portOf(address), roundTrip)),
  )
  const over = (address: string, at: number) =>
    address.replace(String(portOf(address)), String(lines[at]!.port))
  // Node trusts nobody's own certificate unless it is told to.
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
  const { publish } = await setUpAccount({ ...azurite, expires: '2035-01-01T00:00:00Z' })
  const blob = over(azurite.endpoints.blob, 0)
  const secret = JSON.stringify({ pages: over(publish.pages, 0), standing: over(publish.standing, 0) })
  return {
    connection: {
      settings: { kind: 'azure', account: azurite.account, blob },
      secret,
      siteAddress: over(website.address, 1),
      expires: null,
    },
    close: async () => {
      for (const line of lines) await line.close()
      await website.close()
      await azurite.close()
      await remove()
    },
  }
}

export async function serveWebdav(): Promise<ServedHost> {
  const { folder, https, remove } = await workFolder()
  const root = join(folder, 'site')
  await mkdir(root)
  await chmod(folder, 0o755)
  await chmod(root, 0o777)
  const account = { user: 'nordlys', password: 'et passord for sidene' }
  const server = await serveWithWebdav(root, {
    ...account,
    secure: { certificate: https.cert, key: https.key },
  })
  return {
    connection: {
      settings: { kind: 'webdav', address: server.dav, user: account.user },
      secret: account.password,
      siteAddress: server.address,
      expires: null,
    },
    close: async () => {
      await server.close()
      await remove()
    },
  }
}

/** A repository, and a server that shows what its branch has. */
export async function serveBranch(): Promise<ServedHost> {
  const { https, remove } = await workFolder()
  const tls = { cert: await readFile(https.cert, 'utf8'), key: await readFile(https.key, 'utf8') }
  const repository = await serveGit({ token: 'token', tls })
  const website = createServer(tls, (request, response) => {
    const path = decodeURIComponent((request.url ?? '/').slice(1)).replace(/(^|\/)$/, '$1index.html')
    runGit(repository.folder, 'show', `site:${path}`).then(
      (text) => response.writeHead(200, { 'content-type': typeOf(path) }).end(text),
      () => response.writeHead(404).end(),
    )
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => website.once('listening', resolve))
  return {
    connection: {
      settings: { kind: 'git', address: repository.address, branch: 'site', folder: '', user: '' },
      secret: 'token',
      siteAddress: `https://127.0.0.1:${(website.address() as AddressInfo).port}`,
      expires: null,
    },
    close: async () => {
      website.closeAllConnections()
      website.close()
      await repository.close()
      await remove()
    },
  }
}
