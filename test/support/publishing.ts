import { AsyncLocalStorage } from 'node:async_hooks'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { IDBFactory } from 'fake-indexeddb'
import { vi } from 'vitest'
import { setUpAccount } from '#core/hosting/azure/setUp.ts'
import { accountOf, ownHeaders } from '#core/hosting/azure/sign.ts'
import { insides, textIn } from '#core/hosting/azure/xml.ts'
import type { HostSettings } from '#core/model/host.ts'
import { connectHost, type Connection } from '#core/workspace/hosting.ts'
import { bring, type Wish } from '#extension/publisher/bring.ts'
import { leadOn } from '#extension/publisher/moved.ts'
import { serveAzurite, serveWebsite } from '#scripts/azurite.ts'
import { serveGit } from '#scripts/gitServer.ts'
import { serveWithWebdav } from '#scripts/webdav.ts'
import { rendererFolder } from '#site/renderer/load.ts'
import { good, type Bench } from '#test/core/workspace/support.ts'
import { CloudflareStandIn } from '#test/support/cloudflare.ts'

/**
 * Publishing as the extension does it, without a browser: its own code, a
 * workspace in memory, the compiled site and real hosts on this machine, which
 * it reaches by https and by names.
 */

/** What answers for a name: a server, or files by their paths below it. */
type Site = string | ((path: string) => Promise<string | null>)

/** A host that a workspace can be connected to. */
export type Place = Readonly<{
  connection: Connection
  /** The text of every file that lies there, by its path. */
  files: () => Promise<ReadonlyMap<string, string>>
  close: () => Promise<void>
}>

const send = fetch
const sites = new Map<string, Site>()
/** Every request that was sent, such as `PUT https://…`. */
export const requests: string[] = []
let onTheWay: ((asked: string) => Promise<void>) | null = null

const fileAt = (path: string) => (path === '' || path.endsWith('/') ? `${path}index.html` : path)

async function answer(find: Exclude<Site, string>, { pathname }: URL): Promise<Response> {
  const found = await find(fileAt(pathname.slice(1)))
  return new Response(found ?? '', { status: found === null ? 404 : 200 })
}

/** Leads what is asked by names to what answers for them, and what draws pages to where the build has put it. */
export function leadRequests(): void {
  vi.stubGlobal('fetch', async (asked: string | URL, init: RequestInit = {}) => {
    const url = new URL(asked)
    if (url.protocol === 'file:')
      return new Response(await readFile(join(rendererFolder, url.pathname.split('/renderer/')[1]!)))
    const request = `${init.method} ${url.href}`
    requests.push(request)
    await onTheWay?.(request)
    const site = sites.get(url.origin)
    if (!site) throw new TypeError(`Nobody answers at ${url.origin}.`)
    return typeof site === 'string' ? send(url.href.replace(url.origin, site), init) : answer(site, url)
  })
}

/** The next request of a kind, such as `PUT https://…`, which is held until what comes of it is called. */
export const holdNext = (kind: RegExp) =>
  new Promise<() => void>((held) => {
    onTheWay = async (asked) => {
      if (!kind.test(asked)) return
      onTheWay = null
      await new Promise<void>((go) => held(go))
    }
  })

/** What each browser has put where (extension/publisher/record.ts), also while two publish at once. */
const records = new AsyncLocalStorage<IDBFactory>()
Object.defineProperty(globalThis, 'indexedDB', { get: () => records.getStore() })

/** A browser with a workspace: what it has put where is kept in it alone. */
export function browserOf({ context }: Bench) {
  const record = new IDBFactory()
  const inIt = <T>(run: () => Promise<T>): Promise<T> => records.run(record, run)
  return {
    bring: (wish: Partial<Wish> = {}) =>
      inIt(() => bring(context, { ifWaiting: false, mayReplace: false, ...wish }, {})),
    leadOn: () => inIt(() => leadOn(context, {})),
  }
}

/** Connects a workspace to a place. */
export const connect = (bench: Bench, { connection }: Place, before?: Connection['before']) =>
  good(connectHost(bench.context, { ...connection, ...(before && { before }) }))

