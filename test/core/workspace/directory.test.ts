import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wordsOf } from '#core/locale/fold.ts'
import { Directory } from '#core/workspace/directory.ts'

type Known = Readonly<{ id: string; text: string }>

/** Customers in shards of three. */
function directoryOf(customers: readonly Known[]): Directory {
  const directory = new Directory()
  for (let id = 0; 3 * id < customers.length; id++) {
    const own = customers.slice(3 * id, 3 * id + 3)
    const lines = own.map(({ text }) => ` ${wordsOf(text).join(' ')}`)
    directory.set(id, { id, ids: own.map((each) => each.id).join('\n'), lines: lines.join('\n') })
  }
  return directory
}

/** The same without any art. */
function plainly(customers: readonly Known[], typed: string, limit: number): string[] {
  const parts = wordsOf(typed)
  if (!parts.length) return []
  const isFound = (fits: (word: string, part: string) => boolean) => (customer: Known) =>
    parts.every((part) => wordsOf(customer.text).some((word) => fits(word, part)))
  const first = customers.filter(isFound((word, part) => word.startsWith(part)))
  const then = customers.filter(isFound((word, part) => word.includes(part)))
  return [...new Set([...first, ...then].map(({ id }) => id))].slice(0, limit)
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'å', 'c'), minLength: 1, maxLength: 4 })
const text = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))
const customers = fc
  .array(text, { maxLength: 20 })
  .map((texts) => texts.map((each, index) => ({ id: `c${index}`, text: each })))

describe('customers in memory', () => {
  it('are found by the beginnings and then by parts of their words, whatever was typed before', () => {
    fc.assert(
      fc.property(
        customers,
        fc.array(text, { maxLength: 3 }),
        fc.integer({ min: 1, max: 5 }),
        (all, typed, limit) => {
          const directory = directoryOf(all)
          for (const whole of typed)
            for (let end = 1; end <= whole.length; end++) {
              const asked = whole.slice(0, end)
              expect(directory.find(asked, limit)).toEqual(plainly(all, asked, limit))
            }
        },
      ),
    )
  })

  it('are found as they are by now', () => {
    const directory = directoryOf([{ id: 'a', text: 'Fjord Bygg' }])
    expect(directory.find('bygg', 20)).toEqual(['a'])
    directory.set(1, { id: 1, ids: 'b', lines: ' tind bygg' })
    expect(directory.find('bygg', 20)).toEqual(['a', 'b'])
    directory.set(0, undefined)
    expect(directory.find('bygg', 20)).toEqual(['b'])
  })
})
