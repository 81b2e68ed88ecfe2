import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { today } from '#core/clock/clock.ts'
import { writeBackup, type Records } from '#core/exchange/backup.ts'
import { examplePassphrase } from '#core/exchange/example/data.ts'
import { exampleRecords } from '#core/exchange/example/records.ts'
import { codeFromBytes } from '#core/model/code.ts'
import { newCustomer } from '#core/model/customer.ts'
import type { Language } from '#core/model/language.ts'
import { hashOf } from '#core/publication/canonical.ts'
import { tableNames } from '#core/storage/records.ts'
import { click, fill } from '#test/e2e/support/screen.ts'
import type { Work } from '#test/e2e/support/workplace.ts'
import { chooseBackup } from '#test/e2e/support/workspace.ts'

const four = (n: number) => String(n).padStart(4, '0')

/** Ten bytes that are unlike for every number. */
const bytesOf = (n: number) => Uint8Array.of(0xab, 0, 0, 0, 0, 0, n >> 24, n >> 16, n >> 8, n)

/** Adds customers named by their numbers until there are so many. */
function addCustomers(records: Records, count: number): void {
  for (let n = records.customers.length + 1; n <= count; n++) {
    const id = `made-customer-${four(n)}`
    const name =
      n % 400 === 0
        ? `Kunde ${four(n)} Vedlikehold, Rehabilitering og Eiendomsforvaltning AS`
        : `Kunde ${four(n)} AS`
    records.customers.push({
      ...records.customers[0]!,
      ...newCustomer(name, 'NO', 'nb'),
      id,
      domains: [`kunde${four(n)}.example`],
      favourite: false,
      delegation: 'none',
      relationship: null,
    })
  }
}

/**
 * Adds customers named by their numbers, each with an offer that it was sent,
 * until there are so many of both.
 */
async function enlarge(records: Records, count: number): Promise<void> {
  const model = records.offers.find(
    ({ id, audience }) =>
      audience === 'one' &&
      records.recipients.some((each) => each.offerId === id && each.state === 'sent') &&
      records.versions.some((each) => each.offerId === id && each.state === 'published'),
  )!
  const version = records.versions.find(({ code }) => code === model.code)!
  const recipient = records.recipients.find(({ offerId }) => offerId === model.id)!
  addCustomers(records, count)
  for (let n = records.offers.length + 1; n <= count; n++) {
    const id = `made-offer-${four(n)}`
    const code = codeFromBytes(bytesOf(n))
    const binding = { ...version.binding, code }
    const customerId = `made-customer-${four(Math.max(n, 13))}`
    records.offers.push({ ...model, id, code })
    records.versions.push({ ...version, code, offerId: id, binding, hash: await hashOf(binding) })
    records.recipients.push({
      ...recipient,
      id: `made-recipient-${four(n)}`,
      token: `made-token-${four(n)}`,
      offerId: id,
      customerId,
      sentCode: code,
    })
  }
}

/** Writes records into a backup file that nobody has signed. */
async function writeFileOf(records: Records, path: string): Promise<void> {
  const header = { createdAt: new Date().toISOString(), workspace: records.workspace[0]!.name }
  const { file, broken } = await writeBackup(header, null, async (write) => {
    for (const table of tableNames) await write(table, records[table])
  })
  if (broken.length) throw new Error(`The made records are broken: ${broken[0]!.table} ${broken[0]!.key}`)
  await writeFile(path, Buffer.from(await file.arrayBuffer()))
}

/** Writes a backup file with so many customers and lines of the log. */
export async function writeManyRecords(path: string, count: number, language: Language): Promise<void> {
  const { records } = await exampleRecords(today(Date.now(), 'Europe/Oslo'), language)
  const [line] = records.activity
  addCustomers(records, count)
  for (let n = 0; n < count; n++) records.activity.push({ ...line!, id: `made-line-${four(n)}` })
  await writeFileOf(records, path)
}

/** Restores a workspace of so many customers and offers. @returns the dashboard */
export async function openLarge(
  { session, folder }: Omit<Work, 'page'>,
  count: number,
  language: Language,
): Promise<Page> {
  const { records } = await exampleRecords(today(Date.now(), 'Europe/Oslo'), language)
  await enlarge(records, count)
  const path = join(folder, 'large.jsonl.gz')
  await writeFileOf(records, path)
  const page = await session.open('dashboard.html')
  await chooseBackup(page, path)
  await fill(page, 'passphrase', examplePassphrase)
  await click(page, '[data-id="check-backup"]')
  await click(page, '[data-id="restore-anyway"]')
  // So many records take a while on a busy machine.
  await page.waitForSelector('.charts', { visible: true, timeout: 90_000 })
  return page
}
