import { moveDelegation, newRelationship } from '#core/workspace/delegations.ts'
import { good, type Bench } from '#test/core/workspace/support.ts'

/** A request as a person types it. */
export const request = {
  title: 'Mail flow delayed',
  description: 'Since Monday.',
  severity: 'moderate' as const,
  platform: 'microsoft365' as const,
  product: 'Exchange',
  contact: { name: 'Marte Nordvik', email: 'marte@nordlys-it.example', phone: '' },
}

/** Makes a customer's relationship active. */
export const activate = (bench: Bench, customerId: string, activatedOn = '2026-10-01', days = 365) =>
  good(
    moveDelegation(bench.context, {
      customerId,
      state: 'active',
      relationship: { ...newRelationship('Drift'), activatedOn, days },
    }),
  )
