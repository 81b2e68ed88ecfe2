import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { serve } from '#scripts/serve.ts'
import { buildSite } from '#site/build.ts'
import { axe, overflow } from '#test/e2e/support/axe.ts'
import { byText, click, fill, see, seeText } from '#test/e2e/support/screen.ts'
import { inEmptyProfile, seeInOrder, workIn, type Work } from '#test/e2e/support/workplace.ts'
import { addCustomer, chooseBackup, go, passphrase, setUp } from '#test/e2e/support/workspace.ts'

let site: Awaited<ReturnType<typeof serve>>

/** Sets up a workspace whose pages lie in a folder that is served here. @returns the dashboard */
async function setUpSite({ session, folder }: Omit<Work, 'page'>) {
  await mkdir(join(folder, 'out'))
  site = await serve(join(folder, 'out'))
  return (await setUp(session, site.address)).page
}

describe.each(['chromium', 'firefox'] as const)('a backup in %s', (name) =>
  workIn(name, 'en-US', setUpSite, (work) => {
    afterAll(() => site?.close())

    it('brings everything into an empty profile, and opens a reply made before', async () => {
      const { folder, page, session } = work
      await addCustomer(page, {
        name: 'Havna Regnskap AS',
        contact: 'Ola Berntsen',
        email: 'ola@havna.example',
        domain: 'havna.example',
      })
      await click(page, '[data-id="new-delegation"]')
      await click(page, '[data-id="next"]')
      await click(page, '[data-id="create"]')
      await seeText(page, 'The offer is ready')
      const link = await page.$eval('input.link', (input) => input.value)
      await click(page, '[data-id="maker-close"]')
      await go(page, '/publish')
      await click(page, 'details summary')
      const publication = await session.downloaded(() => click(page, '[data-id="export"]'))
      expect((await buildSite({ publication: publication.path, out: join(folder, 'out') })).ok).toBe(true)

      const customer = await session.visit(link)
      await fill(customer, 'name', 'Ola Berntsen')
      await fill(customer, 'email', 'ola@havna.example')
      await click(customer, '[data-submit]')
      await see(customer, '[data-sealed]')
      const reply = await customer.$eval('[data-sealed]', (field) => (field as HTMLTextAreaElement).value)
      expect(reply).toMatch(/^\[TILBUD1:/)

      await go(page, '/settings')
      const backup = await session.downloaded(() => click(page, '[data-id="backup"]'))
      expect(backup.name).toMatch(/^tilbud-backup-\d{4}-\d\d-\d\d-\d{6}\.jsonl\.gz$/)
      expect(backup.text).not.toContain('"d"')

      await inEmptyProfile(name, 'en-US', async ({ page: empty }) => {
        await chooseBackup(empty, backup.path)
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
        await seeInOrder(empty)
      })
    })

    it('that was changed after it was saved says so, and shows first what it would bring (A8)', async () => {
      const { folder, session } = work
      const saved = await session.downloaded(async () => {
        const page = await session.open('dashboard.html#/settings')
        await click(page, '[data-id="backup"]')
      })
      const lines = saved.text.replaceAll(site.address, 'https://elsewhere.example').trimEnd().split('\n')
      const end = JSON.parse(lines.pop()!) as { sha256: string }
      const body = `${lines.join('\n')}\n`
      const changed = join(folder, 'tilbud-backup-changed.jsonl.gz')
      await writeFile(
        changed,
        gzipSync(
          `${body}${JSON.stringify({ ...end, sha256: createHash('sha256').update(body).digest('hex') })}\n`,
        ),
      )
      await inEmptyProfile(name, 'en-US', async ({ page }) => {
        await chooseBackup(page, changed)
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
        await chooseBackup(page, saved.path)
        await click(page, '[data-id="without-check"]')
        await seeText(page, 'The file has not been checked.')
        await click(page, '[data-id="restore-anyway"]')
        await seeText(page, 'Who are you?')
        expect(await axe(page)).toEqual([])
        expect(await page.evaluate(() => document.body.innerText)).not.toMatch(/Nordlys|Marte|Havna/)
        await fill(page, 'passphrase', passphrase)
        await click(page, '[data-id="sign-in"]')
        await see(page, 'nav')
      })
    })

    it('that is none is refused in words, with nothing restored', async () => {
      await inEmptyProfile(name, 'en-US', async ({ page }) => {
        await chooseBackup(page, join(import.meta.dirname, 'backup.test.ts'))
        await seeText(page, 'This is not a Tilbud backup file. Nothing was restored.')
      })
    })
  }),
)
