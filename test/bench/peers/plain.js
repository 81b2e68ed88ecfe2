import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { page } from './template.js'

/** The limit: reads the views, draws each and writes it, with nothing around it. `node plain.js VIEWS OUT` */
const [views, out] = process.argv.slice(2)
for (const view of JSON.parse(readFileSync(views, 'utf8'))) {
  const folder = join(out, view.folder)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'index.html'), page(view))
}
