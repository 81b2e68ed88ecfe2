import { chmod, mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { accountOf, ownHeaders } from '#core/hosting/azure/sign.ts'
import { insides, textIn } from '#core/hosting/azure/xml.ts'
import { serveAzurite, serveWebsite } from '#scripts/azurite.ts'
import { serveWithWebdav } from '#scripts/webdav.ts'
import type { Session } from '#test/e2e/support/browser.ts'
import { click, fill } from '#test/e2e/support/screen.ts'
import { go } from '#test/e2e/support/workspace.ts'
import type { Certificate } from '#test/support/certificate.ts'
import { readSecure } from '#test/support/secure.ts'

/** Names that the servers of tests have, for which a browser's user says yes. */
export const hostNames = ['127.0.0.1', 'localhost']

/** A host that pages are brought to, as whoever runs it sees it. */
export type TriedHost = Readonly<{
  /** Where customers read the pages, without a slash at its end. */
  address: string
  /** Fills in the form of the dashboard, up to the button. @param isMove whether pages lie at another host */
  connect: (page: Page, isMove?: boolean) => Promise<void>
  /** Every file of the site by its path, with a tag that every put changes. */
  files: () => Promise<ReadonlyMap<string, string>>
  /** Of the publication that was begun last; 0 before the first. */
  number: () => Promise<number>
  close: () => Promise<void>
}>

const numberIn = (text: string) => (JSON.parse(text) as { number: number }).number

type Azure = Awaited<ReturnType<typeof serveAzurite>>

/** Chooses Azure Storage and fills in an account. */
export async function fillInAzure(
  page: Page,
  { account, key, endpoints }: Pick<Azure, 'account' | 'key' | 'endpoints'>,
  siteAddress: string,
): Promise<void> {
  await fill(page, 'host-account', account)
  await click(page, 'dialog summary')
  await fill(page, 'host-blob', endpoints.blob)
  await fill(page, 'host-queue', endpoints.queue)
  await fill(page, 'host-secret', key)
  await fill(page, 'host-site', siteAddress)
}

/**
 * Goes on at the screen where hosts are connected, once the browser's user has
 * said yes again.
 *
 * @param button what is pressed there, which asks for the passphrase where the vault is locked
 * @returns the dashboard, which is another page where the extension had to be loaded anew
 */
export async function pressAllowed(
  session: Session,
  page: Page,
  button: string,
  passphrase: string,
): Promise<Page> {
  if (session.name === 'firefox') {
    await click(page, button)
    return page
  }
  await session.allowAgain()
  const opened = await session.open('dashboard.html#/publish')
  await click(opened, button)
  await fill(opened, 'passphrase', passphrase)
  await click(opened, 'dialog [data-id="unlock"]')
  return opened
}

/** Azurite, with `$web` served beside it. */
export async function azureHost({ certificate: cert, key }: Certificate): Promise<TriedHost> {
  const https = { cert, key }
  const storage = await serveAzurite({ https })
  const website = await serveWebsite(storage, { https })
  const account = await accountOf(storage.account, storage.key)
  const read = async (path: string) => {
    const address = storage.endpoints.blob + path
    return readSecure(address, await ownHeaders(account, 'GET', address))
  }
  return {
    address: website.address,
    async connect(page, isMove) {
      await go(page, '/publish')
      if (isMove) await click(page, '[data-id="move-host"]')
      await click(page, '[data-id="connect-azure"]')
      await fillInAzure(page, storage, website.address)
    },
    async files() {
      const files = new Map<string, string>()
      let marker = ''
      do {
        const more = marker && `&marker=${encodeURIComponent(marker)}`
        const xml = (await read(`/$web?restype=container&comp=list${more}`)).body.toString()
        for (const blob of insides(xml, 'Blob')) files.set(textIn(blob, 'Name'), textIn(blob, 'Etag'))
        marker = textIn(xml, 'NextMarker')
      } while (marker)
      return files
    },
    async number() {
      const { status, body } = await read('/tilbud/publication.json')
      return status === 200 ? numberIn(body.toString()) : 0
    },
    async close() {
      await website.close()
      await storage.close()
    },
  }
}

const standingFile = 'tilbud-publication.json'

/** Apache with mod_dav. @param folder an empty one of the test */
export async function webdavHost(secure: Certificate, folder: string): Promise<TriedHost> {
  const account = { user: 'nordlys', password: 'et passord for sidene' }
  const root = join(folder, 'site')
  await mkdir(root)
  // Apache writes there as a user of its own.
  await chmod(folder, 0o755)
  await chmod(root, 0o777)
  const server = await serveWithWebdav(root, { ...account, secure })
  return {
    address: server.address,
    async connect(page, isMove) {
      await go(page, '/publish')
      if (isMove) await click(page, '[data-id="move-host"]')
      await click(page, '[data-id="connect-webdav"]')
      await fill(page, 'host-address', server.dav)
      await fill(page, 'host-user', account.user)
      await fill(page, 'host-secret', account.password)
      await fill(page, 'host-site', server.address)
    },
    async files() {
      const entries = await readdir(root, { recursive: true, withFileTypes: true })
      const files = new Map<string, string>()
      for (const entry of entries.filter((each) => each.isFile() && each.name !== standingFile)) {
        const path = join(entry.parentPath, entry.name)
        const { mtimeMs, ino } = await stat(path)
        files.set(path.slice(root.length + 1), `${mtimeMs} ${ino}`)
      }
      return files
    },
    number: () =>
      readFile(join(root, standingFile), 'utf8').then(
        // Between two that are written it may be empty.
        (text) => (text ? numberIn(text) : 0),
        () => 0,
      ),
    close: server.close,
  }
}

export const hostsToTry = { azure: azureHost, webdav: webdavHost } as const
export type HostToTry = keyof typeof hostsToTry
