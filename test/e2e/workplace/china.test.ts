import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axe } from '#test/e2e/support/axe.ts'
import { byText, choice, choose, click, fill, see, seeText, tick } from '#test/e2e/support/screen.ts'
import { at, seeInOrder, startWork, type Workplace } from '#test/e2e/support/workplace.ts'
import { addCustomer } from '#test/e2e/support/workspace.ts'

describe.each(['chromium', 'firefox'] as const)('a workspace of 21Vianet in %s', (name) => {
  let work: Workplace
  beforeAll(async () => {
    work = await startWork(name, { cloud: '21vianet' })
    await addCustomer(work.page, {
      name: 'Shanghai Nordic',
      contact: 'Li Wei',
      email: 'li@shanghai-nordic.example',
      domain: 'shanghai-nordic.example',
    })
  })
  afterAll(() => work?.session.close())

  it('has no product keys, no password resets and its own portals', async () => {
    const { page } = work
    const place = (await page.evaluate(() => location.hash)).slice(1)
    expect(await page.$('nav.tabs a[href$="/passwords"]')).toBeNull()
    await at(page, `${place}/portals`)
    await see(page, '[data-portal="m365"]')
    const links = await page.$$eval('[data-portal]', (all) =>
      all.map((link) => new URL(link.getAttribute('href')!).host),
    )
    expect(links.length).toBeGreaterThan(3)
    expect(links.filter((host) => !host.endsWith('.cn'))).toEqual([])
    await at(page, '/keys')
    await see(page, '[data-denied="notIn21Vianet"]')
    expect(await axe(page)).toEqual([])
    await click(page, '[data-id="leave-customer"]')
  })

  it('offers delegation by its two levels, in Chinese, and takes only its own links', async () => {
    const { page } = work
    await at(page, '/offers/new-delegation')
    await click(page, choice('Shanghai Nordic'))
    await tick(page, 'Full administrasjon')
    expect(await page.$('[name="grant-name"]')).toBeNull()
    await click(page, '[data-id="next"]')
    await choose(page, 'offer-language', 'zh-Hans')
    await click(page, byText('summary', 'Avslutning'))
    await fill(page, 'microsoft-link', 'https://admin.microsoft.com/x')
    await seeText(page, 'Lenken må føre til Microsoft')
    await fill(page, 'microsoft-link', 'https://portal.partner.microsoftonline.cn/adminportal')
    await seeText(page, 'Lenken fører til portal.partner.microsoftonline.cn')
    await click(page, '[data-id="create"]')
    await seeText(page, 'Referanse: D-')
    await click(page, byText('fluent-button', 'E-post'))
    await seeText(page, '我们愿意通过委派管理为您管理 Microsoft 服务')
    expect(await axe(page)).toEqual([])
    await click(page, '[data-id="maker-close"]')
  })

  it('leaves a workspace that keeps its promises (A1)', () => seeInOrder(work.page))
})
