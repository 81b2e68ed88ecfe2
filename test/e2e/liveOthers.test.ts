import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveGit, type GitServer } from '#scripts/gitServer.ts'
import { axe } from '#test/e2e/support/axe.ts'
import { eventually, launch, type Session } from '#test/e2e/support/browser.ts'
import { leadNames, serveFiles, type Server } from '#test/e2e/support/elsewhere.ts'
import { hostNames, pressAllowed } from '#test/e2e/support/hosts.ts'
import { choice, click, fill, see, seeText } from '#test/e2e/support/screen.ts'
import { seeInOrder } from '#test/e2e/support/workplace.ts'
import { addCustomer, fjordBygg, go, passphrase, setUp } from '#test/e2e/support/workspace.ts'
import { makeCertificate } from '#test/support/certificate.ts'
import { CloudflareStandIn } from '#test/support/cloudflare.ts'

const branch = 'tilbud-pages'
const withdrawn = 'Dette tilbudet er trukket tilbake'

/**
 * Git's own `http-backend` and the stand-in for Cloudflare's API, each by
 * https; the pages are answered for from what lies in the branch or was
 * deployed, as these hosts do.
 */
describe.each(['chromium', 'firefox'] as const)(
  'publishing to a git branch and to Cloudflare from %s',
  (name) => {
    let folder: string
    let git: GitServer
    let gitSite: Server
    const cloudflare = new CloudflareStandIn()
    let workerSite: Server
    let names: Server
    let session: Session
    let page: Page
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'tilbud-others-'))
      const { certificate, key } = makeCertificate(folder, ['api.cloudflare.com'])
      const tls = { cert: await readFile(certificate, 'utf8'), key: await readFile(key, 'utf8') }
      git = await serveGit({ token: 'et token', tls })
      gitSite = await serveFiles(tls, (path) =>
        git.git('cat-file', 'blob', `${branch}:${path}`).catch(() => null),
      )
      const api = new URL(await cloudflare.start(tls))
      workerSite = await serveFiles(tls, async (path) => cloudflare.served().get(`/${path}`)?.text ?? null)
      names = await leadNames({ 'api.cloudflare.com': Number(api.port) })
      session = await launch(name, 'nb-NO', {
        hosts: [...hostNames, 'api.cloudflare.com'],
        proxy: names.port,
      })
      ;({ page } = await setUp(session, 'https://tilbud.nordlys-it.example'))
      await addCustomer(page, fjordBygg)
    })
    afterAll(async () => {
      await session?.close()
      for (const each of [names, workerSite, cloudflare, gitSite, git]) await each?.close()
      await rm(folder, { recursive: true, force: true })
    })

    /** Makes an offer, reads its page as a customer, and withdraws it. @param site where its page is to lie @param isChosen whether its customer is chosen in this window */
    async function publishAndWithdraw(site: string, isChosen: boolean): Promise<void> {
      await go(page, '/offers')
      await click(page, '[data-id="new-purchase"]')
      if (!isChosen) await click(page, choice(fjordBygg.name))
      await click(page, choice('Microsoft 365 Copilot'))
      await click(page, '[data-id="next"]')
      await click(page, '[data-id="create"]')
      await see(page, '[data-id="live"]')
      const link = await page.$eval('input.link', (field) => field.value)
      expect(link).toContain(`${site}/4839201/`)
      const customer = await session.visit(link)
      await seeText(customer, 'Microsoft 365 Copilot')
      await see(customer, '[data-submit]')
      await page.bringToFront()
      await click(page, '[data-id="maker-close"]')
      await click(page, 'main tbody a')
      await click(page, '[data-id="withdraw"]')
      await click(page, '[data-id="withdraw-sure"]')
      await eventually('the page is closed', async () => {
        await customer.reload({ waitUntil: [] })
        return (await customer.content()).includes(withdrawn)
      })
      await customer.close()
      await page.bringToFront()
    }

    it('connects a repository, says so when its token is wrong, and has the site in one commit', async () => {
      const site = `https://localhost:${gitSite.port}`
      await go(page, '/publish')
      await click(page, '[data-id="connect-git"]')
      await fill(page, 'host-address', git.address)
      await fill(page, 'host-secret', 'et annet token')
      await fill(page, 'host-site', site)
      await click(page, '[data-id="connect-host"]')
      await seeText(page, 'nektet tilgang (401)')
      expect(await git.git('for-each-ref')).toBe('')
      await fill(page, 'host-secret', 'et token')
      await click(page, '[data-id="connect-host"]')
      await seeText(page, 'Alle sider er på nett')
      expect(await axe(page)).toEqual([])
      await publishAndWithdraw(site, true)
      await go(page, '/publish')
      await seeText(page, 'Alle sider er på nett')
      expect(await git.git('rev-list', '--count', branch)).toBe('1\n')
      await git.git('fsck', '--full', '--strict', '--no-dangling')
    })

    it('connects a Worker in its place, and serves all of it at once', async () => {
      const site = `https://localhost:${workerSite.port}`
      await click(page, '[data-id="disconnect-host"]')
      await click(page, 'dialog [data-id="disconnect"]')
      await see(page, '[data-id="connect-cloudflare"]')
      page = await pressAllowed(session, page, '[data-id="connect-cloudflare"]', passphrase)
      await fill(page, 'host-account', cloudflare.account)
      await fill(page, 'host-secret', 'wrong')
      await fill(page, 'host-site', site)
      await click(page, '[data-id="connect-host"]')
      await seeText(page, 'nektet tilgang (403)')
      expect(cloudflare.deployed).toBeNull()
      await fill(page, 'host-secret', cloudflare.token)
      await click(page, '[data-id="connect-host"]')
      await seeText(page, 'Alle sider er på nett')
      expect(cloudflare.served().get('/index.html')?.text).toContain('Nordlys IT AS')
      await publishAndWithdraw(site, name === 'firefox')
      await go(page, '/publish')
      await seeText(page, 'Alle sider er på nett')
      expect(cloudflare.served().has('/_headers')).toBe(false)
      expect(cloudflare.deployed!.metadata.assets.config._headers).toContain('X-Robots-Tag')
      await seeInOrder(page)
    })
  },
)
