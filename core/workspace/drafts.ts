import * as v from 'valibot'
import { findProduct, productsFor, type Product } from '#core/catalog/products.ts'
import { defaultGrant } from '#core/catalog/roles.ts'
import { addDays, today } from '#core/clock/clock.ts'
import { newId } from '#core/model/bytes.ts'
import type { Company } from '#core/model/company.ts'
import type { Customer } from '#core/model/customer.ts'
import { trialDays, trialLicences } from '#core/model/limits.ts'
import { draftSchema, linksEarlier, type Draft, type Offer, type Version } from '#core/model/offer.ts'
import { withCount } from '#core/model/range.ts'
import type { ReplyContent } from '#core/model/reply.ts'
import { id } from '#core/model/schema.ts'
import type { Line, OfferKind, PurchaseTerms, Terms } from '#core/model/terms.ts'
import type { Database } from '#core/storage/database.ts'
import { command } from '#core/workspace/command.ts'

/** A purchase line with what Tilbud proposes: one licence a user, any number up to the cap, a year. */
export function newLine(product: Pick<Product, 'skuId' | 'name' | 'cap'>, count = 1): Line {
  return {
    id: newId(),
    product: { skuId: product.skuId, name: product.name },
    count,
    min: 1,
    max: product.cap ?? Math.max(1000, count),
    term: 'P1Y',
    price: null,
  }
}

/** Terms of a new offer, with every default filled in. */
export function newTerms(kind: OfferKind, company: Company, customer: Customer | null, now: number): Terms {
  const country = customer?.country ?? company.country
  const common = {
    language: customer?.language ?? company.language,
    country,
    lastDay: addDays(today(now, company.timeZone), company.validDays),
    timeZone: company.timeZone,
    message: '',
  }
  const delegation = company.authorisations.delegatedAdministration ? defaultGrant : null
  switch (kind) {
    case 'trial': {
      const { skuId, name } = productsFor(country).find((product) => product.trial)!
      return {
        kind,
        ...common,
        product: { skuId, name },
        licences: trialLicences,
        days: trialDays,
        delegation,
      }
    }
    case 'purchase':
      return {
        kind,
        ...common,
        billedBy: company.selling === 'advisor' ? 'microsoft' : 'partner',
        currency: company.currency,
        vatIncluded: company.vatIncluded,
        lines: [],
        delegation,
      }
    case 'delegation':
      return { kind, ...common, grant: defaultGrant }
  }
}

/** A draft of a new offer. */
export function newDraft(kind: OfferKind, company: Company, customer: Customer | null, now: number): Draft {
  return {
    id: newId(),
    offerId: null,
    audience: 'one',
    officeId: company.offices[0]!.id,
    customerIds: customer ? [customer.id] : [],
    showAddressee: false,
    terms: newTerms(kind, company, customer, now),
    step: customer ? 'what' : 'who',
    updatedAt: new Date(now).toISOString(),
  }
}

/** The draft of the next version: the same terms, valid as long again. */
export function nextDraft(
  version: Version,
  offer: Pick<Offer, 'id' | 'audience' | 'officeId' | 'linkEarlier'>,
  customerIds: string[],
  company: Company,
  now: number,
): Draft {
  return {
    id: newId(),
    offerId: offer.id,
    audience: offer.audience,
    officeId: offer.officeId,
    customerIds,
    showAddressee: version.binding.addressee !== null,
    linkEarlier: linksEarlier(offer),
    terms: { ...version.binding.terms, lastDay: addDays(today(now, company.timeZone), company.validDays) },
    step: 'what',
    updatedAt: new Date(now).toISOString(),
  }
}

/** The draft of the next version with the numbers that a customer asked for, without what is not wanted any more. */
export function counterDraft(
  version: Version,
  offer: Parameters<typeof nextDraft>[1],
  { counts }: Pick<ReplyContent, 'counts'>,
  customerIds: string[],
  company: Company,
  now: number,
): Draft {
  const draft = nextDraft(version, offer, customerIds, company, now)
  const { terms } = draft
  if (terms.kind !== 'purchase') return draft
  const wanted = new Map(counts.map(({ line, count }) => [line, count]))
  const lines = terms.lines
    .map((line) => {
      const count = wanted.get(line.id) ?? line.count
      return withCount(line, count)
    })
    .filter(({ count }) => count > 0)
  return lines.length ? { ...draft, terms: { ...terms, lines } } : draft
}

/** The draft of an offer like one that was made, for other customers. The last day and whoever it went to are not taken over. */
export function duplicateDraft(
  terms: Terms,
  from: { audience: Draft['audience']; officeId: string },
  company: Company,
  now: number,
): Draft {
  return {
    id: newId(),
    offerId: null,
    audience: from.audience,
    officeId: company.offices.some((office) => office.id === from.officeId)
      ? from.officeId
      : company.offices[0]!.id,
    customerIds: [],
    showAddressee: false,
    terms: { ...terms, lastDay: addDays(today(now, company.timeZone), company.validDays) },
    step: 'who',
    updatedAt: new Date(now).toISOString(),
  }
}

/** The purchase offer that follows a trial: the same product, as many licences as were tried. */
export function purchaseAfterTrial(
  trial: { product: Line['product']; licences: number },
  company: Company,
  customer: Customer | null,
  now: number,
): Draft {
  const draft = newDraft('purchase', company, customer, now)
  const known = findProduct(trial.product.skuId)
  const line = newLine({ ...trial.product, cap: known?.cap ?? null }, trial.licences)
  return { ...draft, terms: { ...(draft.terms as PurchaseTerms), lines: [line] } }
}

/** Keeps what has been typed so far, finished or not. Not in the log: nobody needs to read keystrokes. */
export const saveDraft = command({
  input: draftSchema,
  may: 'offer.draft',
  async run(work, draft) {
    await work.put('drafts', { ...(draft as Draft), updatedAt: work.at })
  },
})

/** Throws an unfinished offer away; one that is not there is no fault. */
export const deleteDraft = command({
  input: v.object({ id }),
  may: 'offer.draft',
  async run(work, input) {
    await work.remove('drafts', input.id)
  },
})

/** One unfinished offer, or null. */
export const findDraft = async (db: Database, draftId: string): Promise<Draft | null> =>
  (await db.at('drafts').get(draftId)) ?? null

/** Unfinished offers, last touched first. */
export const listDrafts = (db: Database): Promise<Draft[]> =>
  db.at('drafts').orderBy('updatedAt').reverse().toArray()

/** Whom a draft is for, in the order in which they were chosen, and the number of the version that it will be. */
export async function findDraftSubject(
  db: Database,
  { offerId, customerIds }: Pick<Draft, 'offerId' | 'customerIds'>,
): Promise<{ customers: Customer[]; version: number }> {
  const [found, offer] = await Promise.all([
    db.at('customers').bulkGet(customerIds),
    offerId ? db.at('offers').get(offerId) : undefined,
  ])
  return { customers: found.filter((each) => each !== undefined), version: (offer?.version ?? 0) + 1 }
}
