import type * as HashWasm from 'hash-wasm'
import { afterEach, vi } from 'vitest'
import { cheap } from '#test/support/cost.ts'

/** Fails a test that pays for passphrases what a person does, half a second each, unless it says so. */

const paid = vi.hoisted(() => ({ dear: 0, mayBe: false }))

vi.mock('hash-wasm', async (original) => {
  const real = await original<typeof HashWasm>()
  const argon2id: typeof real.argon2id = (options) => {
    if (options.memorySize * options.iterations > cheap.memory * cheap.passes) paid.dear++
    return real.argon2id(options)
  }
  return { ...real, argon2id }
})

/** This test is about the real cost. */
export function payRealCost(): void {
  paid.mayBe = true
}

afterEach(() => {
  const { dear, mayBe } = paid
  Object.assign(paid, { dear: 0, mayBe: false })
  if (dear && !mayBe)
    throw new Error(`Real passphrases cost ${dear} times: hand on \`cheap\`, or call payRealCost().`)
})
