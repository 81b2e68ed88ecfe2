import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { examplePassphrase } from '#core/exchange/example/data.ts'
import type { BrowserName } from '#scripts/browsers.ts'
import { openBrowser, type Opened } from '#test/bench/workspace/browsers.ts'
import { watchMemory } from '#test/bench/workspace/memory.ts'
import { named } from '#test/bench/workspace/records.ts'
import { ask, never, pause, quiet, signedIn, until } from '#test/bench/workspace/screens.ts'
import { click, fill, see } from '#test/e2e/support/screen.ts'

/** Long work as a person does it, on the screens of the built extension. */

/** So long a piece of work is waited for. */
const patience = Number(process.env.PATIENCE ?? 30 * 60_000)

/** What says that something was refused. */
const refused = '.toast.bad, fluent-message-bar[intent="error"]'
const agreed = '.toast:not(.bad)'
/** No import is left to take back, and none is being taken back. */
export const takenBack = 'main:not(:has(.running, [data-id="import-undo"]))'

/** @param at what was shown meanwhile */
type LongNote = (figure: string, value: number, at?: string) => void

/** A browser that a piece of work is done in, and where its figures go. */
export type Place = Readonly<{ opened: Opened; note: LongNote; folder: string; size: number }>

/** A list of as many customers: most are new, one in ten is there already and has another contact. */
export function customerFile(rows: number): string {
  const lines = Array.from({ length: rows }, (_, index) => {
    const isKnown = index % 10 === 9
    const { name, domain, person, email, phone, tenantId } = named(isKnown ? index : 20_000_000 + index)
    // There are fewer names than firms.
    const own = isKnown ? [name, domain] : [`${name} ${index}`, `nr${index}.${domain}`]
    return [...own, person, isKnown ? `nr${index}.${email}` : email, phone, tenantId].join(';')
  })
  return `${['Company name;Domain;Contact;E-mail;Phone;Microsoft ID', ...lines].join('\r\n')}\r\n`
}

export const uploadTo = async (page: Page, selector: string, path: string): Promise<void> => {
  const field = await page.waitForSelector(selector, { timeout: 60_000 })
  await (field as unknown as { uploadFile: (path: string) => Promise<void> }).uploadFile(path)
}

/** Waits for something on a page. @throws Error with what the page says when it was refused instead */
export async function awaited(page: Page, selector: string): Promise<void> {
  const found = await until(
    () =>
      page
        .evaluate(
          (wanted: string, bad: string) =>
            document.querySelector(wanted) ? 'there' : document.querySelector<HTMLElement>(bad)?.innerText,
          selector,
          refused,
        )
        .catch(() => undefined),
    patience,
    250,
  )
  if (found !== 'there') throw new Error(`${selector}: ${found ?? 'not there'}`)
}

/** Notes how long something takes that a click or a choice begins, for how long the screen did not answer and progress stood still meanwhile, and memory. */
export async function timed(
  { opened, note }: Pick<Place, 'opened' | 'note'>,
  page: Page,
  name: string,
  begin: () => Promise<void>,
  done = agreed,
): Promise<void> {
  await ask(page, 'expect', done)
  await ask(page, 'listen')
  const watched = watchMemory(opened.pid)
  await begin()
  await awaited(page, done)
  await pause(1000)
  const memory = watched()
  note(`${name}.seconds`, ((await ask(page, 'sinceAct', done)) ?? never) / 1000)
  const stand = (await ask(page, 'longestStand')) ?? { ms: never, at: '' }
  note(`${name}.stood`, stand.ms / 1000, stand.at)
  note(`${name}.gap`, (await ask(page, 'longestGap')) ?? never, (await ask(page, 'longestGapAt')) ?? '')
  if (!memory) return
  note(`${name}.memory.before`, memory.before)
  note(`${name}.memory.most`, memory.most)
}

/** The file that a click has downloaded, when it is whole. */
export async function downloaded(folder: string, begins: string): Promise<{ path: string; bytes: number }> {
  let before = -1
  const found = await until(
    async () => {
      const names = (await readdir(folder)).filter((each) => each.startsWith('tilbud-'))
      const name = names.find((each) => each.startsWith(begins) && !/\.(part|crdownload)$/.test(each))
      if (!name || names.some((each) => each.endsWith('.part'))) return null
      const { size } = await stat(join(folder, name))
      const isWhole = size > 0 && size === before
      before = size
      return isWhole ? { path: join(folder, name), bytes: size } : null
    },
    120_000,
    500,
  )
  if (!found) throw new Error(`No file ${begins} was downloaded.`)
  return found
}

