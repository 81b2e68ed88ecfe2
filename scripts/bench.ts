import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '#scripts/paths.ts'
import type { Bench } from '#test/bench/bench.ts'

/** `npm run bench -- NAME [--json FILE] [further options]`: measures, prints a table, writes figures. */

const folder = join(root, 'test/bench')
const names = (await readdir(folder))
  .filter((file) => file.endsWith('.ts') && file !== 'bench.ts')
  .map((file) => file.replace(/\.ts$/, ''))

const text = { type: 'string' } as const
const { values, positionals } = parseArgs({
  options: {
    json: text,
    offers: text,
    rounds: text,
    dir: text,
    without: text,
    sizes: text,
    browsers: text,
    write: { type: 'boolean' },
  },
  allowPositionals: true,
})
const [name = ''] = positionals
if (!names.includes(name)) {
  console.error(
    `Usage: npm run bench -- NAME [--json FILE]\nNames: ${names.join(', ')}; options: --offers N, --rounds N, --dir FOLDER, --without NAME,NAME, --sizes N,N, --browsers NAME,NAME, --write`,
  )
  process.exit(1)
}

const { bench } = (await import(join(folder, `${name}.ts`))) as { bench: Bench }
const figures = await bench(values)
const width = Math.max(...figures.map((figure) => figure.name.length))
for (const figure of figures)
  console.log(`${figure.name.padEnd(width)}  ${String(figure.value).padStart(12)} ${figure.unit}`)
if (values.json) await writeFile(values.json, `${JSON.stringify({ figures }, null, 2)}\n`)
