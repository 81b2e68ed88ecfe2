import * as v from 'valibot'
import { offerCapability } from '#core/access/access.ts'
import { microsoftHost, microsoftHosts } from '#core/catalog/links.ts'
import { lineCap } from '#core/catalog/products.ts'
import { endOfDay, today } from '#core/clock/clock.ts'
import { isVerified } from '#core/clock/company.ts'
import { stateAt } from '#core/clock/offer.ts'
import { newId, randomBytes, toHex } from '#core/model/bytes.ts'
import { newCode } from '#core/model/code.ts'
import type { Company } from '#core/model/company.ts'
import { trialLicences } from '#core/model/limits.ts'
import {
  bindingSchema,
  codeSchema,
  type Binding,
  type Draft,
  type Offer,
  type Version,
} from '#core/model/offer.ts'
import { askedGrant } from '#core/model/offered.ts'
import { Problem } from '#core/model/problem.ts'
import { id, parse, text } from '#core/model/schema.ts'
import { termsSchema, type Terms, type TrialTerms } from '#core/model/terms.ts'
import { hashOf, toNfc } from '#core/publication/canonical.ts'
import type { Database } from '#core/storage/database.ts'
import { productIn } from '#core/workspace/catalog.ts'
import { command } from '#core/workspace/command.ts'
import { checkSale } from '#core/workspace/sales.ts'
import type { Work } from '#core/workspace/work.ts'

/** What terms alone cannot know: caps and trials of the catalog, and today. */
async function checkTerms(db: Database, terms: Terms, company: Company, now: number): Promise<void> {
  if (terms.microsoftLink && microsoftHost(terms.microsoftLink, company.cloud) === null)
    throw new Problem('notMicrosoft', { hosts: microsoftHosts(company.cloud).join(', ') }, [
      { path: 'terms.microsoftLink', rule: 'notMicrosoft' },
    ])
  if (Date.parse(endOfDay(terms.lastDay, terms.timeZone)) <= now)
    throw new Problem('lastDayPast', {}, [{ path: 'terms.lastDay', rule: 'past' }])
  if (terms.kind === 'trial') {
    const product = await productIn(db, terms.product.skuId)
    if (!product?.trial) throw new Problem('noTrial', { product: terms.product.name })
    // Only advisors' trials may have more; none has fewer.
    if (company.selling === 'advisor' ? terms.licences < trialLicences : terms.licences !== trialLicences)
      throw new Problem('trialLicences', { n: trialLicences })
    if (terms.licences > lineCap(product.cap))
      throw new Problem('overCap', { product: product.name, cap: lineCap(product.cap) })
  }
  if (terms.kind === 'purchase') {
    for (const [index, line] of terms.lines.entries()) {
      const product = await productIn(db, line.product.skuId)
      if (!product) throw new Problem('notFound', { what: 'products' })
      const cap = lineCap(product.cap)
      if (line.max > cap)
        throw new Problem('overCap', { product: product.name, cap }, [
          { path: `terms.lines.${index}.max`, rule: 'tooLarge' },
        ])
    }
  }
}

/** One trial of a product for a customer, ever: better said before the offer than after the answer. */
async function checkTrials(
  db: Database,
  customerIds: readonly string[],
  { product, licences }: TrialTerms,
  date: string,
): Promise<void> {
  for (const customer of await db.at('customers').bulkGet([...customerIds]))
    if (customer) await checkSale(db, customer, { product, licences, trial: true }, date)
}

/** The sole addressee's name, when the partner wants it on the page. */
async function addresseeOf(db: Database, draft: Draft): Promise<string | null> {
  if (draft.audience !== 'one' || !draft.showAddressee) return null
  return (await db.at('customers').get(draft.customerIds[0] ?? ''))?.name ?? null
}

async function bindingOf(db: Database, draft: Draft, now: number): Promise<Binding> {
  const [company, workspace] = await Promise.all([
    db.at('company').get('company'),
    db.at('workspace').get('workspace'),
  ])
  if (!company || !workspace) throw new Problem('notSetUp')
  if (!isVerified(company, now)) throw new Problem('notVerified')
  const office = company.offices.find((each) => each.id === draft.officeId) ?? company.offices[0]!
  const recipients = draft.customerIds.length
  const enough = { one: recipients === 1, several: recipients > 0, public: true }[draft.audience]
  if (!enough) throw new Problem('noRecipient', {}, [{ path: 'customerIds', rule: 'required' }])
  // A draft is kept whatever becomes of the customers that it names.
  if ((await db.at('customers').bulkGet([...draft.customerIds])).some((customer) => !customer))
    throw new Problem('noRecipient', {}, [{ path: 'customerIds', rule: 'required' }])
  const terms = parse(v.object({ terms: termsSchema }), { terms: draft.terms }).terms
  await checkTerms(db, terms, company, now)
  if (terms.kind === 'trial') await checkTrials(db, draft.customerIds, terms, today(now, company.timeZone))
  const previous = draft.offerId ? await db.at('offers').get(draft.offerId) : undefined
  const binding = {
    format: 1,
    code: newCode(),
    version: (previous?.version ?? 0) + 1,
    partner: { name: company.name, partnerId: office.partnerId, cloud: company.cloud },
    audience: draft.audience,
    addressee: await addresseeOf(db, draft),
    terms,
    closesAt: endOfDay(terms.lastDay, terms.timeZone),
    replyKey: workspace.replyKey,
  }
  return toNfc(parse(bindingSchema, binding))
}

