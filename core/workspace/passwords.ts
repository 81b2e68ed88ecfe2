import * as v from 'valibot'
import { id, line } from '#core/model/schema.ts'
import { command } from '#core/workspace/command.ts'

/** Without look-alikes, so that it can be read out on the phone. */
const classes = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789'] as const
const all = classes.join('')

/** A symbol by chance, each as likely as every other. */
function pick(symbols: string): string {
  const limit = 256 - (256 % symbols.length)
  for (;;) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1)) as unknown as [number]
    if (byte < limit) return symbols[byte % symbols.length]!
  }
}

/**
 * A temporary password of four groups of four (about 92 bits), with capitals,
 * small letters and digits as Microsoft asks. It is shown once and never
 * stored: whoever calls this must forget it.
 */
export function temporaryPassword(): string {
  for (;;) {
    const symbols = Array.from({ length: 16 }, () => pick(all))
    if (classes.every((each) => symbols.some((symbol) => each.includes(symbol))))
      return symbols.join('').replace(/(.{4})(?=.)/g, '$1-')
  }
}

/** Writes down that somebody's password was reset at Microsoft: who, for whom, when; never the password. */
export const logPasswordReset = command({
  input: v.object({ customerId: id, person: line(254) }),
  may: null,
  async run(work, { customerId, person }) {
    work.require('password.reset', await work.get('customers', customerId))
    await work.log('passwordReset', { customerId, detail: { person } })
  },
})
