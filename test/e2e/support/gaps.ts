import type { Page } from 'puppeteer-core'
import {
  collectDrawn,
  type Drawn,
  type DrawnBox,
  type DrawnText,
  type Rect,
} from '#test/e2e/support/drawn.ts'

/** Between texts of neighbouring cells, controls and other boxes in one row, in CSS px. */
const betweenTexts = 8
/** Between the parts of one control, such as a word and its count. */
const withinControl = 4
/** Between two drawn boxes. Less looks like one. */
const betweenBoxes = 2

/** One control each, whose parts touch because they belong together. */
const joined = '.stepper, .segments'

const gap = (a: Rect, b: Rect) => Math.max(a.left, b.left) - Math.min(a.right, b.right)
const height = (a: Rect) => a.bottom - a.top
const shared = (a: Rect, b: Rect) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)

/** Every two of one layer of which the second begins above the end of the first, with `reach` px to spare. */
function* neighbours<T extends Rect & { layer: number }>(
  all: readonly T[],
  reach: number,
): Generator<readonly [T, T]> {
  const sorted = [...all].sort((a, b) => a.top - b.top)
  for (const [index, first] of sorted.entries()) {
    for (let next = index + 1; next < sorted.length && sorted[next]!.top < first.bottom + reach; next++) {
      if (sorted[next]!.layer === first.layer) yield [first, sorted[next]!]
    }
  }
}

function closeTexts(a: DrawnText, b: DrawnText): string[] {
  if (a.block === b.block || shared(a, b) <= Math.min(height(a), height(b)) / 2) return []
  const least = a.control && a.control === b.control ? withinControl : betweenTexts
  return gap(a, b) < least - 0.5 ? [`«${a.text}» and «${b.text}» are ${Math.round(gap(a, b))} px apart`] : []
}

function touchingBoxes(a: DrawnBox, b: DrawnBox): string[] {
  if (a.within.includes(b.id) || b.within.includes(a.id)) return []
  const beside = gap(a, b)
  const below = -shared(a, b)
  // Two that meet at a corner are in no row or column.
  if (beside >= betweenBoxes || below >= betweenBoxes || (beside > -2 && below > -2)) return []
  return [`${a.name} and ${b.name} touch (${Math.round(Math.max(beside, below))} px)`]
}

/** What a person would call crowded or cut off, in words. */
export function crowded({ texts, boxes, cut }: Drawn): string[] {
  const found = [
    ...cut,
    ...[...neighbours(texts, 0)].flatMap(([a, b]) => closeTexts(a, b)),
    ...[...neighbours(boxes, betweenBoxes)].flatMap(([a, b]) => touchingBoxes(a, b)),
  ]
  return [...new Set(found)]
}

/** What is crowded or cut off on a page as it stands. */
export const gapFaults = async (page: Page): Promise<string[]> =>
  crowded(await page.evaluate(collectDrawn, joined))
