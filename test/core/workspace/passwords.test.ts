import { beforeEach, describe, expect, it } from 'vitest'
import { logPasswordReset, temporaryPassword } from '#core/workspace/passwords.ts'
import { activate } from '#test/core/workspace/delegated.ts'
import { Bench, good } from '#test/core/workspace/support.ts'

let bench: Bench
let fjord: string
beforeEach(async () => {
  bench = await Bench.start()
  fjord = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
})

describe('a temporary password', () => {
  it('is new each time, keeps Microsoft’s classes, and is in no record', async () => {
    const made = Array.from({ length: 200 }, temporaryPassword)
    expect(new Set(made).size).toBe(200)
    for (const each of made) {
      expect(each).toMatch(/^([A-HJ-NP-Za-km-z2-9]{4}-){3}[A-HJ-NP-Za-km-z2-9]{4}$/)
      expect(each).toMatch(/[A-Z]/)
      expect(each).toMatch(/[a-z]/)
      expect(each).toMatch(/[2-9]/)
    }
    await activate(bench, fjord)
    await good(logPasswordReset(bench.context, { customerId: fjord, person: 'kari@fjordbygg.example' }))
    const lines = await bench.db.at('activity').toArray()
    expect(lines.at(-1) ?? lines[0]).toBeDefined()
    expect(lines.find(({ action }) => action === 'passwordReset')?.detail).toEqual({
      person: 'kari@fjordbygg.example',
    })
  })
})
