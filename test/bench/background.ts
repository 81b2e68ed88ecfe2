import { rounded, type Bench, type Figure } from '#test/bench/bench.ts'
import { Behind } from '#test/e2e/support/behind.ts'
import { eventually } from '#test/e2e/support/browser.ts'

/** Both browsers end a background of which they hear nothing for thirty seconds. */
const held = 45_000

/**
 * Publishing goes through while no page of the extension is open, although the
 * host takes longer to answer than browsers let a background be idle, and the
 * background hears its end. After `npm run build`.
 */
export const bench: Bench = async ({ browsers = 'chromium,firefox' }) => {
  const figures: Figure[] = []
  for (const name of String(browsers).split(',') as ('chromium' | 'firefox')[]) {
    const behind = await Behind.start(name)
    try {
      behind.line.hold()
      const link = await behind.makeOffer()
      await behind.closeAll()
      const start = performance.now()
      await new Promise((resolve) => setTimeout(resolve, held))
      behind.line.letThrough()
      await eventually('the page is live', async () => (await behind.statusAt(link)) === 200, 30_000)
      figures.push({ name: `${name}.live`, value: rounded((performance.now() - start) / 1000, 1), unit: 's' })
      // The rest follows the page, and the background takes back the alarm that would have gone on in its place.
      await new Promise((resolve) => setTimeout(resolve, 8000))
      await behind.openPublish()
      const { alarms, failure } = await behind.leftBehind()
      if (failure || alarms.includes('publish')) throw new Error(`${name} was ended on its way.`)
    } finally {
      await behind.close()
    }
  }
  return figures
}
