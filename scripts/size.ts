/** Prints what the example's pages and the popup weigh. `npm run size`, after `npm run build`. */
import { join } from 'node:path'
import { root } from '#scripts/paths.ts'
import { budget, popupBudget, weighAll, weighPopup } from '#scripts/weight.ts'

const weights = await weighAll(join(root, 'dist/site'))
const columns = ['html', 'css', 'script', 'logo', 'total', 'sealing', 'requests'] as const
const row = (cells: readonly (string | number)[]) =>
  console.log(
    cells.map((cell, index) => (index ? String(cell).padStart(9) : String(cell).padEnd(38))).join(''),
  )
row(['bytes after gzip', ...columns])
for (const weight of weights) row([weight.page, ...columns.map((column) => weight[column])])
row(['at most', '', '', '', budget.logo, budget.total, budget.sealing, ''])
console.log(
  `HTML, CSS and script together at most ${budget.document}; the heaviest page has ${Math.max(...weights.map(({ html, css, script }) => html + css + script))}.`,
)

const popup = await weighPopup(join(root, 'dist/chromium'))
console.log(`The popup has ${popup} bytes of script before it can be used, of at most ${popupBudget}.`)
if (popup > popupBudget) process.exitCode = 1
