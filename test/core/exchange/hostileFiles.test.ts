import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode, readTable, writeTable } from '#core/exchange/csv.ts'
import { readCustomerRows } from '#core/exchange/customerFile.ts'
import { mailParts, onlyReplies } from '#core/exchange/mailFile.ts'
import { readSubscriptionRows } from '#core/exchange/subscriptionFile.ts'
import { Problem } from '#core/model/problem.ts'
import { root } from '#scripts/paths.ts'
import { outlook } from '#test/core/exchange/outlook.ts'

const folder = join(root, 'test/core/exchange/mails')
const names = await readdir(folder)
const samples = [
  ...(await Promise.all(names.map(async (name) => new Uint8Array(await readFile(join(folder, name)))))),
  outlook({ '1000': 'Dere godtar.', '1013': '<p>Dere godtar.</p>', '5D01': 'kari@fjordbygg.example' }),
]

/** A file with some bytes changed, taken out or put in again elsewhere. */
const changed = fc
  .tuple(
    fc.constantFrom(...samples),
    fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.nat(3)), { minLength: 1, maxLength: 20 }),
  )
  .map(([file, changes]) => {
    const bytes = [...file]
    for (const [at, byte, how] of changes) {
      const place = at % (bytes.length || 1)
      if (how === 0) bytes.splice(place, 1 + byte)
      else if (how === 1) bytes.splice(place, 0, ...bytes.slice(at % 97, (at % 97) + byte))
      else bytes[place] = byte
    }
    return new Uint8Array(bytes)
  })
const anyBytes = fc.uint8Array({ maxLength: 4000 }).map((bytes) => new Uint8Array(bytes))

describe('a file from a stranger', () => {
  it('of whatever bytes gives texts of its mails, or is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(changed, anyBytes), async (bytes) => {
        const parts = mailParts(bytes)
        expect(parts.length).toBeGreaterThan(0)
        expect(new Set(parts.map(({ at }) => at)).size).toBe(parts.length)
        for (const read of await Promise.allSettled(parts.map((part) => part.read()))) {
          if (read.status === 'rejected') expect(read.reason).toBeInstanceOf(Error)
          else expect(typeof onlyReplies(read.value.text)).toBe('string')
        }
      }),
      { numRuns: 400 },
    )
  })

  it('that is a list is read as rows, or refused by a problem with a name', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom('1,000', '=1', '"', 'Navn', '31.12.2026', '\ufeff', '\n', ';;', '"a";"b'),
    )
    const heading = fc.constantFrom(
      'Navn',
      'Domene',
      'Kunde',
      'Produkt',
      'Antall',
      'Sluttdato',
      'Microsoft ID',
      '__proto__',
      'constructor',
      '',
    )
    const list = fc
      .tuple(
        fc.array(heading, { minLength: 1, maxLength: 6 }),
        fc.array(fc.array(cell, { maxLength: 7 }), { maxLength: 8 }),
        fc.constantFrom(';', ',', '\t'),
      )
      .map(([headings, rows, separator]) => [headings, ...rows].map((row) => row.join(separator)).join('\n'))
    fc.assert(
      fc.property(fc.oneof(list, anyBytes.map(decode)), (text) => {
        for (const read of [readCustomerRows, readSubscriptionRows])
          try {
            for (const { number } of read(readTable(text))) expect(number).toBeGreaterThan(1)
          } catch (error) {
            expect(error).toBeInstanceOf(Problem)
          }
      }),
      { numRuns: 500 },
    )
  })

  it('that we wrote ourselves gives every cell back', () => {
    const text = fc
      .string({ unit: 'binary', maxLength: 20 })
      .filter((each) => each === each.trim() && !each.includes('\r'))
    fc.assert(
      fc.property(fc.array(fc.tuple(text.filter(Boolean), text), { minLength: 1, maxLength: 5 }), (rows) => {
        const read = readTable(writeTable(['a', 'b'], rows)).rows.map(({ cells }) => [cells['a'], cells['b']])
        expect(read).toEqual(rows)
      }),
      { numRuns: 300 },
    )
  })
})