const newToken = () => toHex(randomBytes(8))

/** Adds what recipients an offer lacks; those of an earlier version keep their token and history. */
async function addRecipients(work: Work, offerId: string, customerIds: readonly string[]): Promise<void> {
  const known = await work.db.at('recipients').where({ offerId }).toArray()
  for (const customerId of customerIds) {
    const before = known.find((each) => each.customerId === customerId)
    await work.put('recipients', {
      id: before?.id ?? newId(),
      offerId,
      customerId,
      token: before?.token ?? newToken(),
      state: 'toSend',
      sentCode: null,
      sentAt: null,
      updatedAt: work.at,
    })
  }
}

/** The recipient that a person named for an answer to a public offer. */
export async function addRecipient(work: Work, offerId: string, customerId: string) {
  const recipient = {
    id: newId(),
    offerId,
    customerId,
    token: newToken(),
    state: 'received' as const,
    sentCode: null,
    sentAt: null,
    updatedAt: work.at,
  }
  await work.put('recipients', recipient)
  return recipient
}

/**
 * Freezes a draft: from here on its content never changes. A new offer gets
 * its first version; the draft of an offer's next version supersedes the one
 * before.
 *
 * @returns the new version
 */
export const freezeDraft = command({
  input: v.object({ id }),
  may: null,
  async prepare({ db, now }, input) {
    const draft = await db.at('drafts').get(input.id)
    if (!draft) throw new Problem('notFound', { what: 'drafts' })
    const binding = await bindingOf(db, draft, now())
    return { draft, binding, hash: await hashOf(binding) }
  },
  async run(work, _input, { draft, binding, hash }) {
    work.require(offerCapability[binding.terms.kind])
    if (askedGrant(binding.terms)) work.require('offer.delegation')
    // The draft may have been saved again while the hash was made.
    if ((await work.get('drafts', draft.id)).updatedAt !== draft.updatedAt) throw new Problem('wrongState')
    const previous = draft.offerId ? await work.get('offers', draft.offerId) : null
    if ((previous?.version ?? 0) + 1 !== binding.version) throw new Problem('wrongState')
    const offer: Offer = {
      id: previous?.id ?? newId(),
      kind: binding.terms.kind,
      audience: draft.audience,
      officeId: draft.officeId,
      createdAt: previous?.createdAt ?? work.at,
      createdBy: previous?.createdBy ?? work.user.id,
      version: binding.version,
      code: binding.code,
      ...(draft.linkEarlier !== undefined && { linkEarlier: draft.linkEarlier }),
      updatedAt: work.at,
    }
    const version: Version = {
      code: binding.code,
      offerId: offer.id,
      state: 'ready',
      binding,
      hash,
      frozenAt: work.at,
      frozenBy: work.user.id,
    }
    if (previous) {
      const before = await work.get('versions', previous.code)
      if (before.state === 'ready' || before.state === 'published')
        await work.put('versions', { ...before, state: 'superseded' })
    }
    await work.put('offers', offer)
    await work.put('versions', version)
    await addRecipients(work, offer.id, draft.customerIds)
    await work.remove('drafts', draft.id)
    await work.log(previous ? 'offerVersioned' : 'offerFrozen', {
      offerId: offer.id,
      customerId: draft.audience === 'one' ? (draft.customerIds[0] ?? null) : null,
      detail: { version: version.binding.version },
    })
    return version
  },
})

/** Takes an offer back. Its page stays and says so. */
export const withdrawOffer = command({
  input: v.object({ code: codeSchema, reason: text(500) }),
  may: 'offer.withdraw',
  async run(work, { code, reason }) {
    const version = await work.get('versions', code)
    const state = stateAt(version, work.now)
    if (state === 'withdrawn' || state === 'superseded') throw new Problem('wrongState')
    await work.put('versions', { ...version, state: 'withdrawn' })
    await touchOffer(work, version.offerId)
    await work.log('offerWithdrawn', {
      offerId: version.offerId,
      detail: { reason, version: version.binding.version },
    })
  },
})

/** Moves an offer to the top of the lists. */
export async function touchOffer(work: Work, offerId: string): Promise<void> {
  await work.put('offers', { ...(await work.get('offers', offerId)), updatedAt: work.at })
}
