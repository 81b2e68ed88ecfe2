import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { examplePublication } from '#core/exchange/example/publication.ts'
import { hashOf } from '#core/publication/canonical.ts'
import { readPublication } from '#core/publication/read.ts'

let text: string
let lines: string[]
beforeAll(async () => {
  text = await examplePublication(22, '2026-11-02')
  lines = text.trimEnd().split('\n')
})

async function faults(file: string): Promise<string[]> {
  const read = await readPublication(file)
  return read.ok ? [] : read.faults.map((fault) => `${fault.line}: ${fault.what}`)
}

const changed = (index: number, change: (line: Record<string, never>) => void) => {
  const line = JSON.parse(lines[index]!)
  change(line)
  return `${lines.toSpliced(index, 1, JSON.stringify(line)).join('\n')}\n`
}

describe('a publication', () => {
  it('is read whole', async () => {
    const read = await readPublication(text)
    expect(read.ok && read.publication.offers.length).toBe(22)
  })
  it('with a changed price is refused with line, offer and remedy', async () => {
    const index = lines.findIndex((line) => line.includes('"amount"'))
    const file = lines.toSpliced(index, 1, lines[index]!.replace(/"amount":(\d+)/, '"amount":1')).join('\n') + '\n'
    const read = await readPublication(file)
    if (read.ok) throw new Error('it was read')
    expect(read.faults).toEqual([
      { line: index + 1, offer: expect.stringMatching(/^[0-9A-Z]{4}-/) as string, what: 'The offer was changed after it was frozen: its hash does not fit.', remedy: expect.stringContaining('Export') as string },
    ])
  })
  it('with two bindings in a line is refused: the one that was frozen, and the one that a page would show', async () => {
    const index = lines.findIndex((line) => line.includes('"amount"'))
    const binding = /^\{"binding":(.*),"hash":/.exec(lines[index]!)![1]!.replace(/"amount":\d+/g, '"amount":1')
    for (const line of [lines[index]!.replace(/\}$/, `,"binding":${binding}}`), lines[index]!.replace(',"hash":', `,"binding":${binding},"hash":`)]) {
      expect((JSON.parse(line) as { binding: unknown }).binding).toEqual(JSON.parse(binding))
      expect(await faults(`${lines.toSpliced(index, 1, line).join('\n')}\n`)).toEqual([`${index + 1}: The offer was changed after it was frozen: its hash does not fit.`])
    }
  })
  it('lists every fault, not the first alone', async () => {
    const broken = [...lines]
    broken[3] = 'nonsense'
    broken[5] = broken[4]!
    const found = await faults(`${broken.join('\n')}\n`)
    expect(found).toEqual(['4: The line is not JSON.', expect.stringContaining('6: The offer stands in line 5 already.')])
  })
  it('that was cut off, emptied or is something else is refused', async () => {
    expect((await faults(text.slice(0, -50))).length).toBeGreaterThan(0)
    expect(await faults(`${lines.slice(0, -1).join('\n')}\n`)).toEqual(['23: The header promises 22 offers, the file has 21.'])
    expect((await faults('')).length).toBeGreaterThan(0)
    expect((await faults('{}\n'))[0]).toContain('1: This is no publication header')
    expect((await faults(lines[0]!))[0]).toBeDefined()
  })
  it('of a newer Tilbud says so', async () => {
    expect(await faults(changed(0, (header) => Object.assign(header, { format: 2 })))).toEqual(['1: The file was made by a newer Tilbud.'])
    expect(await faults(changed(0, (header) => Object.assign(header, { template: 99 })))).toEqual(['1: The file was made by a newer Tilbud.'])
  })
  it('with more than the format has is refused: nothing unknown reaches a page', async () => {
    expect((await faults(changed(1, (company) => Object.assign(company, { note: 'x' }))))[0]).toContain('2: The company is not complete')
  })
  it('with a script where a link belongs is refused', async () => {
    for (const website of ['javascript:alert(1)', 'data:text/html,x', 'http://a.example', '//a.example'])
      expect((await faults(changed(1, (company) => Object.assign(company, { website })))).length, website).toBe(1)
    expect((await faults(changed(1, (company) => Object.assign(company, { colour: 'red;}*{display:none' })))).length).toBe(1)
    expect((await faults(changed(1, (company) => Object.assign(company, { logo: 'data:image/svg+xml,<svg onload=alert(1)>' })))).length).toBe(1)
  })
  it('keeps markup as text, for pages to escape', async () => {
    const index = lines.findIndex((line) => line.includes('"message":"T'))
    const line = JSON.parse(lines[index]!) as { binding: { terms: { message: string } }; hash: string }
    line.binding.terms.message = '<script>alert(1)</script>'
    line.hash = await hashOf(line.binding)
    const read = await readPublication(`${lines.toSpliced(index, 1, JSON.stringify(line)).join('\n')}\n`)
    expect(read.ok).toBe(true)
  })
  it('of any nonsense never throws', async () => {
    await fc.assert(fc.asyncProperty(fc.string({ maxLength: 2000 }), async (nonsense) => {
      expect((await readPublication(nonsense)).ok).toBe(false)
    }))
    await fc.assert(fc.asyncProperty(fc.nat(text.length - 1), fc.string({ minLength: 1, maxLength: 3 }), async (at, with_) => {
      const file = text.slice(0, at) + with_ + text.slice(at + with_.length)
      const read = await readPublication(file)
      // A letter of the company's presentation may change: it is outside the hash.
      if (read.ok && file !== text) expect(file.split('\n').filter((line, index) => line !== text.split('\n')[index]).length).toBe(1)
    }), { numRuns: 300 })
  })
})
