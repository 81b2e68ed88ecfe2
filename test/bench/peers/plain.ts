import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { rows } from '#test/bench/peers/rows.ts'
import { page } from '#test/bench/peers/template.ts'

/** The limit: reads the views, draws each and writes it, with nothing around it. `node plain.ts VIEWS OUT` */
const [views, out] = process.argv.slice(2) as [string, string]
for (const view of rows(views)) {
  const folder = join(out, view.folder)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'index.html'), page(view))
}
