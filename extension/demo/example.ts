import { exampleRecords as original } from '#core/exchange/example/records.ts'
import { day } from '#example'

/** Where the demo lies: the example's pages lie beside it. */
const siteAddress = new URL('.', location.href).href.replace(/\/$/, '')

/**
 * The example as its pages beside the demo show it: of the day for which they
 * were drawn, whatever is today, and with links that lead to them. The build of
 * the demo puts this in the place of core/exchange/example/records.ts.
 */
export const exampleRecords: typeof original = async (_today, language) => {
  const { records, dataKey } = await original(day, language)
  const company = records.company.map((each) => ({ ...each, siteAddress }))
  return { records: { ...records, company }, dataKey }
}
