import type { Page } from 'puppeteer-core'
import { describe, expect, it } from 'vitest'
import { examplePassphrase } from '#core/exchange/example/data.ts'
import { axe } from '#test/e2e/support/axe.ts'
import { click, fill, see, seeText, textOf } from '#test/e2e/support/screen.ts'
import {
  at,
  checked,
  inEmptyProfile,
  openExample,
  seeInOrder,
  workIn,
  type Workplace,
} from '#test/e2e/support/workplace.ts'
import { chooseBackup } from '#test/e2e/support/workspace.ts'
import { schemaOf2 } from '#test/support/earlierSchemas.ts'

/** Changes a record behind the product's back. @returns the record as it was */
const change = (page: Page, table: string, key: string, fields: object) =>
  page.evaluate(
    async (store, id, changed) => {
      const ended = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(request.error!)
        })
      const db = await ended(indexedDB.open('tilbud'))
      const records = db.transaction(store, 'readwrite').objectStore(store)
      const record = (await ended(records.get(id))) as object
      await ended(records.put({ ...record, ...changed }))
      db.close()
      return record
    },
    table,
    key,
    fields,
  )

type Local = { storage: { local: { set: (items: object) => Promise<void> } } }

/** Puts every record into a database of version 2, as a Tilbud of then would have left it. */
const bringBack = (page: Page) =>
  page.evaluate(async (schema) => {
    const ended = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error!)
      })
    const db = await ended(indexedDB.open('tilbud'))
    const records: Record<string, object[]> = {}
    for (const name of Object.keys(schema))
      records[name] = (await ended(db.transaction(name).objectStore(name).getAll())) as object[]
    db.close()
    await ended(indexedDB.deleteDatabase('tilbud'))
    // Dexie counts in tens.
    const opening = indexedDB.open('tilbud', 20)
    opening.onupgradeneeded = () => {
      for (const [name, shape] of Object.entries(schema)) {
        const [keyPath, ...indexes] = shape.split(', ')
        const store = opening.result.createObjectStore(name, { keyPath: keyPath! })
        for (const index of indexes)
          store.createIndex(index.replace('*', ''), index.replace('*', ''), {
            multiEntry: index.startsWith('*'),
          })
        for (const record of records[name]!) store.put(record)
      }
    }
    const old = await ended(opening)
    old.close()
    const { browser, chrome } = globalThis as unknown as { browser?: Local; chrome: Local }
    await (browser ?? chrome).storage.local.set({ checkedSchema: 2 })
  }, schemaOf2)

/** Expects that the dashboard says by itself that something is broken, goes to where it is named, and is quiet at the next visit. */
async function seeToldOnce({ session, page }: Workplace, problem: string): Promise<void> {
  await seeText(page, 'Some of your records do not add up')
  expect(await axe(page)).toEqual([])
  await click(page, '.toast.bad fluent-button[appearance="primary"]')
  await page.waitForFunction(() => document.activeElement?.id === 'check', { polling: 50 })
  await click(page, '[data-id="check"]')
  await seeText(page, '1 problem found:')
  expect(await textOf(page, '[data-id="check-result"]')).toContain(problem)
  const again = await session.open('dashboard.html')
  await see(again, '.charts')
  // By the time that this check has ended, one that the visit began has, too.
  expect(await checked(again)).toContain(problem)
  expect(await again.$('.toast')).toBeNull()
  await again.close()
  await page.bringToFront()
}

describe.each(['chromium', 'firefox'] as const)('the check of every record in %s', (name) =>
  workIn(name, 'en-US', openExample, (work) => {
    it('names each broken record, and is content once they are mended (A1)', async () => {
      const { page } = work
      const customer = await change(page, 'customers', 'example-customer-3', { delegation: 'unheard of' })
      const subscription = await change(page, 'subscriptions', 'example-subscription-1', {
        customerId: 'nobody',
      })
      const said = await checked(page)
      // What was changed past every command is not in the lists.
      expect(said).toContain('3 problems found:')
      expect(said).toContain('Workspace: Lists and search are out of date.')
      expect(said).toContain('Customer: A field contains an invalid value. example-customer-3 · delegation')
      expect(said).toContain(
        'Subscription: It refers to a record that does not exist. example-subscription-1 · customerId',
      )
      expect(await axe(page)).toEqual([])
      await change(page, 'customers', 'example-customer-3', customer)
      await change(page, 'subscriptions', 'example-subscription-1', subscription)
      await seeInOrder(page)
    })

    it('runs once by itself after a backup was restored (A1)', async () => {
      const { page, session } = work
      const subscription = await change(page, 'subscriptions', 'example-subscription-1', {
        customerId: 'nobody',
      })
      await at(page, '/settings')
      const backup = await session.downloaded(() => click(page, '[data-id="backup"]'))
      await change(page, 'subscriptions', 'example-subscription-1', subscription)
      await inEmptyProfile(name, 'en-US', async (other) => {
        await chooseBackup(other.page, backup.path)
        await fill(other.page, 'passphrase', examplePassphrase)
        await click(other.page, '[data-id="check-backup"]')
        await seeToldOnce(
          other,
          'Subscription: It refers to a record that does not exist. example-subscription-1 · customerId',
        )
      })
    })

    it('runs once by itself after the records of an older version were brought up to date (A1)', async () => {
      const { page } = work
      const customer = await change(page, 'customers', 'example-customer-3', { delegation: 'unheard of' })
      // This one is mended on the way.
      await change(page, 'customers', 'example-customer-1', { words: [] })
      // From a page that does not open the workspace itself: one that does would make it anew at once.
      const beside = await work.session.open('preview.html')
      await page.close()
      await bringBack(beside)
      const upgraded = (work.page = await work.session.open('dashboard.html'))
      await beside.close()
      await seeToldOnce(work, 'Customer: A field contains an invalid value. example-customer-3 · delegation')
      await change(upgraded, 'customers', 'example-customer-3', customer)
      // Nothing was derived from it while it was broken.
      expect(await checked(upgraded)).toContain('Workspace: Lists and search are out of date.')
      await click(upgraded, '[data-id="rebuild"]')
      await seeText(upgraded, 'Everything')
    })
  }),
)
