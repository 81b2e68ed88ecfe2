import { rounded, type Figure } from '#test/bench/bench.ts'

/** From what was noted of long work to the figures and the table that people read. */

const units: Readonly<Record<string, string>> = { seconds: 's', stood: 's', gap: 'ms' }

/** @param noted values by name: `chromium.import.seconds.100000` */
export const longFigures = (noted: ReadonlyMap<string, number>): Figure[] =>
  [...noted].map(([name, value]) => {
    const kind = name.split('.').at(-2)!
    return { name, value: rounded(value, 1), unit: units[kind] ?? 'MB' }
  })

const columns = ['seconds', 'stood', 'gap', 'memory.before', 'memory.most', 'size'] as const
const heads = ['work', 'customers', 's', 'stood still, s', 'gap, ms', 'MB before', 'MB at most', 'file, MB']

/** A Markdown table: a row for each piece of work and size. */
export function longTable(figures: readonly Figure[], sizes: readonly number[]): string {
  const known = new Map(figures.map(({ name, value }) => [name, String(value)]))
  const works = [...new Set(figures.flatMap(({ name }) => /^(.*)\.gap\.\d+$/.exec(name)?.[1] ?? []))]
  const rows = works.flatMap((work) =>
    sizes
      .filter((size) => known.has(`${work}.gap.${size}`))
      .map((size) => [work, size, ...columns.map((each) => known.get(`${work}.${each}.${size}`) ?? '')]),
  )
  return [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
