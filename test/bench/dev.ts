import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { rounded, type Bench, type Figure } from '#test/bench/bench.ts'
import { click, see } from '#test/e2e/support/screen.ts'
import { openDev, says, seenAt, startDev } from '#test/support/dev.ts'

/** Whether the toolbar's button has this title: what a change of the background can show. */
async function isTitled(title: string): Promise<boolean> {
  type Scope = { chrome: { action: { getTitle: (of: object) => Promise<string> } } }
  return (await (globalThis as unknown as Scope).chrome.action.getTitle({})) === title
}

/**
 * `npm run dev`: milliseconds from a saved file to the changed screen, on a
 * copy of the sources, without a click. The dashboard is open in a tab beside
 * the popup (its page in a tab) and an offer's page.
 *
 * `--rounds N` (5)
 */
export const bench: Bench = async ({ rounds = '5' }) => {
  const dev = await startDev((text) =>
    console.log(text.match(/^(?:pages|extension): .*$/gm)?.join('\n') ?? ''),
  )
  const figures: Figure[] = []
  try {
    for (const name of ['chromium', 'firefox'] as const) {
      const { open, openScreen, close } = await openDev(name, dev)
      try {
        const dashboard = await openScreen('dashboard.html')
        await click(dashboard, '[data-id="load-example"]')
        await see(dashboard, '.charts')
        await dashboard.evaluate(() => (location.hash = '/customers'))
        const popup = await openScreen('popup.html')
        const [code] = await readdir(join(dev.folder, 'dist/dev/site/4839201'))
        const page = await open(`${dev.site}/4839201/${code}/`)

        type Case = readonly [
          where: Page,
          look: typeof says | typeof isTitled,
          path: string,
          from: RegExp,
          to: string,
        ]
        const cases: Readonly<Record<string, Case>> = {
          popup: [popup, says, 'extension/popup/Home.tsx', /\{t\('popup.new'\)\}\w*/, `{t('popup.new')}MARK`],
          core: [popup, says, 'core/locale/screens/en/popup.ts', /'New offer\w*'/, `'New offerMARK'`],
          background: [
            dashboard,
            isTitled,
            'extension/background/main.ts',
            /(\nvoid browser.action.setTitle.*)?\n$/,
            `\nvoid browser.action.setTitle({ title: 'MARK' })\n`,
          ],
          site: [
            page,
            says,
            'site/layouts/Page.astro',
            /<span>\{company.name\}\w*/,
            '<span>{company.name}MARK',
          ],
        }
        for (const [what, [where, look, path, from, to]] of Object.entries(cases)) {
          const times: number[] = []
          for (let round = 0; round < Number(rounds); round++) {
            const mark = `Seen${what}${round}${name}`
            await where.bringToFront()
            const saved = await dev.edit(path, from, to.replace('MARK', mark))
            times.push((await seenAt(where, mark, look, 60_000)) - saved)
            // What only another screen shows is done as well before the next.
            await seenAt(dashboard, 'Fjord Bygg AS', says)
          }
          console.log(`${name} ${what}: ${times.map(Math.round).join(', ')} ms`)
          const sorted = times.sort((a, b) => a - b)
          const figure = (value: number) => rounded(value, 0)
          figures.push(
            {
              name: `${name}.dev.${what}`,
              value: figure(sorted[Math.floor(sorted.length / 2)]!),
              unit: 'ms',
            },
            { name: `${name}.dev.${what}.most`, value: figure(sorted.at(-1)!), unit: 'ms' },
          )
        }
      } finally {
        await close()
      }
    }
  } finally {
    await dev.close()
  }
  return figures
}