/** An empty folder for downloads. */
export async function emptied(folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  return folder
}

/** Does something in a browser of its own. */
export async function inside<T>(
  name: BrowserName,
  profile: string,
  downloads: string,
  work: (opened: Opened) => Promise<T>,
): Promise<T> {
  const opened = await openBrowser(name, profile, downloads)
  try {
    return await work(opened)
  } finally {
    await opened.close()
  }
}

/** A dashboard that has drawn and read its first screen. */
export async function dashboardAt({ opened }: Pick<Place, 'opened'>, address: string): Promise<Page> {
  const page = await opened.open(`dashboard.html#${address}`)
  await see(page, 'main h1')
  await quiet(page)
  return page
}

/** Saves a backup. @returns its path */
export async function saveBackup(place: Place): Promise<string> {
  await signedIn(place.opened)
  const page = await dashboardAt(place, '/settings')
  // What the screen answers late when it has nothing to do is the machine's.
  await ask(page, 'listen')
  await pause(20_000)
  place.note('idle.gap', (await ask(page, 'longestGap')) ?? never)
  await timed(place, page, 'backup', () => click(page, '[data-id="backup"]'))
  const { path, bytes } = await downloaded(place.folder, 'tilbud-backup')
  place.note('backup.size', bytes / 1_000_000)
  await page.close()
  return path
}

/** Exports the publication, and draws its site into a zip. */
export async function publishAll(place: Place): Promise<void> {
  await signedIn(place.opened)
  const page = await dashboardAt(place, '/publish')
  await click(page, 'details summary')
  const before = await page.evaluate(() => document.querySelector('[data-last]')?.textContent ?? '')
  const next = await page.evaluate(() => document.querySelector('pre.command')?.textContent ?? '')
  await timed(place, page, 'export', () => click(page, '[data-id="export"]'), '[data-last]')
  if (before || !next) throw new Error('Something had been published before.')
  const exported = await downloaded(place.folder, 'tilbud-publication')
  place.note('export.size', exported.bytes / 1_000_000)
  await timed(place, page, 'zip', () => click(page, '[data-id="zip"]'), 'p.good')
  const zip = await downloaded(place.folder, 'tilbud-site')
  place.note('zip.size', zip.bytes / 1_000_000)
  await page.close()
}

/** Opens the preview of an import. */
export async function previewImport(place: Place, path: string): Promise<Page> {
  const page = await dashboardAt(place, '/customers/import')
  await timed(
    place,
    page,
    'import.preview',
    () => uploadTo(page, 'input[type=file]', path),
    '[data-id="import-take"]',
  )
  return page
}

/** Writes the file of an import. @returns its path */
export async function writeCustomers({ folder, size }: Pick<Place, 'folder' | 'size'>): Promise<string> {
  const path = join(folder, 'customers.csv')
  await writeFile(path, customerFile(size))
  return path
}

/** Imports as many customers as there are, and takes them back. */
export async function importAll(place: Place): Promise<void> {
  await signedIn(place.opened)
  const page = await previewImport(place, await writeCustomers(place))
  await timed(place, page, 'import', () => click(page, '[data-id="import-take"]'))
  await page.close()
  const after = await dashboardAt(place, '/customers/import')
  await timed(place, after, 'import.undo', () => click(after, '[data-id="import-undo"]'), takenBack)
  await after.close()
}

/** Gives the first screen a backup, and goes as far as the button that restores it. */
export async function openBackupFile(place: Place, page: Page, path: string): Promise<void> {
  await see(page, 'main h1')
  await timed(
    place,
    page,
    'restore.open',
    () => uploadTo(page, '[data-id="restore"]', path),
    '[name="passphrase"]',
  )
  await fill(page, 'passphrase', examplePassphrase)
  await click(page, '[data-id="check-backup"]')
  await see(page, '[data-id="restore-anyway"]')
}

/** Restores a backup into an empty profile. */
export async function restoreAll(place: Place, path: string): Promise<void> {
  const page = await place.opened.open('dashboard.html')
  await openBackupFile(place, page, path)
  await timed(place, page, 'restore', () => click(page, '[data-id="restore-anyway"]'), '.charts')
  await page.close()
}
