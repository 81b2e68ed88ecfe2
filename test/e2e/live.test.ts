import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveWithWebdav, type WebdavServer } from '#scripts/webdav.ts'
import { axe } from '#test/e2e/support/axe.ts'
import { eventually, launch, type Session } from '#test/e2e/support/browser.ts'
import { choice, click, fill, see, seeText } from '#test/e2e/support/screen.ts'
import { addCustomer, addProduct, fjordBygg, go, openPopup, setUp } from '#test/e2e/support/workspace.ts'
import { makeCertificate } from '#test/support/certificate.ts'

const account = { user: 'nordlys', password: 'et passord for sidene' }

describe.each(['chromium', 'firefox'] as const)('publishing to a web hotel from %s', (name) => {
  let folder: string
  let root: string
  let server: WebdavServer
  let session: Session
  let page: Page
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tilbud-live-'))
    root = join(folder, 'site')
    await mkdir(root)
    // Apache writes there as a user of its own.
    await chmod(folder, 0o755)
    await chmod(root, 0o777)
    server = await serveWithWebdav(root, { ...account, secure: makeCertificate(folder) })
    session = await launch(name, 'nb-NO', { hosts: ['127.0.0.1'] })
    ;({ page } = await setUp(session, server.address))
    await addCustomer(page, fjordBygg)
  })
  afterAll(async () => {
    await session?.close()
    await server?.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('says that a password is wrong, and keeps what was typed', async () => {
    await go(page, '/publish')
    await click(page, '[data-id="connect-webdav"]')
    await fill(page, 'host-address', server.dav)
    await fill(page, 'host-user', account.user)
    await fill(page, 'host-secret', 'feil')
    await click(page, '[data-id="connect-host"]')
    await seeText(page, 'nektet tilgang (401)')
    expect(await axe(page)).toEqual([])
    expect(await page.$eval('[name="host-address"]', (field) => (field as HTMLInputElement).value)).toBe(
      server.dav,
    )
  })

  it('connects after a try, and brings the pages there', async () => {
    await fill(page, 'host-secret', account.password)
    await click(page, '[data-id="connect-host"]')
    await seeText(page, 'Alle sider er på nett')
    expect(await axe(page)).toEqual([])
    await see(page, '[data-id="publish-now"]')
    const index = await session.visit(`${server.address}/`)
    expect(await index.title()).toContain('Nordlys IT AS')
    await index.close()
  })

  it('brings a new offer online by itself, says when its link works, and closes its page when it is withdrawn', async () => {
    const popup = await openPopup(session, page)
    await click(popup, '[data-id="new-purchase"]')
    await click(popup, choice(fjordBygg.name))
    await addProduct(popup, 'Microsoft Teams EEA')
    await click(popup, '[data-id="next"]')
    await click(popup, '[data-id="create"]')
    await see(popup, '[data-id="live"]')
    const link = await popup.$eval('input.link', (field) => field.value)
    expect(link).toContain(`${server.address}/4839201/`)
    const customer = await session.visit(link)
    await seeText(customer, 'Nordlys IT AS tilbyr')
    await customer.close()
    await eventually('the rest of the publication follows the page', async () => {
      const path = new URL(link).pathname.slice(1)
      const changed = ['tilbud-publication.json', `${path}index.html`].map((each) => stat(join(root, each)))
      const [rest, offer] = await Promise.all(changed)
      return rest!.mtimeMs > offer!.mtimeMs
    })

    await go(page, '/offers')
    await click(page, 'main table tbody tr a')
    await click(page, '[data-id="withdraw"]')
    await click(page, '[data-id="withdraw-sure"]')
    await seeText(page, 'Tilbudet er trukket tilbake')
    const closed = await session.visit(link)
    await eventually('the page says that the offer is withdrawn', async () => {
      const text = await closed.evaluate(() => document.body.innerText)
      if (text.includes('Dette tilbudet er trukket tilbake')) return true
      await closed.reload()
      return false
    })
    await closed.close()
  })
})
