import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveWithWebdav, type WebdavServer } from '#scripts/webdav.ts'
import { eventually, launch, type Session } from '#test/e2e/support/browser.ts'
import { choice, click, fill, see, seeText } from '#test/e2e/support/screen.ts'
import { addCustomer, fjordBygg, go, setUp } from '#test/e2e/support/workspace.ts'
import { makeCertificate } from '#test/support/certificate.ts'
import { lineTo, type Line } from '#test/support/line.ts'

const account = { user: 'nordlys', password: 'et passord for sidene' }

describe.each(['chromium', 'firefox'] as const)('publishing from %s while no page is open', (name) => {
  let folder: string
  let server: WebdavServer
  let line: Line
  let session: Session
  let page: Page
  let web: Page
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tilbud-behind-'))
    const root = join(folder, 'site')
    await mkdir(root)
    await chmod(folder, 0o755)
    await chmod(root, 0o777)
    server = await serveWithWebdav(root, { ...account, secure: makeCertificate(folder) })
    line = await lineTo(Number(new URL(server.address).port))
    session = await launch(name, 'nb-NO', { hosts: ['127.0.0.1'] })
    ;({ page } = await setUp(session, server.address))
    await addCustomer(page, fjordBygg)
    web = await session.visit(`${server.address}/`)
    await page.bringToFront()
  })
  afterAll(async () => {
    await session?.close()
    await line?.close()
    await server?.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function makeOffer(): Promise<string> {
    await go(page, '/offers')
    await click(page, '[data-id="new-purchase"]')
    await click(page, choice('Microsoft 365 Copilot'))
    await click(page, '[data-id="next"]')
    await click(page, '[data-id="create"]')
    await see(page, 'input.link')
    return page.$eval('input.link', (field) => field.value.split('#')[0]!)
  }

  /** Closes every page of the extension; what is left is a web page. */
  async function closeAll(): Promise<void> {
    for (const each of await session.browser.pages()) if (each !== web) await each.close()
  }

  const statusAt = async (link: string) => (await web.goto(link))?.status()

  it('brings a new offer online after all pages were closed at once', async () => {
    await go(page, '/publish')
    await click(page, '[data-id="connect-webdav"]')
    await fill(page, 'host-address', `https://127.0.0.1:${line.port}/dav/`)
    await fill(page, 'host-user', account.user)
    await fill(page, 'host-secret', account.password)
    await click(page, '[data-id="connect-host"]')
    await seeText(page, 'Alle sider er på nett')
    line.hold()
    const link = await makeOffer()
    await closeAll()
    expect(await statusAt(link)).toBe(404)
    line.letThrough()
    await eventually('the page is live', async () => (await statusAt(link)) === 200)
    expect(await web.title()).toContain('Nordlys IT AS')
    page = await session.open('dashboard.html#/publish')
    await seeText(page, 'Alle sider er på nett')
  })

  it('asks nobody for anything once no host is connected', async () => {
    await click(page, '[data-id="disconnect-host"]')
    await click(page, 'dialog [data-id="disconnect"]')
    await see(page, '[data-id="connect-webdav"]')
    const before = line.connected()
    await go(page, '/offers')
    await click(page, 'main tbody a')
    await click(page, '[data-id="withdraw"]')
    await click(page, '[data-id="withdraw-sure"]')
    await seeText(page, 'Tilbudet er trukket tilbake')
    await closeAll()
    await new Promise((resolve) => setTimeout(resolve, 2000))
    page = await session.open('dashboard.html')
    await see(page, 'nav')
    expect(await page.evaluate(alarmsIn)).not.toContain('publish')
    expect(line.connected()).toBe(before)
  })
})

type Alarms = Readonly<{ alarms: { getAll: () => Promise<readonly { name: string }[]> } }>

/** The alarms of the extension, asked by a page of it. */
const alarmsIn = async () => {
  const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Alarms | undefined>
  return (await (browser ?? chrome)!.alarms.getAll()).map(({ name }) => name)
}
