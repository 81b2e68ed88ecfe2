import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import type { BrowserName } from '#scripts/browsers.ts'
import { serveWithWebdav, type WebdavServer } from '#scripts/webdav.ts'
import { launch, type Session } from '#test/e2e/support/browser.ts'
import { choice, click, fill, see, seeText } from '#test/e2e/support/screen.ts'
import { addCustomer, fjordBygg, go, setUp } from '#test/e2e/support/workspace.ts'
import { makeCertificate } from '#test/support/certificate.ts'
import { lineTo, type Line } from '#test/support/line.ts'

const account = { user: 'nordlys', password: 'et passord for sidene' }

/** A browser whose extension publishes to a web hotel, behind a line that can be held, while no page of it is open. */
export class Behind {
  readonly session: Session
  readonly server: WebdavServer
  readonly line: Line
  /** The page of the extension that is open. */
  page: Page
  /** A web page, which stays when all pages of the extension are closed. */
  readonly web: Page
  private readonly folder: string
  /** Whether the page still has the customer in mind that was added in it. */
  private isChosen = true

  private constructor(parts: Pick<Behind, 'session' | 'server' | 'line' | 'page' | 'web'>, folder: string) {
    this.session = parts.session
    this.server = parts.server
    this.line = parts.line
    this.page = parts.page
    this.web = parts.web
    this.folder = folder
  }

  /** Starts it with a workspace, a customer, and the web hotel connected. */
  static async start(name: BrowserName): Promise<Behind> {
    const folder = await mkdtemp(join(tmpdir(), 'tilbud-behind-'))
    const root = join(folder, 'site')
    await mkdir(root)
    // Apache writes there as a user of its own.
    await chmod(folder, 0o755)
    await chmod(root, 0o777)
    const server = await serveWithWebdav(root, { ...account, secure: makeCertificate(folder) })
    const line = await lineTo(Number(new URL(server.address).port))
    const session = await launch(name, 'nb-NO', { hosts: ['127.0.0.1'] })
    const { page } = await setUp(session, server.address)
    await addCustomer(page, fjordBygg)
    const web = await session.visit(`${server.address}/`)
    await page.bringToFront()
    const behind = new Behind({ session, server, line, page, web }, folder)
    await behind.connect()
    return behind
  }

  private async connect(): Promise<void> {
    const { page, line } = this
    await go(page, '/publish')
    await click(page, '[data-id="connect-webdav"]')
    await fill(page, 'host-address', `https://127.0.0.1:${line.port}/dav/`)
    await fill(page, 'host-user', account.user)
    await fill(page, 'host-secret', account.password)
    await click(page, '[data-id="connect-host"]')
    await seeText(page, 'Alle sider er på nett')
  }

  /** @returns the link of the new offer */
  async makeOffer(): Promise<string> {
    const { page } = this
    await go(page, '/offers')
    await click(page, '[data-id="new-purchase"]')
    if (!this.isChosen) await click(page, choice(fjordBygg.name))
    await click(page, choice('Microsoft 365 Copilot'))
    await click(page, '[data-id="next"]')
    await click(page, '[data-id="create"]')
    await see(page, 'input.link')
    return page.$eval('input.link', (field) => field.value.split('#')[0]!)
  }

  /** Closes every page of the extension. */
  async closeAll(): Promise<void> {
    for (const each of await this.session.browser.pages()) if (each !== this.web) await each.close()
  }

  /** Opens the screen where hosts are connected. */
  async openPublish(): Promise<void> {
    this.page = await this.session.open('dashboard.html#/publish')
    this.isChosen = false
  }

  async statusAt(link: string): Promise<number | undefined> {
    return (await this.web.goto(link))?.status()
  }

  /** The names of the extension's alarms, and the run that failed last. */
  leftBehind() {
    return this.page.evaluate(leftBehind)
  }

  async close(): Promise<void> {
    await this.session.close()
    await this.line.close()
    await this.server.close()
    await rm(this.folder, { recursive: true, force: true })
  }
}

type Extension = Readonly<{
  alarms: { getAll: () => Promise<readonly { name: string }[]> }
  storage: { session: { get: (name: string) => Promise<Readonly<Record<string, unknown>>> } }
}>

/** Asked by a page of the extension. */
const leftBehind = async () => {
  const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Extension | undefined>
  const { alarms, storage } = (browser ?? chrome)!
  return {
    alarms: (await alarms.getAll()).map(({ name }) => name),
    failure: (await storage.session.get('publishing')).publishing ?? null,
  }
}
