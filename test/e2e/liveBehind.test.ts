import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Behind } from '#test/e2e/support/behind.ts'
import { eventually } from '#test/e2e/support/browser.ts'
import { click, see, seeText } from '#test/e2e/support/screen.ts'
import { go } from '#test/e2e/support/workspace.ts'

describe.each(['chromium', 'firefox'] as const)('publishing from %s while no page is open', (name) => {
  let behind: Behind
  beforeAll(async () => {
    behind = await Behind.start(name)
  })
  afterAll(() => behind?.close())

  it('brings a new offer online after all pages were closed at once', async () => {
    behind.line.hold()
    const link = await behind.makeOffer()
    await behind.closeAll()
    expect(await behind.statusAt(link)).toBe(404)
    behind.line.letThrough()
    await eventually('the page is live', async () => (await behind.statusAt(link)) === 200)
    expect(await behind.web.title()).toContain('Nordlys IT AS')
    await behind.openPublish()
    await seeText(behind.page, 'Alle sider er på nett')
  })

  it('is followed and stopped in a page that was opened since, and goes on from there', async () => {
    const { line } = behind
    line.hold()
    const link = await behind.makeOffer()
    await behind.closeAll()
    // Nothing tells from outside that the background has begun.
    await new Promise((resolve) => setTimeout(resolve, 2000))
    await behind.openPublish()
    const { page } = behind
    // What this page tries by itself ends at once, as the background is at it; the bar of that stays.
    await see(page, '.running progress')
    await eventually('a bar stays', () => page.evaluate(staysFor, '.running progress', 2500))
    await click(page, '.running [data-id="stop"]')
    await seeText(page, 'Prøv igjen')
    line.letThrough()
    expect(await page.evaluate(staysFor, '[data-id="publish-now"]', 2500)).toBe(true)
    expect(await behind.statusAt(link)).toBe(404)
    await page.bringToFront()
    await click(page, '[data-id="publish-now"]')
    await seeText(page, 'Alle sider er på nett')
    expect(await behind.statusAt(link)).toBe(200)
    await page.bringToFront()
  })

  it('asks nobody for anything once no host is connected', async () => {
    const { page, line } = behind
    await click(page, '[data-id="disconnect-host"]')
    await click(page, 'dialog [data-id="disconnect"]')
    await see(page, '[data-id="connect-webdav"]')
    const before = line.connected()
    await go(page, '/offers')
    await click(page, 'main tbody a')
    await click(page, '[data-id="withdraw"]')
    await click(page, '[data-id="withdraw-sure"]')
    await seeText(page, 'Tilbudet er trukket tilbake')
    await behind.closeAll()
    await new Promise((resolve) => setTimeout(resolve, 2000))
    await behind.openPublish()
    await see(behind.page, 'nav')
    expect((await behind.leftBehind()).alarms).not.toContain('publish')
    expect(line.connected()).toBe(before)
  })
})

/** Whether something is on the page for so many milliseconds. */
const staysFor = async (selector: string, milliseconds: number) => {
  const end = Date.now() + milliseconds
  while (Date.now() < end) {
    if (!document.querySelector(selector)) return false
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return true
}
