import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { ElementHandle } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve } from '#scripts/serve.ts'
import { buildSite } from '#site/build.ts'
import { axe, overflow } from '#test/e2e/support/axe.ts'
import { launch, type Session } from '#test/e2e/support/browser.ts'
import { byText, click, fill, see, seeText } from '#test/e2e/support/screen.ts'
import { seeInOrder } from '#test/e2e/support/workplace.ts'
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
    expect(backup.name).toMatch(/^tilbud-backup-\d{4}-\d\d-\d\d-\d{6}\.jsonl\.gz$/)
    expect(backup.text).not.toContain('"d"')

    second = await launch(name, 'en-US')
    const empty = await second.open('dashboard.html')
    const file = (await see(empty, '[data-id="restore"]')) as ElementHandle<HTMLInputElement>
    await file.uploadFile(backup.path)
    await seeText(empty, 'Backup of Nordlys IT AS')
    expect(await axe(empty)).toEqual([])
    await fill(empty, 'passphrase', 'not this one')
    await click(empty, '[data-id="check-backup"]')
    await seeText(empty, 'Wrong passphrase')
    await fill(empty, 'passphrase', passphrase)
    await click(empty, '[data-id="check-backup"]')
    await see(empty, 'nav')
    await go(empty, '/customers')
    await seeText(empty, 'Havna Regnskap AS')
    await go(empty, '/offers')
    await seeText(empty, 'Limited administration')

    await go(empty, '/replies')
    await click(empty, '.take-in textarea')
    await empty.keyboard.type(reply.replace(/\n/g, ''))
    // The passphrase that showed who wrote the file has opened the vault too.
    await click(empty, '[data-id="take"]')
    await seeText(empty, 'A reply was received')
    await click(empty, byText('fluent-button', 'Confirm'))
    await seeText(empty, 'Reply confirmed')
    await go(empty, '/customers')
    await seeText(empty, 'Requested')
    for (const each of [page, empty]) await seeInOrder(each)
  })

  it('that was changed after it was saved says so, and shows first what it would bring (A8)', async () => {
    const saved = await first.downloaded(async () => {
      const page = await first.open('dashboard.html#/settings')
      await click(page, '[data-id="backup"]')
    })
    const lines = saved.text.replaceAll(site.address, 'https://elsewhere.example').trimEnd().split('\n')
    const end = JSON.parse(lines.pop()!) as { sha256: string }
    const body = `${lines.join('\n')}\n`
    const changed = join(folder, 'tilbud-backup-changed.jsonl.gz')
    await writeFile(changed, gzipSync(`${body}${JSON.stringify({ ...end, sha256: createHash('sha256').update(body).digest('hex') })}\n`))
    const third = await launch(name, 'en-US')
    try {
      const page = await third.open('dashboard.html')
      await ((await see(page, '[data-id="restore"]')) as ElementHandle<HTMLInputElement>).uploadFile(changed)
      await fill(page, 'passphrase', passphrase)
      await click(page, '[data-id="check-backup"]')
      await seeText(page, 'This file was changed after it was saved.')
      await seeText(page, 'https://elsewhere.example')
      await seeText(page, 'Marte Nordvik, marte@nordlys-it.example: Global administrator')
      expect(await axe(page)).toEqual([])
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      await click(page, '[data-id="restore-back"]')
      await see(page, '[data-id="set-up"]')
      // Without a passphrase nobody is known: the restored workspace asks before it shows anything.
      await ((await see(page, '[data-id="restore"]')) as ElementHandle<HTMLInputElement>).uploadFile(saved.path)
      await click(page, '[data-id="without-check"]')
      await seeText(page, 'The file has not been checked.')
      await click(page, '[data-id="restore-anyway"]')
      await seeText(page, 'Who are you?')
      expect(await axe(page)).toEqual([])
      expect(await page.evaluate(() => document.body.innerText)).not.toMatch(/Nordlys|Marte|Havna/)
      await fill(page, 'passphrase', passphrase)
      await click(page, '[data-id="sign-in"]')
      await see(page, 'nav')
    } finally {
      await third.close()
    }
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
