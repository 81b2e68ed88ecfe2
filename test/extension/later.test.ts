import { describe, expect, it } from 'vitest'
import { later } from '#extension/ui/later.ts'
import { failures } from '#extension/ui/live.ts'
import { speakIn } from '#extension/ui/spoken.ts'
import { speaker } from '#extension/ui/words.ts'

describe('a part that is loaded when it is needed', () => {
  it('is loaded once, and its words with it', async () => {
    await speakIn('nb')
    const { t } = speaker('nb')
    expect(t('popup.new')).toBe('Nytt tilbud')
    expect(t('make.discard')).toBe('make.discard')
    let times = 0
    const part = later(async () => ++times)
    expect(await Promise.all([part.load(), part.load()])).toEqual([1, 1])
    expect(await part.load()).toBe(1)
    expect(t('make.discard')).toBe('Forkast')
  })
  it('is named on the page where it does not come, and asked for again', async () => {
    const error = new TypeError('Failed to fetch dynamically imported module')
    let isThere = false
    const part = later(async () => {
      if (!isThere) throw error
      return 'here'
    })
    expect(await part.load()).toBeUndefined()
    expect(failures.get().map((failure) => failure.error)).toEqual([error])
    isThere = true
    expect(await part.load()).toBe('here')
    expect(failures.get()).toEqual([])
  })
})