const connectionOf = (settings: HostSettings, secret: string, siteAddress: string): Connection => ({
  settings,
  secret,
  siteAddress,
  expires: null,
})

/** Apache with mod_dav. @param name part of its address */
export async function webdavPlace(name: string): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'tilbud-place-'))
  const root = join(folder, 'site')
  await mkdir(root)
  // Apache writes there as a user of its own.
  await chmod(folder, 0o755)
  await chmod(root, 0o777)
  const account = { user: 'nordlys', password: 'et passord for sidene' }
  const server = await serveWithWebdav(root, account)
  const site = `https://${name}.example`
  sites.set(site, server.address)
  return {
    connection: connectionOf(
      { kind: 'webdav', address: `${site}/dav/`, user: account.user },
      account.password,
      site,
    ),
    async files() {
      const entries = await readdir(root, { recursive: true, withFileTypes: true })
      const paths = entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
      return new Map(
        await Promise.all(
          paths.map(async (path) => [path, await readFile(join(root, path), 'utf8')] as const),
        ),
      )
    },
    async close() {
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Azurite, with `$web` served beside it. */
export async function azurePlace(): Promise<Place> {
  const storage = await serveAzurite()
  const website = await serveWebsite(storage)
  const account = await accountOf(storage.account, storage.key)
  const site = 'https://azure.example'
  sites.set(site, website.address)
  const named = (address: string, name: string) => {
    sites.set(`https://${name}.azure.example`, new URL(address).origin)
    return `https://${name}.azure.example${new URL(address).pathname}`
  }
  const endpoints = {
    blob: named(storage.endpoints.blob, 'blob'),
    queue: named(storage.endpoints.queue, 'queue'),
  }
  const expires = new Date(Date.now() + 24 * 3_600_000).toISOString()
  const { publish } = await setUpAccount({ ...storage, endpoints, expires })
  const read = async (path: string) => {
    const address = `${storage.endpoints.blob}/$web${path}`
    const { origin } = new URL(endpoints.blob)
    const headers = await ownHeaders(account, 'GET', address)
    return (await fetch(address.replace(new URL(address).origin, origin), { method: 'GET', headers })).text()
  }
  return {
    connection: connectionOf(
      { kind: 'azure', account: storage.account, blob: endpoints.blob },
      JSON.stringify(publish),
      site,
    ),
    async files() {
      const names = insides(await read('?restype=container&comp=list'), 'Blob').map((blob) =>
        textIn(blob, 'Name'),
      )
      return new Map(await Promise.all(names.map(async (path) => [path, await read(`/${path}`)] as const)))
    },
    async close() {
      await website.close()
      await storage.close()
    },
  }
}

/** Git's own `http-backend`; the pages are answered for from what lies in the branch, as hosts do that deploy from it. */
export async function gitPlace(): Promise<Place> {
  const token = 'et token'
  const branch = 'tilbud-pages'
  const server = await serveGit({ token })
  const site = 'https://pages.example'
  const read = (path: string) => server.git('cat-file', 'blob', `${branch}:${path}`)
  sites.set('https://git.example', new URL(server.address).origin)
  sites.set(site, (path) => read(path).catch(() => null))
  const address = `https://git.example${new URL(server.address).pathname}`
  return {
    connection: connectionOf({ kind: 'git', address, branch, folder: '', user: '' }, token, site),
    async files() {
      const paths = (await server.git('ls-tree', '-r', '--name-only', branch)).trim().split('\n')
      return new Map(await Promise.all(paths.map(async (path) => [path, await read(path)] as const)))
    },
    close: server.close,
  }
}

/** The stand-in for Cloudflare's API; the pages are answered for from what was deployed. */
export async function cloudflarePlace(): Promise<Place> {
  const standIn = new CloudflareStandIn()
  const site = 'https://worker.example'
  sites.set('https://api.cloudflare.com', new URL(await standIn.start()).origin)
  sites.set(site, async (path) => standIn.served().get(`/${path}`)?.text ?? null)
  const { account, script, token } = standIn
  return {
    connection: connectionOf({ kind: 'cloudflare', account, script }, token, site),
    files: async () => new Map([...standIn.served()].map(([path, { text }]) => [path.slice(1), text])),
    close: () => standIn.close(),
  }
}
