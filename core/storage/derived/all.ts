import { clocksOf, type ClockRecords } from '#core/storage/derived/clocks.ts'
import { countAnswer, countReply, countVersion } from '#core/storage/derived/counts.ts'
import { customerRows, type CustomerRow } from '#core/storage/derived/customerRows.ts'
import { offerRows, type OfferRow } from '#core/storage/derived/offerRows.ts'
import { eachPage } from '#core/storage/derived/pages.ts'
import { findLine, type FindLine, type Placed } from '#core/storage/derived/shards.ts'
import { isSlotted, slotOf } from '#core/storage/derived/slots.ts'
import { Survey } from '#core/storage/derived/survey.ts'
import type { ClockRow, Source } from '#core/storage/derived/tables.ts'
import { Tallies, tallyIds } from '#core/storage/derived/tallies.ts'
import type { RecordOf, TableName } from '#core/storage/records.ts'

/** The tables that something is derived from, each behind those that it needs to know of. */
export const sources = [
  'company',
  'customers',
  'offers',
  'versions',
  'recipients',
  'subscriptions',
  'requests',
  'productKeys',
  'replies',
  'hosts',
  'inboxes',
] as const satisfies readonly TableName[]
export type SourceTable = (typeof sources)[number]

/** Takes what was derived, a page at a time. */
export type Sink = Readonly<{
  customers: (rows: Placed<CustomerRow>[], lines: Placed<FindLine>[]) => Promise<void> | void
  offers: (rows: Placed<OfferRow>[]) => Promise<void> | void
  clocks: (rows: ClockRow[]) => Promise<void> | void
  /** Told how many records were gone through since it was told last. */
  onRead?: (records: number) => void
}>

/**
 * Derives everything from the records as they are.
 *
 * @param tables that are there. @param areSound every record is known to fit its schema
 * @returns every count
 */
export async function deriveAll(
  source: Source,
  sink: Sink,
  { tables = sources, areSound = false }: { tables?: readonly SourceTable[]; areSound?: boolean } = {},
): Promise<Tallies> {
  const tallies = new Tallies()
  const survey = new Survey(source, areSound)
  let timeZone = 'UTC'

  async function clocks(records: ClockRecords): Promise<void> {
    const rows = await clocksOf(survey, records)
    for (const { kind, on } of rows) tallies.add(tallyIds.clock(kind), on, 1)
    await sink.clocks(rows)
  }

  /** Clocks and counts of sound records. */
  const take: { [T in SourceTable]: (page: RecordOf[T][]) => Promise<void> | void } = {
    company(page) {
      timeZone = page[0]?.timeZone ?? timeZone
      return clocks({ company: page })
    },
    customers: (page) => clocks({ customers: page }),
    offers() {},
    versions(page) {
      for (const each of page) countVersion(tallies, each, 1)
    },
    recipients(page) {
      const count = countAnswer(timeZone)
      for (const each of page) count(tallies, each, 1)
      return clocks({ recipients: page })
    },
    subscriptions: (page) => clocks({ subscriptions: page }),
    requests: (page) => clocks({ requests: page }),
    productKeys: (page) => clocks({ productKeys: page }),
    hosts: (page) => clocks({ hosts: page }),
    inboxes: (page) => clocks({ inboxes: page }),
    replies(page) {
      for (const each of page) countReply(tallies, each, 1)
    },
  }
  async function takePage<T extends SourceTable>(table: T, page: RecordOf[T][]): Promise<void> {
    if (isSlotted(table)) tallies.add(tallyIds[table], 'all', page.length)
    await take[table](survey.take(table, page))
  }

  // Rows come last, when everything is known that they say.
  async function customersOf(page: RecordOf['customers'][]): Promise<void> {
    const sound = survey.sound('customers', page)
    const rows = await customerRows(survey, sound)
    await sink.customers(
      sound.map((each) => ({ slot: slotOf(each)!, value: rows.get(each.id)! })),
      sound.map((each) => ({ slot: slotOf(each)!, value: findLine(each) })),
    )
  }
  async function offersOf(page: RecordOf['offers'][]): Promise<void> {
    const sound = survey.sound('offers', page)
    const rows = await offerRows(survey, sound)
    await sink.offers(
      sound.flatMap((each) => {
        const value = rows.get(each.id)
        return value ? [{ slot: slotOf(each)!, value }] : []
      }),
    )
  }

  const pass = <T extends SourceTable>(table: T, take: (page: RecordOf[T][]) => Promise<void> | void) =>
    eachPage(source, table, async (page) => {
      await take(page)
      sink.onRead?.(page.length)
    })
  for (const table of tables) await pass<SourceTable>(table, (page) => takePage(table, page))
  await pass('customers', customersOf)
  await pass('offers', offersOf)
  return tallies
}
