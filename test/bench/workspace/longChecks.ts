import type { Page } from 'puppeteer-core'
import { call, workPage } from '#test/bench/workspace/fill.ts'
import {
  awaited,
  dashboardAt,
  openBackupFile,
  previewImport,
  takenBack,
  timed,
  writeCustomers,
  type Place,
} from '#test/bench/workspace/long.ts'
import { signedIn } from '#test/bench/workspace/screens.ts'
import { click, see } from '#test/e2e/support/screen.ts'

/** What ADR 17 promises of a stop and of a tab that is closed in the middle, on a workspace of any size. */

function expectSame(what: string, found: unknown, wanted: unknown): void {
  if (found !== wanted) throw new Error(`${what}: ${String(found)} instead of ${String(wanted)}`)
}

/** Records of a table. */
async function rowsIn({ opened }: Place, table: string): Promise<number> {
  const page = await workPage(opened)
  const count = Number(await call(page, 'rowsIn', table))
  await page.close()
  return count
}

/** Resolves when work that is about to begin is so far: in the page, because a driver would be too slow. */
const isSoFar = (page: Page, share: number): Promise<boolean> =>
  page.evaluate(
    (wanted) =>
      new Promise<boolean>((resolve) => {
        const timer = setInterval(() => {
          const bar = document.querySelector('progress')
          if (!bar || bar.position < wanted) return
          clearInterval(timer)
          resolve(true)
        }, 5)
      }),
    share,
  )

/** Begins work and stops it when it is so far. Notes how long the stop took. */
async function stopped(
  place: Place,
  page: Page,
  name: string,
  begin: string,
  done: string,
  share = 0.3,
): Promise<void> {
  await click(page, begin)
  await isSoFar(page, share)
  await timed(place, page, `${name}.stop`, () => click(page, '[data-id="stop"]'), done)
}

/** Begins work and closes its tab when it is so far. */
async function closedAt(page: Page, begin: string, share: number): Promise<void> {
  await click(page, begin)
  await isSoFar(page, share)
  await page.close()
}

/** Goes through every record. */
async function checkWhole(place: Place, name: string): Promise<void> {
  const page = await dashboardAt(place, '/settings')
  const result = '[data-id="check"]:not([disabled]) ~ [data-id="check-result"] > *'
  await timed(place, page, `${name}.check`, () => click(page, '[data-id="check"]'), result)
  const text = await page.$eval(result, (each) => (each as HTMLElement).innerText)
  if (!/i orden|in order/.test(text)) throw new Error(`${name}: ${text.slice(0, 500)}`)
  await page.close()
}

/** A backup, an export and a site that are stopped have changed nothing; screens are read while a backup is saved. */
export async function checkStops(place: Place): Promise<void> {
  await signedIn(place.opened)
  const counts = () => Promise.all(['activity', 'publications'].map((each) => rowsIn(place, each)))
  const before = String(await counts())
  const settings = await dashboardAt(place, '/settings')
  await stopped(place, settings, 'backup', '[data-id="backup"]', '.toast:not(.bad)')
  await click(settings, '[data-id="backup"]')
  await isSoFar(settings, 0.05)
  const beside = await place.opened.open('dashboard.html#/customers')
  await see(beside, 'main h1')
  expectSame('the backup is still being saved', (await settings.$('progress')) !== null, true)
  await beside.close()
  await settings.close()
  const publish = await dashboardAt(place, '/publish')
  await click(publish, 'details summary')
  await stopped(place, publish, 'export', '[data-id="export"]', '.toast:not(.bad)')
  await publish.close()
  const zip = await dashboardAt(place, '/publish')
  await stopped(place, zip, 'zip', '[data-id="zip"]', '.toast:not(.bad)')
  await zip.close()
  expectSame('log and publications after stops', String(await counts()), before)
}

/** An import that was stopped is taken back; one whose tab was closed is taken back, or kept and gone on with. */
export async function checkImports(place: Place): Promise<void> {
  await signedIn(place.opened)
  const path = await writeCustomers(place)
  const take = '[data-id="import-take"]'
  const undo = '[data-id="import-undo"]'
  const customers = () => rowsIn(place, 'customers')
  const before = await customers()
  const fresh = (place.size * 9) / 10

  const first = await previewImport(place, path)
  await stopped(place, first, 'import', take, '.toast:not(.bad)')
  const after = await customers()
  if (after <= before || after >= before + fresh) throw new Error(`${after} customers after a stop`)
  await first.close()

  const back = await dashboardAt(place, '/customers/import')
  await timed(place, back, 'import.stop.undo', () => click(back, undo), takenBack)
  expectSame('customers after a stop was taken back', await customers(), before)
  await back.close()

  await closedAt(await previewImport(place, path), take, 0.5)
  const again = await dashboardAt(place, '/customers/import')
  await see(again, '[data-id="import-keep"]')
  await timed(place, again, 'import.close.undo', () => click(again, undo), takenBack)
  expectSame('customers after a closed tab was taken back', await customers(), before)
  await again.close()

  await closedAt(await previewImport(place, path), take, 0.5)
  const kept = await dashboardAt(place, '/customers/import')
  await click(kept, '[data-id="import-keep"]')
  await awaited(kept, '.toast:not(.bad)')
  await kept.close()
  const rest = await previewImport(place, path)
  await timed(place, rest, 'import.rest', () => click(rest, take))
  expectSame('customers after both halves', await customers(), before + fresh)
  await rest.close()
  await checkWhole(place, 'import')
}

/** A restore that was stopped leaves nothing; one whose tab was closed is taken away, or gone on with. */
export async function checkRestores(place: Place, backup: string): Promise<void> {
  const anyway = '[data-id="restore-anyway"]'
  const customers = () => rowsIn(place, 'customers')
  const first = await place.opened.open('dashboard.html')
  await openBackupFile(place, first, backup)
  await stopped(place, first, 'restore', anyway, 'fluent-message-bar[intent="error"]', 0.5)
  expectSame('customers after a stop', await customers(), 0)
  await closedAt(first, anyway, 0.5)

  const second = await place.opened.open('dashboard.html')
  await see(second, '[data-id="clear-restore"]')
  if (!(await customers())) throw new Error('Nothing was left by a closed tab.')
  await timed(
    place,
    second,
    'restore.clear',
    () => click(second, '[data-id="clear-restore"]'),
    '[data-id="set-up"]',
  )
  expectSame('customers after what was left was removed', await customers(), 0)
  await openBackupFile(place, second, backup)
  await closedAt(second, anyway, 0.5)

  const third = await place.opened.open('dashboard.html')
  await see(third, '[data-id="clear-restore"]')
  await openBackupFile(place, third, backup)
  await timed(place, third, 'restore.rest', () => click(third, anyway), '.charts')
  expectSame('customers in the end', await customers(), place.size)
  await third.close()
  await checkWhole(place, 'restore')
}
