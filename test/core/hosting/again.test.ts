import { expect, it } from 'vitest'
import { pauseAfter } from '#core/hosting/again.ts'

it('waits longer each time until a run that failed is begun again, up to an hour', () => {
  const minutes = [1, 2, 3, 6, 7, 50].map((tries) => pauseAfter('hostUnreachable', tries)! / 60_000)
  expect(minutes).toEqual([1, 2, 4, 32, 60, 60])
})

it('never begins again what a person has to decide', () => {
  const codes = ['stopped', 'hostTaken', 'hostForeign', 'hostNotAllowed'] as const
  for (const code of codes) expect(pauseAfter(code, 1)).toBeNull()
})
