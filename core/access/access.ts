import type { Company } from '#core/model/company.ts'
import { isDelegated, type DelegationState } from '#core/model/kinds.ts'
import type { OfferKind } from '#core/model/terms.ts'
import type { User } from '#core/model/user.ts'

/** One thing that may be done. */
export const capabilities = [
  'company.edit',
  'workspace.backup',
  'catalog.edit',
  'portal.edit',
  'staff.edit',
  'staff.roles',
  'customer.edit',
  'customer.import',
  'delegation.edit',
  'subscription.view',
  'subscription.edit',
  'request.edit',
  'password.reset',
  'portal.open',
  'key.manage',
  'partnerOfRecord.ask',
  'offer.trial',
  'offer.purchase',
  'offer.delegation',
  'offer.advisorLink',
  'offer.draft',
  'offer.send',
  'offer.withdraw',
  'template.edit',
  'recipient.move',
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
export const denials = [
  'inactive',
  'globalOnly',
  'needsUserManagement',
  'needsRole',
  'needsSupport',
  'needsFullSupport',
  'needsDelegatedAdministration',
  'needsManagement',
  'needsAdvisor',
  'needsDelegation',
  'notIn21Vianet',
  'customerChosen',
] as const
export type Denial = (typeof denials)[number]

/** Who acts, and for whom. */
export type Who = Readonly<{
  user: User
  company: Company
  /** A customer is chosen in this window: its people and the staff must not be confused. */
  customerChosen?: boolean
  /** Of the customer that it is done for, today. Without one, no customer has delegated anything. */
  delegation?: DelegationState
}>
type Rule = (who: Who) => Denial | null

const global: Rule = ({ user }) => (user.role === 'global' ? null : 'globalOnly')
const staffManager: Rule = ({ user }) =>
  user.role === 'global' || user.role === 'userManagement' ? null : 'needsUserManagement'
const anyRole: Rule = ({ user }) => (user.role === null && user.support === 'none' ? 'needsRole' : null)
/** Administrative access to companies you support is what lets a user make offers. */
const support: Rule = ({ user }) => (user.support === 'none' ? 'needsSupport' : null)
const full: Rule = ({ user }) => (user.support === 'full' ? null : 'needsFullSupport')
const certified: Rule = ({ company }) =>
  company.authorisations.delegatedAdministration ? null : 'needsDelegatedAdministration'
const manager: Rule = ({ company: { authorisations } }) =>
  authorisations.delegatedAdministration || authorisations.serviceProvider ? null : 'needsManagement'
const advisor: Rule = ({ company }) => (company.authorisations.subscriptionAdvisor ? null : 'needsAdvisor')
const delegated: Rule = ({ delegation = 'none' }) => (isDelegated(delegation) ? null : 'needsDelegation')
const worldwide: Rule = ({ company }) => (company.cloud === 'worldwide' ? null : 'notIn21Vianet')
const noCustomer: Rule = ({ customerChosen }) => (customerChosen ? 'customerChosen' : null)

/** The capability table: every rule must hold, and the first that does not is the reason. */
const table: Readonly<Record<Capability, readonly Rule[]>> = {
  'company.edit': [global],
  'workspace.backup': [global],
  'catalog.edit': [global],
  'portal.edit': [global],
  'staff.edit': [staffManager, noCustomer],
  'staff.roles': [global, noCustomer],
  'customer.edit': [anyRole],
  'customer.import': [anyRole],
  'delegation.edit': [certified, full],
  'subscription.view': [manager, support],
  'subscription.edit': [manager, full],
  'request.edit': [manager, support, delegated],
  'password.reset': [worldwide, manager, support, delegated],
  'portal.open': [manager, support],
  'key.manage': [worldwide, advisor, full],
  'partnerOfRecord.ask': [worldwide, advisor, support],
  'offer.trial': [support],
  'offer.purchase': [support],
  'offer.delegation': [support, certified],
  'offer.advisorLink': [support, advisor],
  'offer.draft': [support],
  'offer.send': [support],
  'offer.withdraw': [support],
  'template.edit': [support],
  'recipient.move': [support],
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
