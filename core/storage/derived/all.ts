import { clocksOf, type ClockOwners } from '#core/storage/derived/clocks.ts'
import { countAnswer, countReply, countVersion } from '#core/storage/derived/counts.ts'
import { customerRows, type CustomerRow } from '#core/storage/derived/customerRows.ts'
import { offerRows, type OfferRow } from '#core/storage/derived/offerRows.ts'
import { eachPage } from '#core/storage/derived/pages.ts'
import { findLine, type FindLine, type Placed } from '#core/storage/derived/shards.ts'
import { slotOf } from '#core/storage/derived/slots.ts'
import { sound } from '#core/storage/derived/sound.ts'
import { recordsIn, type ClockRow, type Source } from '#core/storage/derived/tables.ts'
import { Tallies, tallyIds } from '#core/storage/derived/tallies.ts'
import type { RecordOf, TableName } from '#core/storage/records.ts'

/** The tables that something is derived from. */
export const sources = [
  'customers',
  'offers',
  'versions',
  'recipients',
  'subscriptions',
  'requests',
  'productKeys',
  'replies',
  'company',
] as const satisfies readonly TableName[]

/** Takes what was derived, a page at a time. */
export type Sink = Readonly<{
  customers: (rows: Placed<CustomerRow>[], lines: Placed<FindLine>[]) => Promise<void> | void
  offers: (rows: Placed<OfferRow>[]) => Promise<void> | void
  clocks: (rows: ClockRow[]) => Promise<void> | void
  /** Told how many of how many tables are done. */
  onPart?: (done: number, all: number) => void
}>

const nobody: ClockOwners = {
  recipients: new Set(),
  subscriptions: new Set(),
  customers: new Set(),
  requests: new Set(),
  productKeys: new Set(),
  company: new Set(),
}

/** Derives everything from the records as they are. @returns every count */
export async function deriveAll(source: Source, sink: Sink): Promise<Tallies> {
  const tallies = new Tallies()
  const [company] = sound('company', await recordsIn(source, 'company').toArray())
  const count = countAnswer(company?.timeZone ?? 'UTC')
  const ids = (page: readonly { id: string }[]) => new Set(page.map(({ id }) => id))

  async function clocks(table: keyof ClockOwners, page: readonly { id: string }[]): Promise<void> {
    const rows = await clocksOf(source, { ...nobody, [table]: ids(page) })
    for (const { kind, on } of rows) tallies.add(tallyIds.clock(kind), on, 1)
    await sink.clocks(rows)
  }

  const take: { [T in (typeof sources)[number]]: (page: RecordOf[T][]) => Promise<void> | void } = {
    async customers(page) {
      tallies.add(tallyIds.customers, 'all', page.length)
      const rows = await customerRows(source, ids(page))
      const whole = sound('customers', page)
      await sink.customers(
        whole.map((each) => ({ slot: slotOf(each)!, value: rows.get(each.id) ?? null })),
        whole.map((each) => ({ slot: slotOf(each)!, value: findLine(each) })),
      )
      await clocks('customers', page)
    },
    async offers(page) {
      tallies.add(tallyIds.offers, 'all', page.length)
      const rows = await offerRows(source, ids(page))
      await sink.offers(
        page.flatMap((each) =>
          rows.has(each.id) ? [{ slot: slotOf(each)!, value: rows.get(each.id)! }] : [],
        ),
      )
    },
    versions(page) {
      for (const each of sound('versions', page)) countVersion(tallies, each, 1)
    },
    async recipients(page) {
      for (const each of sound('recipients', page)) count(tallies, each, 1)
      await clocks('recipients', page)
    },
    subscriptions: (page) => clocks('subscriptions', page),
    requests: (page) => clocks('requests', page),
    productKeys: (page) => clocks('productKeys', page),
    replies(page) {
      for (const each of sound('replies', page)) countReply(tallies, each, 1)
    },
    company: (page) => clocks('company', page),
  }
  for (const [index, table] of sources.entries()) {
    await eachPage(source, table, take[table] as (page: RecordOf[TableName][]) => Promise<void>)
    sink.onPart?.(index + 1, sources.length)
  }
  return tallies
}
