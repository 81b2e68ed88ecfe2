import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { root } from '#scripts/paths.ts'

const source = readFile(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8')

type Finding = { id: string; nodes: { target: string[]; failureSummary?: string }[] }

/** Themes and widths that pages and screens are looked at in. */
export const looksIn = (browser: 'chromium' | 'firefox') =>
  browser === 'chromium'
    ? ([
        ['light', 1280],
        ['dark', 1280],
        ['light', 360],
        ['dark', 360],
      ] as const)
    : ([
        ['light', 1280],
        ['light', 360],
      ] as const)

/** Brings every change of colour or place to its end: a button that has just appeared is still on its way. */
export const settle = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (let round = 0; round < 3; round++) {
      await new Promise((resolve) => setTimeout(resolve, 40))
      for (const animation of document.getAnimations()) {
        // A spinner never ends.
        if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish()
      }
    }
  })

/** What axe finds on a page, in all of WCAG 2.2 A and AA and its best practices, as readable lines. */
export async function axe(page: Page): Promise<string[]> {
  await settle(page)
  // Given to the page by the driver, which its policy does not bind.
  await page.evaluate(await source)
  const violations = await page.evaluate(async () => {
    const { run } = (
      globalThis as unknown as { axe: { run: (options: object) => Promise<{ violations: Finding[] }> } }
    ).axe
    const { violations: found } = await run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return found.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ target, failureSummary }) => ({ target, failureSummary })),
    }))
  })
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.flat().join(' ')} ${failureSummary}`),
  )
}

/** Whether something is wider than the window: a page must not scroll sideways. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Buttons, links and fields without a name. axe misses those whose role comes from ElementInternals. Chromium only. */
export async function nameless(page: Page): Promise<string[]> {
  type Node = { role: string; name?: string; children?: Node[] }
  const tree = (await page.accessibility.snapshot()) as Node | null
  const walk = (node: Node): string[] => [
    ...(/^(button|link|textbox|searchbox|combobox|checkbox|radio|spinbutton)$/.test(node.role) &&
    !node.name?.trim()
      ? [node.role]
      : []),
    ...(node.children ?? []).flatMap(walk),
  ]
  return tree ? walk(tree) : ['no tree']
}
