import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { examplePublication } from '#core/exchange/example/publication.ts'

const usage = 'npm run example -- --offers N --out FILE [--today YYYY-MM-DD]'

/** Fixed, so that two runs write the same bytes. */
const defaultDay = '2026-11-02'

function options() {
  try {
    return parseArgs({
      options: { offers: { type: 'string' }, out: { type: 'string' }, today: { type: 'string' } },
    }).values
  } catch (error) {
    console.error((error as Error).message)
    return {}
  }
}

const { offers = '', out, today = defaultDay } = options()
if (out && /^\d{1,6}$/.test(offers) && /^\d{4}-\d\d-\d\d$/.test(today) && !Number.isNaN(Date.parse(today))) {
  await writeFile(out, await examplePublication(Number(offers), today))
  console.log(`${offers} offers written to ${out}.`)
} else {
  console.error(`Usage: ${usage}`)
  process.exitCode = 1
}
