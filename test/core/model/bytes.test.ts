import { describe, expect, it } from 'vitest'
import { newId } from '#core/model/bytes.ts'

describe('an identifier', () => {
  it('begins with its time, so that later ones come after earlier ones, and none comes twice', async () => {
    const before = Date.now()
    const earlier = Array.from({ length: 1000 }, newId)
    const after = Date.now()
    await new Promise((resolve) => setTimeout(resolve, 2))
    const later = Array.from({ length: 1000 }, newId)
    expect(new Set([...earlier, ...later]).size).toBe(2000)
    expect(earlier.toSorted().at(-1)! < later.toSorted()[0]!).toBe(true)
    for (const id of earlier) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      const time = Number.parseInt(id.slice(0, 13).replace('-', ''), 16)
      expect(time).toBeGreaterThanOrEqual(before)
      expect(time).toBeLessThanOrEqual(after)
    }
  })
})
