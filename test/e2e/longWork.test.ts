import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { describe, expect, it } from 'vitest'
import { examplePassphrase } from '#core/exchange/example/data.ts'
import { axe, overflow } from '#test/e2e/support/axe.ts'
import { eventually } from '#test/e2e/support/browser.ts'
import { writeManyRecords } from '#test/e2e/support/largeWorkspace.ts'
import { click, fill, see, seeText, textOf } from '#test/e2e/support/screen.ts'
import { at, inEmptyProfile, seeInOrder, workIn, type Work } from '#test/e2e/support/workplace.ts'
import { chooseBackup } from '#test/e2e/support/workspace.ts'

const count = 10_000

/** Waits until long work is so far that nobody could call it the beginning or the end. */
const seeUnderWay = (page: Page) =>
  eventually('it is under way', () =>
    page.$eval('progress', ({ value, max }) => value > 0 && value < max).catch(() => false),
  )

/** Stops the next long work as soon as it is under way: a driver would be too slow. */
const stopSoon = (page: Page) =>
  page.evaluate(() => {
    const timer = setInterval(() => {
      if (!((document.querySelector('progress')?.value ?? 0) > 0)) return
      document.querySelector<HTMLElement>('[data-id="stop"]')!.click()
      clearInterval(timer)
    }, 5)
  })

/** How many records a table holds, without the product. */
const countOf = (page: Page, table: string): Promise<number> =>
  page.evaluate(
    (store) =>
      new Promise<number>((resolve, reject) => {
        const request = indexedDB.open('tilbud')
        request.onerror = () => reject(request.error!)
        request.onsuccess = () => {
          const db = request.result
          const counted = db.transaction(store).objectStore(store).count()
          counted.onsuccess = () => {
            db.close()
            resolve(counted.result)
          }
        }
      }),
    table,
  )

/** Watches how long the screen does not answer. @returns what says so, in milliseconds */
async function watchGaps(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const seen = { longest: 0, last: performance.now() }
    Object.assign(globalThis, { seen })
    setInterval(() => {
      const now = performance.now()
      seen.longest = Math.max(seen.longest, now - seen.last)
      seen.last = now
    }, 5)
  })
  return () =>
    page.evaluate(() => Math.round((globalThis as unknown as { seen: { longest: number } }).seen.longest))
}

/** Chooses the file and goes as far as the button that restores it. */
async function openFile(page: Page, path: string): Promise<void> {
  await chooseBackup(page, path)
  await fill(page, 'passphrase', examplePassphrase)
  await click(page, '[data-id="check-backup"]')
  await see(page, '[data-id="restore-anyway"]')
}

/** Restores a large workspace, after a stop and after its tab was closed in the middle. @returns the dashboard */
async function restoreWithTrouble({ session, folder }: Omit<Work, 'page'>): Promise<Page> {
  const path = join(folder, 'many.jsonl.gz')
  await writeManyRecords(path, count, 'en')
  const first = await session.open('dashboard.html')
  await openFile(first, path)
  await click(first, '[data-id="restore-anyway"]')
  await seeUnderWay(first)
  expect(await axe(first)).toEqual([])
  expect(await overflow(first)).toBeLessThanOrEqual(0)
  await click(first, '[data-id="stop"]')
  await seeText(first, 'Stopped. Nothing was changed.')
  expect(await countOf(first, 'customers')).toBe(0)

  await click(first, '[data-id="restore-anyway"]')
  await seeUnderWay(first)
  const elsewhere = await session.open('dashboard.html')
  await seeText(elsewhere, 'A backup is being restored in another window.')
  await elsewhere.close()
  await first.close()

  const page = await session.open('dashboard.html')
  await seeText(page, 'The restore did not finish')
  expect(await axe(page)).toEqual([])
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  const left = await countOf(page, 'customers')
  expect(left).toBeGreaterThan(0)
  await openFile(page, path)
  const gap = await watchGaps(page)
  await click(page, '[data-id="restore-anyway"]')
  await page.waitForSelector('.charts', { visible: true, timeout: 90_000 })
  console.log(`${session.name}: longest gap while restoring ${await gap()} ms`)
  return page
}

describe.each(['chromium', 'firefox'] as const)('long work in %s', (name) =>
  workIn(name, 'en-US', restoreWithTrouble, (work) => {
    it('has restored everything, though it was stopped and its tab closed before', async () => {
      expect(await countOf(work.page, 'customers')).toBe(count)
      await seeInOrder(work.page)
    })

    it('saves a backup with progress, which can be stopped and goes on while one looks at other screens', async () => {
      const { page, session } = work
      const lines = await countOf(page, 'activity')
      await at(page, '/settings')
      await stopSoon(page)
      await click(page, '[data-id="backup"]')
      await seeText(page, 'Stopped. Nothing was changed.')
      expect(await countOf(page, 'activity')).toBe(lines)
      await seeText(page, 'Never saved.')

      const gap = await watchGaps(page)
      const saved = await session.downloaded(async () => {
        await click(page, '[data-id="backup"]')
        await seeUnderWay(page)
        await at(page, '/overview')
      })
      console.log(`${name}: longest gap while saving ${await gap()} ms`)
      const { records } = JSON.parse(saved.text.trimEnd().split('\n').at(-1)!) as { records: number }
      expect(records).toBeGreaterThan(2 * count)
      await inEmptyProfile(name, 'en-US', async ({ session: other, page: first }) => {
        // What was broken off can be taken away, too.
        await chooseBackup(first, saved.path)
        await fill(first, 'passphrase', examplePassphrase)
        await click(first, '[data-id="check-backup"]')
        await seeUnderWay(first)
        await first.close()
        const next = await other.open('dashboard.html')
        await click(next, '[data-id="clear-restore"]')
        await see(next, '[data-id="set-up"]')
        expect(await countOf(next, 'customers')).toBe(0)
      })
    })

    it('exports the log from a thread of its own', async () => {
      const { page, session } = work
      await at(page, '/activity')
      const gap = await watchGaps(page)
      const { text } = await session.downloaded(() => click(page, '[data-id="activity-csv"]'))
      console.log(`${name}: longest gap while exporting the log ${await gap()} ms`)
      expect(text.trimEnd().split('\r\n').length).toBeGreaterThan(count)
      expect(await textOf(page, 'main')).not.toContain('Exporting')
    })
  }),
)
