import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newest } from '#extension/ui/search/newest.ts'

/** A search whose queries are answered, and whose live queries tell of changes, when the test says so. */
function slowSearch() {
  const asked: { key: string; answer: (value: string) => Promise<void>; fail: () => Promise<void> }[] = []
  const followed: { tell: (value: string) => void; isOpen: boolean }[] = []
  const shown: string[] = []
  const failed: unknown[] = []
  const observe = <T>() => ({
    subscribe({ next }: { next: (value: T) => void }) {
      const entry = { tell: (value: string) => entry.isOpen && next(value as T), isOpen: true }
      followed.push(entry)
      return { unsubscribe: () => (entry.isOpen = false) }
    },
  })
  const search = newest<string, string>(observe, {
    shown: (key, value) => shown.push(`${key}: ${value}`),
    failed: (error) => failed.push(error),
  })
  const query = (key: string) => {
    const { promise, resolve, reject } = Promise.withResolvers<string>()
    asked.push({
      key,
      async answer(value) {
        resolve(value)
        await vi.advanceTimersByTimeAsync(0)
      },
      async fail() {
        reject(new Error('broken'))
        await vi.advanceTimersByTimeAsync(0)
      },
    })
    return promise
  }
  return { asked, followed, shown, failed, type: (key: string) => search.ask(key, query), end: search.end }
}

const calm = () => vi.advanceTimersByTimeAsync(1000)

describe('a search while somebody types', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('runs once at a time, and the newest wins', async () => {
    const { asked, shown, type } = slowSearch()
    for (const text of ['a', 'ab', 'abc']) type(text)
    expect(asked.map(({ key }) => key)).toEqual(['a'])
    await asked[0]!.answer('many')
    // Neither what is old by now nor what nobody asks for any more.
    expect(shown).toEqual([])
    expect(asked.map(({ key }) => key)).toEqual(['a', 'abc'])
    await asked[1]!.answer('few')
    expect(shown).toEqual(['abc: few'])
  })

  it('follows what was found, once nobody types on, until something else is asked for', async () => {
    const { asked, followed, shown, type } = slowSearch()
    type('a')
    await asked[0]!.answer('one')
    expect(followed).toHaveLength(0)
    await calm()
    followed[0]!.tell('one')
    followed[0]!.tell('two')
    type('b')
    followed[0]!.tell('three')
    await asked[1]!.answer('four')
    // What is the same as before is not told again.
    expect(shown).toEqual(['a: one', 'a: two', 'b: four'])
  })

  it('tells what has changed before it was followed', async () => {
    const { asked, followed, shown, type } = slowSearch()
    type('a')
    await asked[0]!.answer('one')
    await calm()
    followed[0]!.tell('two')
    expect(shown).toEqual(['a: one', 'a: two'])
  })

  it('follows nothing that nobody stayed at', async () => {
    const { asked, followed, type } = slowSearch()
    type('a')
    await asked[0]!.answer('one')
    type('ab')
    await asked[1]!.answer('two')
    await calm()
    expect(followed).toHaveLength(1)
  })

  it('goes on after one that failed', async () => {
    const { asked, shown, failed, type } = slowSearch()
    type('a')
    await asked[0]!.fail()
    expect(failed).toEqual([new Error('broken')])
    type('b')
    await asked[1]!.answer('found')
    expect(shown).toEqual(['b: found'])
  })

  it('says nothing once it is over', async () => {
    const { asked, followed, shown, type, end } = slowSearch()
    type('a')
    type('b')
    end()
    await asked[0]!.answer('late')
    await calm()
    expect(shown).toEqual([])
    expect(asked).toHaveLength(1)
    expect(followed).toHaveLength(0)
  })
})
