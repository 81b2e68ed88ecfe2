import { examplePublication } from '#core/exchange/example/publication.ts'
import { hashOf } from '#core/publication/canonical.ts'
import { readPublication } from '#core/publication/read.ts'
import { median, rounded, type Bench } from '#test/bench/bench.ts'

/**
 * Reading a publication with all its checks, beside parsing the same JSON and
 * beside hashing it alone: where the time of a check goes.
 */
export const bench: Bench = async ({ offers = '1000' }) => {
  const text = await examplePublication(Number(offers), '2026-11-02')
  const lines = text.trimEnd().split('\n')
  const read = await median(async () => {
    if (!(await readPublication(text)).ok) throw new Error('The publication has faults.')
  })
  const parse = await median(async () => lines.map((line) => JSON.parse(line) as unknown))
  const bindings = lines.flatMap((line) => (JSON.parse(line) as { binding?: { code: string } }).binding ?? [])
  const hash = await median(async () => {
    for (const binding of bindings) await hashOf(binding)
  })
  return [
    { name: 'publication.offers', value: Number(offers), unit: 'offers' },
    { name: 'publication.read', value: rounded(read), unit: 'ms' },
    { name: 'publication.parse', value: rounded(parse), unit: 'ms' },
    { name: 'publication.hash', value: rounded(hash), unit: 'ms' },
    { name: 'publication.read/parse', value: rounded(read / parse), unit: 'x' },
  ]
}
