import { describe, expect, it } from 'vitest'
import { newest } from '#extension/ui/search/newest.ts'

/** A search whose queries are answered when the test says so. */
function slowSearch() {
  const running: {
    key: string
    answer: (value: string) => void
    fail: (error: unknown) => void
    open: boolean
  }[] = []
  const shown: string[] = []
  const failed: unknown[] = []
  // As a live query: it may answer again until it is ended.
  const observe = <T>(query: () => Promise<T>) => ({
    subscribe({ next, error }: { next: (value: T) => void; error: (error: unknown) => void }) {
      void query()
      const entry = running.at(-1)!
      Object.assign(entry, {
        answer: (value: string) => entry.open && next(value as T),
        fail: (reason: unknown) => entry.open && error(reason),
      })
      return {
        unsubscribe() {
          entry.open = false
        },
      }
    },
  })
  const search = newest<string, string>(observe, {
    shown: (key, value) => shown.push(`${key}: ${value}`),
    failed: (error) => failed.push(error),
  })
  const query = async (key: string) => {
    running.push({ key, answer: () => {}, fail: () => {}, open: true })
    return key
  }
  return { running, shown, failed, type: (key: string) => search.ask(key, query), end: search.end }
}

describe('a search while somebody types', () => {
  it('runs once at a time, and the newest wins', () => {
    const { running, shown, type } = slowSearch()
    for (const text of ['a', 'ab', 'abc']) type(text)
    expect(running.map(({ key }) => key)).toEqual(['a'])
    running[0]!.answer('many')
    // Neither what is old by now nor what nobody asks for any more.
    expect(shown).toEqual([])
    expect(running.map(({ key }) => key)).toEqual(['a', 'abc'])
    running[1]!.answer('few')
    expect(shown).toEqual(['abc: few'])
  })

  it('follows what was found until something else is asked for', () => {
    const { running, shown, type } = slowSearch()
    type('a')
    running[0]!.answer('one')
    running[0]!.answer('two')
    type('b')
    running[0]!.answer('three')
    running[1]!.answer('four')
    expect(shown).toEqual(['a: one', 'a: two', 'b: four'])
  })

  it('goes on after one that failed', () => {
    const { running, shown, failed, type } = slowSearch()
    type('a')
    running[0]!.fail('broken')
    expect(failed).toEqual(['broken'])
    type('b')
    running[1]!.answer('found')
    expect(shown).toEqual(['b: found'])
  })

  it('says nothing once it is over', () => {
    const { running, shown, type, end } = slowSearch()
    type('a')
    type('b')
    end()
    running[0]!.answer('late')
    expect(shown).toEqual([])
    expect(running).toHaveLength(1)
  })
})
