import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '#scripts/paths.ts'
import { run } from '#scripts/run.ts'
import { rounded, type Figure } from '#test/bench/bench.ts'

/** From samples to figures, and to the tables that people read. */

/** Samples by figure: `chromium.popup.open.100`. */
export type Samples = ReadonlyMap<string, readonly number[]>

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
}
const median = (values: readonly number[]) => quantile(values, 0.5)
const p95 = (values: readonly number[]) => quantile(values, 0.95)

/** Names whose samples give two figures, and one whose samples give the 95th percentile alone. */
const asBoth = /^(\w+)\.(popup\.key|search\.key)\.(.+)$/
const asP95 = /^(\w+)\.(customers\.sort)\.(.+)$/

const unitOf = (name: string) =>
  name.includes('memory') ? 'MB' : name.includes('reads') ? 'reads' : name.endsWith('script') ? 'kB' : 'ms'

/** Each figure from all its samples: the middle, and the 95th percentile where it counts. */
export function figuresOf(samples: Samples): Figure[] {
  return [...samples].flatMap(([name, values]) => {
    const figure = (as: string, value: number) => ({ name: as, value: rounded(value, 1), unit: unitOf(name) })
    const both = name.includes('.cold.') ? null : asBoth.exec(name)
    if (both)
      return both[2] === 'search.key'
        ? [figure(`${both[1]}.search.key.median.${both[3]}`, median(values)), figure(name, p95(values))]
        : [
            figure(`${both[1]}.${both[2]}.median.${both[3]}`, median(values)),
            figure(`${both[1]}.${both[2]}.p95.${both[3]}`, p95(values)),
          ]
    const high = asP95.exec(name)
    return [high ? figure(`${high[1]}.${high[2]}.p95.${high[3]}`, p95(values)) : figure(name, median(values))]
  })
}

/** What a figure has to keep: its name without browser and size, and how. */
type Goal = Readonly<{
  figure: string
  /** At most so many times the same at the smallest size. */
  ratio?: number
  /** At most this. */
  most?: number
  /** At most so many times another figure. */
  than?: readonly [times: number, figure: string]
}>

const goals: readonly Goal[] = [
  { figure: 'popup.open', ratio: 1.3 },
  { figure: 'dashboard.open', ratio: 1.3 },
  { figure: 'customers.open', ratio: 1.3 },
  { figure: 'offers.open', ratio: 1.3 },
  { figure: 'popup.key.p95', most: 16 },
  { figure: 'command', ratio: 2 },
  { figure: 'import.tilbud', than: [2, 'import.bare'] },
  { figure: 'import.gap', most: 50 },
  { figure: 'popup.script', most: 90 },
]

const shown = (value: number | undefined) =>
  value === undefined ? '' : Number.isFinite(value) ? String(value) : 'not in 60 s'

/** The goal of a row in words, and whether it is kept. */
function judged(
  goal: Goal | undefined,
  values: readonly (number | undefined)[],
  other: (figure: string) => number | undefined,
): string {
  if (!goal) return ''
  const [first, last] = [
    values.find((value) => value !== undefined),
    values.findLast((value) => value !== undefined),
  ]
  if (first === undefined || last === undefined) return ''
  const [text, kept] =
    goal.ratio !== undefined
      ? [`at most ${goal.ratio} x`, last <= goal.ratio * first]
      : goal.most !== undefined
        ? [`at most ${goal.most}`, last <= goal.most]
        : [
            `at most ${goal.than![0]} x ${goal.than![1]}`,
            last <= goal.than![0] * (other(goal.than![1]) ?? Number.NaN),
          ]
  return `${text}: ${kept ? 'kept' : 'missed'}`
}

/** A Markdown table: a row a figure, a column a size, the ratio of the largest to the smallest, the goal. */
export function tableOf(figures: readonly Figure[], sizes: readonly number[]): string {
  const known = new Map(figures.map(({ name, value }) => [name, value]))
  const units = new Map(figures.map(({ name, unit }) => [name.replace(/\.\d+$/, ''), unit]))
  const named = [...units.keys()].filter((name) => !name.includes('.reads.'))
  const rows = named.map((name) => {
    const isSized = sizes.some((size) => known.has(`${name}.${size}`))
    const values = isSized ? sizes.map((size) => known.get(`${name}.${size}`)) : [known.get(name)]
    const [browser, ...rest] = name.split('.')
    const [first, last] = [values[0], values.at(-1)]
    const ratio = values.length > 1 && first && last ? shown(rounded(last / first)) : ''
    const goal = goals.find(({ figure }) => figure === rest.join('.'))
    const verdict = judged(goal, values, (figure) => known.get(`${browser}.${figure}`))
    const cells = isSized ? values.map(shown) : [...sizes.slice(1).map(() => ''), shown(first)]
    return `| ${[name, units.get(name)!, ...cells, ratio, verdict].join(' | ')} |`
  })
  const head = ['figure', 'unit', ...sizes.map(String), 'ratio', 'goal']
  return [`| ${head.join(' | ')} |`, `| ${head.map(() => '---').join(' | ')} |`, ...rows].join('\n')
}

const file = join(root, 'docs/performance.md')
const [begin, end] = ['<!-- bench workspace -->', '<!-- end of bench workspace -->']

/** Puts a table into docs/performance.md, between its marks. */
export async function writeTable(text: string): Promise<void> {
  const before = await readFile(file, 'utf8')
  const [from, to] = [before.indexOf(begin), before.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`docs/performance.md has no marks ${begin}.`)
  await writeFile(file, `${before.slice(0, from + begin.length)}\n\n${text}\n\n${before.slice(to)}`)
  await run('oxfmt', ['--write', file])
}
