import type { KeyState, ProductKey } from '#core/model/productKey.ts'

/** The state that people see of a product key on a date. */
export const keyStateAt = (key: Pick<ProductKey, 'state' | 'expiresOn'>, date: string): KeyState =>
  key.state !== 'redeemed' && key.expiresOn !== null && key.expiresOn < date ? 'expired' : key.state
