import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually, launch, type Session } from '#test/e2e/support/browser.ts'
import { azureHost, hostNames, webdavHost, type TriedHost } from '#test/e2e/support/hosts.ts'
import { choice, click, see, seeText } from '#test/e2e/support/screen.ts'
import { seeInOrder } from '#test/e2e/support/workplace.ts'
import { addCustomer, fjordBygg, go, setUp } from '#test/e2e/support/workspace.ts'
import { makeCertificate } from '#test/support/certificate.ts'
import { readSecure } from '#test/support/secure.ts'

/** Between two web hotels in both browsers: test/e2e/moving.test.ts; from every kind of host: test/site/moves.test.ts. */
describe('moving pages from Azure Storage to a web hotel', () => {
  let folder: string
  let old: TriedHost
  let next: TriedHost
  let session: Session
  let page: Page
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tilbud-moving-'))
    const certificate = makeCertificate(folder)
    old = await azureHost(certificate)
    next = await webdavHost(certificate, folder)
    session = await launch('chromium', 'nb-NO', { hosts: hostNames })
    ;({ page } = await setUp(session, old.address))
    await addCustomer(page, fjordBygg)
  })
  afterAll(async () => {
    await session?.close()
    await old?.close()
    await next?.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('brings the customer from the old link to the page at the web hotel, with what says who they are', async () => {
    await old.connect(page)
    await click(page, '[data-id="connect-host"]')
    await seeText(page, 'Alle sider er på nett')
    await go(page, '/offers')
    await click(page, '[data-id="new-purchase"]')
    await click(page, choice('Microsoft 365 Copilot'))
    await click(page, '[data-id="next"]')
    await click(page, '[data-id="create"]')
    await see(page, '[data-id="live"]')
    const link = await page.$eval('input.link', (field) => field.value)
    expect(link).toContain(`${old.address}/4839201/`)
    await click(page, '[data-id="maker-close"]')

    await next.connect(page, true)
    await click(page, '[data-id="connect-host"]')
    await eventually('the old page leads on', async () =>
      (await readSecure(link.split('#')[0]!)).body.includes('rel="canonical"'),
    )
    await seeText(page, 'Alle sider er på nett')
    const customer = await session.visit(link)
    await seeText(customer, 'Nordlys IT AS tilbyr')
    expect(await customer.evaluate(() => location.origin)).toBe(next.address)
    const [, token] = /^#r=([0-9a-f]{16})$/.exec(new URL(link).hash)!
    expect(await customer.evaluate(() => JSON.stringify(sessionStorage))).toContain(token)
    await customer.close()
    const left = [...(await old.files()).keys()].filter((path) => !path.startsWith('_astro/'))
    expect(left.filter((path) => !path.startsWith('4839201/')).sort()).toEqual([
      '404.html',
      'index.html',
      'moved.js',
    ])
    await seeInOrder(page)
  })
})
