import { chmod, mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveWithWebdav, type WebdavServer } from '#scripts/webdav.ts'
import { unpackSite } from '#test/e2e/support/archive.ts'
import { axe } from '#test/e2e/support/axe.ts'
import { eventually, launch, type Session } from '#test/e2e/support/browser.ts'
import { choice, click, fill, see, seeText } from '#test/e2e/support/screen.ts'
import { seeInOrder } from '#test/e2e/support/workplace.ts'
import { addCustomer, addProduct, fjordBygg, go, openPopup, setUp } from '#test/e2e/support/workspace.ts'
import { makeCertificate } from '#test/support/certificate.ts'

const account = { user: 'nordlys', password: 'et passord for sidene' }

describe.each(['chromium', 'firefox'] as const)(
  'moving pages from one web hotel to another in %s',
  (name) => {
    let folder: string
    let old: WebdavServer
    let next: WebdavServer
    let session: Session
    let page: Page
    let link = ''

    const serveFolder = async (place: string) => {
      const root = join(folder, place)
      await mkdir(root)
      // Apache writes there as a user of its own.
      await chmod(root, 0o777)
      return serveWithWebdav(root, { ...account, secure: makeCertificate(folder) })
    }
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'tilbud-moving-'))
      await chmod(folder, 0o755)
      old = await serveFolder('old')
      next = await serveFolder('next')
      session = await launch(name, 'nb-NO', { hosts: ['127.0.0.1'] })
      ;({ page } = await setUp(session, old.address))
      await addCustomer(page, fjordBygg)
    })
    afterAll(async () => {
      await session?.close()
      await old?.close()
      await next?.close()
      await rm(folder, { recursive: true, force: true })
    })

    async function makeOffer(product: string): Promise<string> {
      const popup = await openPopup(session, page)
      await click(popup, '[data-id="new-purchase"]')
      await click(popup, choice(fjordBygg.name))
      await addProduct(popup, product)
      await click(popup, '[data-id="next"]')
      await click(popup, '[data-id="create"]')
      await see(popup, '[data-id="live"]')
      return popup.$eval('input.link', (field) => field.value)
    }

    const pathOf = (url: string) => new URL(url).pathname
    const inOld = (url: string) => readFile(join(folder, 'old', pathOf(url), 'index.html'), 'utf8')

    it('says what breaks before anything is done', async () => {
      await go(page, '/publish')
      await click(page, '[data-id="connect-webdav"]')
      await fill(page, 'host-address', old.dav)
      await fill(page, 'host-user', account.user)
      await fill(page, 'host-secret', account.password)
      await click(page, '[data-id="connect-host"]')
      await seeText(page, 'Alle sider er på nett')
      link = await makeOffer('Microsoft Teams EEA')
      expect(link).toContain(`${old.address}/4839201/`)

      await go(page, '/publish')
      await click(page, '[data-id="change-host"]')
      await fill(page, 'host-address', next.dav)
      await fill(page, 'host-secret', account.password)
      expect(await page.$('.moving')).toBeNull()
      await fill(page, 'host-site', next.address)
      await seeText(page, `Du flytter fra ${old.address} til ${next.address}`)
      await seeText(page, 'QR-koder på papir')
      expect(await axe(page)).toEqual([])
      // The address of another place alone: both would be the same folder.
      await fill(page, 'host-address', old.dav)
      await seeText(page, 'Begge adressene gjelder det samme stedet')
      await fill(page, 'host-address', next.dav)
      expect(await inOld(link)).toContain('data-form')
    })

    it('lets every old page lead to the same one at the new address, once that answers', async () => {
      await click(page, '[data-id="connect-host"]')
      await eventually('the old page leads on', async () => (await inOld(link)).includes('rel="canonical"'))
      await seeText(page, 'Alle sider er på nett')
      const html = await inOld(link)
      const to = `${next.address}${pathOf(link)}`
      expect(html).toContain(`<link rel="canonical" href="${to}">`)
      expect(await readFile(join(folder, 'next', pathOf(to), 'index.html'), 'utf8')).toContain('data-form')
      // The old place goes on sending the headers that a page cannot give itself.
      const kept = (await readdir(join(folder, 'old'))).sort()
      expect(kept).toEqual(expect.arrayContaining(['.htaccess', '404.html', 'index.html', 'moved.js']))
      expect(kept).not.toContain('company.css')
    })

    it('brings the customer there with what says who they are', async () => {
      const [, token] = /^#r=([0-9a-f]{16})$/.exec(new URL(link).hash)!
      const customer = await session.visit(link)
      await seeText(customer, 'Nordlys IT AS tilbyr')
      expect(await customer.evaluate(() => location.origin)).toBe(next.address)
      // The page takes it out of the address, and keeps it for as long as the tab is open.
      expect(await customer.evaluate(() => JSON.stringify(sessionStorage))).toContain(token)
      await customer.close()
    })

    // The driver cannot switch scripts off in Firefox.
    if (name === 'chromium')
      it('brings the customer there without scripts, too', async () => {
        const customer = await session.visit('about:blank')
        await customer.setJavaScriptEnabled(false)
        await customer.goto(link)
        await eventually('the new address is shown', async () =>
          customer.url().startsWith(`${next.address}/`),
        )
        await customer.close()
      })

    it('brings the reader of a page that is closed later to the closed page', async () => {
      await go(page, '/offers')
      await click(page, 'main tbody a')
      await click(page, '[data-id="withdraw"]')
      await click(page, '[data-id="withdraw-sure"]')
      await seeText(page, 'Tilbudet er trukket tilbake')
      await eventually('the closed page is there', async () =>
        (await readFile(join(folder, 'next', pathOf(link), 'index.html'), 'utf8')).includes(
          'Dette tilbudet er trukket tilbake',
        ),
      )
      const customer = await session.visit(link)
      await seeText(customer, 'Dette tilbudet er trukket tilbake')
      await customer.close()
    })

    it('has forgotten what lets into the old place, and changes the address only by a move', async () => {
      const kept = await page.evaluate(async () => {
        const opened = await new Promise<IDBDatabase>((resolve, reject) => {
          const request = indexedDB.open('tilbud')
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(request.error!)
        })
        const keys = (store: string) =>
          new Promise<IDBValidKey[]>((resolve) => {
            const request = opened.transaction(store).objectStore(store).getAllKeys()
            request.onsuccess = () => resolve(request.result)
          })
        const all = [await keys('hosts'), await keys('secrets')].flat().map(String)
        opened.close()
        return all
      })
      expect(kept).toContain('host')
      expect(kept).not.toContain('hostBefore')
      await go(page, '/settings')
      await seeText(page, 'Du flytter dem under Publiser')
      expect(await page.$('[name="site-address"]')).toBeNull()
    })

    it('gives a zip of the same pages for a place that it does not reach', async () => {
      await go(page, '/publish')
      await click(page, '::-p-xpath(//summary[contains(., "Flyttet fra en annen adresse")])')
      const zip = await session.downloaded(() => click(page, '[data-id="zip-moved"]'))
      const files = await unpackSite(zip.path, join(folder, 'zip'))
      expect(files).toContain('moved.js')
      expect(files.filter((path) => path.startsWith('4839201/'))).toHaveLength(1)
      expect(await readFile(join(folder, 'zip', pathOf(link), 'index.html'), 'utf8')).toBe(await inOld(link))
      expect(await axe(page)).toEqual([])
      await seeInOrder(page)
    })
  },
)
