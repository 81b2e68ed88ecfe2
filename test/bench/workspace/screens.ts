import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { copyOf, openBrowser, type Opened } from '#test/bench/workspace/browsers.ts'
import { call, workPage } from '#test/bench/workspace/fill.ts'
import { customerList, searches } from '#test/bench/workspace/records.ts'
import { see } from '#test/e2e/support/screen.ts'

/** What is measured on screens. Each part takes a browser with a filled profile and notes samples by the names of figures. */

export type Note = (figure: string, value: number) => void

/** So long a screen is waited for; what takes longer is noted as never there. */
const patience = 60_000
export const never = Infinity

type Probe = {
  seen: (name: string) => number | undefined
  origin: () => number
  keys: () => { typed: string; ms: number }[]
  reads: () => Record<string, number>
  isQuiet: () => boolean
  isWaiting: () => boolean
  type: (text: string) => void
  sort: (column: string) => Promise<number>
  expect: (selector: string) => void
  sinceAct: (selector: string) => number | null
  listen: () => void
  longestGap: () => number
  longestGapAt: () => string
  longestStand: () => { ms: number; at: string }
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Asks the probe; undefined before it is there, and when the page's thread does not answer in time. */
export async function ask<N extends keyof Probe>(
  page: Page,
  name: N,
  ...args: Parameters<Probe[N]>
): Promise<Awaited<ReturnType<Probe[N]>> | undefined> {
  const answer = page
    .evaluate(
      (each: string, all: unknown[]) =>
        (globalThis as { bench?: Record<string, (...args: unknown[]) => unknown> }).bench?.[each]?.(...all),
      name,
      args,
    )
    .catch(() => undefined)
  const late = pause(patience).then(() => undefined)
  return (await Promise.race([answer, late])) as Awaited<ReturnType<Probe[N]>> | undefined
}

/** Asks again until there is an answer that will do. @param often milliseconds between. @returns it, or undefined after a while */
export async function until<T>(
  look: () => Promise<T | undefined | null>,
  longest = patience,
  often = 20,
): Promise<T | undefined> {
  const end = Date.now() + longest
  while (Date.now() < end) {
    const answer = await look()
    if (answer !== undefined && answer !== null && answer !== (false as unknown)) return answer
    await pause(often)
  }
  return undefined
}

const seen = (page: Page, name: string) => until(() => ask(page, 'seen', name))
export const quiet = (page: Page) => until(() => ask(page, 'isQuiet'))

/** Opens the popup. @returns its page, and the milliseconds until it could be used */
async function usablePopup(opened: Opened) {
  const { page, pressed } = await opened.popup()
  const at = await seen(page, 'popup')
  const origin = await ask(page, 'origin')
  const ms = at === undefined || origin === undefined ? never : pressed === null ? at : origin + at - pressed
  return { page, ms, load: at ?? never }
}

async function closePopup(opened: Opened, page: Page): Promise<void> {
  if (opened.name === 'chromium') await page.evaluate(() => window.close()).catch(() => {})
  else await page.close()
}

/** Megabytes of the page's heap after everything that is not needed has gone; Chromium only. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.createCDPSession()
  await session.send('HeapProfiler.enable')
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize / 1_000_000
}

/** Types every text letter by letter. */
async function typeAll(page: Page, note: Note): Promise<void> {
  for (const text of searches()) {
    for (const letter of text) {
      await page.keyboard.type(letter)
      const isDone = await until(async () => ((await ask(page, 'isWaiting')) === false ? true : undefined))
      if (!isDone) return note('popup.key', never)
      // Nobody types faster, and what comes after the customers has its time.
      await pause(60)
    }
    for (const { ms } of (await ask(page, 'keys')) ?? []) note('popup.key', ms)
    await ask(page, 'type', '')
    await pause(100)
  }
}

/** Lets somebody work there, with nothing begun. */
export async function signedIn(opened: Opened): Promise<void> {
  const work = await workPage(opened)
  await call(work, 'signIn')
  await work.close()
}

/** The popup: opening, the first keys before all is in memory, every later key, memory. */
export async function measurePopup(opened: Opened, note: Note, round: number): Promise<void> {
  const work = await workPage(opened)
  const open = async (figure: string, typed: string | null) => {
    await work.evaluate((text) => {
      if (text) localStorage.bench = text
      else localStorage.removeItem('bench')
    }, typed)
    const popup = await usablePopup(opened)
    if (figure) note(figure, popup.ms)
    if (figure === 'popup.open') note('popup.load', popup.load)
    return popup.page
  }
  await quietlyClosed(opened, await open('popup.first', null))
  for (let times = 0; times < 4; times++) await quietlyClosed(opened, await open('popup.open', null))
  for (let times = 0; times < 3; times++) {
    const text = searches()[(round * 3 + times) % searches().length]!
    const page = await open('', text.slice(0, 1 + times))
    const [key] = (await until(async () => {
      const keys = await ask(page, 'keys')
      return keys?.length ? keys : undefined
    })) ?? [{ ms: never }]
    note('popup.key.cold', key!.ms)
    await quietlyClosed(opened, page)
  }
  const page = await open('', null)
  await quiet(page)
  for (const [name, count] of Object.entries((await ask(page, 'reads')) ?? {}))
    note(`popup.reads.${name}`, count)
  await typeAll(page, note)
  if (opened.name === 'chromium') note('memory.popup', await heapOf(page))
  await closePopup(opened, page)
  await work.close()
}

async function quietlyClosed(opened: Opened, page: Page): Promise<void> {
  await quiet(page)
  await closePopup(opened, page)
}

/** The dashboard's first screen in a new tab. */
export async function measureDashboard(opened: Opened, note: Note, times = 4): Promise<void> {
  for (let time = 0; time < times; time++) {
    const page = await opened.open('dashboard.html')
    note('dashboard.open', (await seen(page, 'overview')) ?? never)
    await quiet(page)
    await page.close()
  }
}

/** A purchase offer to one customer, frozen by a click, to the screen that shares it. */
export async function measureCommand(opened: Opened, note: Note, round: number): Promise<void> {
  const work = await workPage(opened)
  const done = '[data-id="copy-link"]'
  for (let time = 0; time < 4; time++) {
    await call(work, 'prepareOffer', (round * 4 + time) % 100)
    const page = await opened.open('popup.html')
    const create = await see(page, '[data-id="create"]')
    await quiet(page)
    await ask(page, 'expect', done)
    await create.click()
    const ms = (await until(() => ask(page, 'sinceAct', done))) ?? never
    // The first one brings the program and the records into memory.
    if (time > 0) note('command', ms)
    await quiet(page)
    await page.close()
  }
  await call(work, 'signIn')
  await work.close()
}

const columns = ['domain', 'subscriptions', 'pending', 'name'] as const

/** A list in a new tab: its first rows, all of them, and sorting. */
export async function measureList(
  opened: Opened,
  list: 'customers' | 'offers',
  size: number,
  note: Note,
): Promise<void> {
  const work = await workPage(opened)
  await call(work, 'signIn', { customerView: 'list' })
  await work.evaluate((rows) => (localStorage.benchRows = String(rows)), size)
  await measureDashboard(opened, () => {}, 1)
  for (let time = 0; time < 3; time++) {
    const page = await opened.open(`dashboard.html#/${list}`)
    note(`${list}.open`, (await seen(page, 'rows')) ?? never)
    const isReady = await seen(page, 'complete')
    if (!isReady) return note(`${list}.ready`, never)
    note(`${list}.ready`, isReady)
    await quiet(page)
    if (list === 'customers')
      for (const column of columns)
        for (let turn = 0; turn < 2; turn++) {
          const ms = await ask(page, 'sort', column)
          if (ms === undefined) return note('customers.sort', never)
          note('customers.sort', ms)
          await pause(50)
        }
    await page.close()
  }
  await work.close()
}

const importRows = 10_000

/** An import of a customer list into a copy of a profile, and the same records put bare into the same indexes. */
export async function measureImport(
  name: Opened['name'],
  profile: string,
  folder: string,
  note: Note,
): Promise<void> {
  const copy = await copyOf(profile)
  const opened = await openBrowser(name, copy.path)
  try {
    const work = await workPage(opened)
    await call(work, 'signIn')
    const before = Number(await call(work, 'countOf'))
    const file = join(folder, 'customers.csv')
    await writeFile(file, customerList(importRows))
    const page = await opened.open('dashboard.html#/customers/import')
    const field = await page.waitForSelector('input[type=file]', { timeout: patience })
    await quiet(page)
    const take = '[data-id="import-take"]'
    await ask(page, 'expect', take)
    await ask(page, 'listen')
    await (field as unknown as { uploadFile: (path: string) => Promise<void> }).uploadFile(file)
    note('import.preview', (await until(() => ask(page, 'sinceAct', take), 300_000)) ?? never)
    await pause(500)
    const inPreview = (await ask(page, 'longestGap')) ?? never
    const done = '.toast:not(.bad)'
    await ask(page, 'expect', done)
    await ask(page, 'listen')
    const since = new Date().toISOString()
    await page.click(take)
    note('import.tilbud', (await until(() => ask(page, 'sinceAct', done), 300_000)) ?? never)
    await pause(500)
    note('import.gap', Math.max(inPreview, (await ask(page, 'longestGap')) ?? never))
    const taken = Number(await call(work, 'countOf')) - before
    // A few firms have the same name as another: such rows are in doubt, and nobody has chosen them.
    if (taken < importRows * 0.99) throw new Error(`${name} took in ${taken} rows of ${importRows}.`)
    await page.close()
    const bare = (await call(work, 'bareImport', since)) as { ms: number; records: number }
    if (bare.records < taken) throw new Error(`${bare.records} records were put bare.`)
    note('import.bare', bare.ms)
  } finally {
    await opened.close()
    await copy.remove()
  }
}

export const engines = ['tilbud', 'minisearch', 'flexsearch', 'dexie'] as const

/** Searching without a screen, beside libraries. Each in a page of its own. */
export async function measureSearches(opened: Opened, note: Note): Promise<void> {
  for (const engine of engines) {
    const page = await workPage(opened)
    const { build, keys } = (await call(page, 'measureSearch', engine)) as { build: number; keys: number[] }
    note(`search.build.${engine}`, build)
    for (const ms of keys) note(`search.key.${engine}`, ms)
    await page.close()
  }
}
