import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ElementHandle } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve } from '#scripts/serve.ts'
import { buildSite } from '#site/build.ts'
import { launch, type Session } from '#test/e2e/support/browser.ts'
import { byText, click, fill, see, seeText } from '#test/e2e/support/screen.ts'
import { addCustomer, go, passphrase, setUp } from '#test/e2e/support/workspace.ts'

describe.each(['chromium', 'firefox'] as const)('a backup in %s', (name) => {
  let folder: string
  let site: Awaited<ReturnType<typeof serve>>
  let first: Session
  let second: Session
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tilbud-backup-'))
    await mkdir(join(folder, 'out'))
    site = await serve(join(folder, 'out'))
    first = await launch(name, 'en-US')
  })
  afterAll(async () => {
    await first?.close()
    await second?.close()
    await site?.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('brings everything into an empty profile, and opens a reply made before', async () => {
    const { page } = await setUp(first, site.address)
    await addCustomer(page, { name: 'Havna Regnskap AS', contact: 'Ola Berntsen', email: 'ola@havna.example', domain: 'havna.example' })
    await click(page, '[data-id="new-delegation"]')
    await click(page, '[data-id="next"]')
    await click(page, '[data-id="create"]')
    await seeText(page, 'The offer is ready')
    const link = await page.$eval('input.link', (input) => (input).value)
    await click(page, '[data-id="maker-close"]')
    await go(page, '/publish')
    await click(page, 'details summary')
    const publication = await first.downloaded(() => click(page, '[data-id="export"]'))
    expect((await buildSite({ publication: publication.path, out: join(folder, 'out') })).ok).toBe(true)

    const customer = await first.visit(link)
    await fill(customer, 'name', 'Ola Berntsen')
    await fill(customer, 'email', 'ola@havna.example')
    await click(customer, '[data-submit]')
    await see(customer, '[data-sealed]')
    const reply = await customer.$eval('[data-sealed]', (field) => (field as HTMLTextAreaElement).value)
    expect(reply).toMatch(/^\[TILBUD1:/)

    await go(page, '/settings')
    const backup = await first.downloaded(() => click(page, '[data-id="backup"]'))
    expect(backup.name).toMatch(/^tilbud-backup-\d{4}-\d\d-\d\d-\d{6}\.jsonl$/)
    expect(backup.text).not.toContain('"d"')

    second = await launch(name, 'en-US')
    const empty = await second.open('dashboard.html')
    const file = (await see(empty, '[data-id="restore"]')) as ElementHandle<HTMLInputElement>
    await file.uploadFile(backup.path)
    await see(empty, 'nav')
    await go(empty, '/customers')
    await seeText(empty, 'Havna Regnskap AS')
    await go(empty, '/offers')
    await seeText(empty, 'Limited administration')

    await go(empty, '/replies')
    await click(empty, '.take-in textarea')
    await empty.keyboard.type(reply.replace(/\n/g, ''))
    await click(empty, '[data-id="take"]')
    await fill(empty, 'passphrase', passphrase)
    await click(empty, '[data-id="unlock"]')
    await seeText(empty, 'A reply was received')
    await click(empty, byText('fluent-button', 'Confirm'))
    await seeText(empty, 'Reply confirmed')
    await go(empty, '/customers')
    await seeText(empty, 'Requested')
  })

  it('that is none is refused in words, with nothing restored', async () => {
    const third = await launch(name, 'en-US')
    try {
      const page = await third.open('dashboard.html')
      const file = (await see(page, '[data-id="restore"]')) as ElementHandle<HTMLInputElement>
      await file.uploadFile(join(import.meta.dirname, 'backup.test.ts'))
      await seeText(page, 'This is not a Tilbud backup file. Nothing was restored.')
    } finally {
      await third.close()
    }
  })
})
