import type { Company } from '#core/model/company.ts'
import type { OfferKind } from '#core/model/terms.ts'
import type { User } from '#core/model/user.ts'

/** One thing that may be done. */
export const capabilities = [
  'company.edit',
  'workspace.backup',
  'catalogue.edit',
  'customer.edit',
  'offer.trial',
  'offer.purchase',
  'offer.delegation',
  'offer.withdraw',
  'publication.export',
  'reply.take',
  'reply.confirm',
] as const
export type Capability = (typeof capabilities)[number]

/** What making each kind of offer needs. */
export const offerCapability = {
  trial: 'offer.trial',
  purchase: 'offer.purchase',
  delegation: 'offer.delegation',
} as const satisfies Record<OfferKind, Capability>

/** Why something may not be done, and so who can change it. Screens have a sentence for each (`denied.REASON`). */
export const denials = ['inactive', 'globalOnly', 'needsRole', 'needsSupport', 'needsDelegatedAdministration'] as const
export type Denial = (typeof denials)[number]

type Who = Readonly<{ user: User; company: Company }>
type Rule = (who: Who) => Denial | null

const global: Rule = ({ user }) => (user.role === 'global' ? null : 'globalOnly')
const anyRole: Rule = ({ user }) => (user.role === null && user.support === 'none' ? 'needsRole' : null)
/** Administrative access to companies you support is what lets a user make offers. */
const support: Rule = ({ user }) => (user.support === 'none' ? 'needsSupport' : null)
const certified: Rule = ({ company }) =>
  company.authorisations.delegatedAdministration ? null : 'needsDelegatedAdministration'

/** The capability table: every rule must hold. */
const table: Readonly<Record<Capability, readonly Rule[]>> = {
  'company.edit': [global],
  'workspace.backup': [global],
  'catalogue.edit': [global],
  'customer.edit': [anyRole],
  'offer.trial': [support],
  'offer.purchase': [support],
  'offer.delegation': [support, certified],
  'offer.withdraw': [support],
  'publication.export': [support],
  'reply.take': [anyRole],
  'reply.confirm': [support],
}

/** Null when the user may; the first reason when not. */
export function denial(who: Who, capability: Capability): Denial | null {
  if (!who.user.active) return 'inactive'
  for (const rule of table[capability]) {
    const reason = rule(who)
    if (reason) return reason
  }
  return null
}
