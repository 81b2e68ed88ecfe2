import { expect, it } from 'vitest'
import { figuresOf, tableOf } from '#test/bench/workspace/report.ts'

const samples = new Map([
  ['chromium.popup.open.100', [100, 120, 110]],
  ['chromium.popup.open.10000', [130, 150, 140]],
  ['chromium.popup.key.100', [...Array.from({ length: 19 }, () => 4), 20]],
  ['chromium.popup.key.10000', [5, 5, 5]],
  ['chromium.popup.key.cold.100', [30]],
  ['chromium.customers.sort.100', [Infinity]],
])

it('makes a median of samples, and the 95th percentile where it counts', () => {
  expect(figuresOf(samples).map(({ name, value }) => [name, value])).toEqual([
    ['chromium.popup.open.100', 110],
    ['chromium.popup.open.10000', 140],
    ['chromium.popup.key.median.100', 4],
    ['chromium.popup.key.p95.100', 20],
    ['chromium.popup.key.median.10000', 5],
    ['chromium.popup.key.p95.10000', 5],
    ['chromium.popup.key.cold.100', 30],
    ['chromium.customers.sort.p95.100', Infinity],
  ])
})

it('sets sizes side by side, with the ratio and the goal', () => {
  const rows = tableOf(figuresOf(samples), [100, 10_000]).split('\n')
  expect(rows).toContain('| chromium.popup.open | ms | 110 | 140 | 1.27 | at most 1.3 x: kept |')
  expect(rows).toContain('| chromium.popup.key.p95 | ms | 20 | 5 | 0.25 | at most 16: kept |')
  expect(rows).toContain('| chromium.customers.sort.p95 | ms | not in 60 s |  |  |  |')
})
