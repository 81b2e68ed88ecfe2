import { afterEach, expect } from 'vitest'
import { findProduct } from '#core/catalog/products.ts'
import { companyDefaults, type CompanyInput } from '#core/model/company.ts'
import { newCustomer } from '#core/model/customer.ts'
import type { Audience, Draft, Version } from '#core/model/offer.ts'
import type { Recipient } from '#core/model/recipient.ts'
import type { Answer, ReplyContent } from '#core/model/reply.ts'
import type { OfferKind, Terms } from '#core/model/terms.ts'
import { sealReply } from '#core/reply/seal.ts'
import { Database } from '#core/storage/database.ts'
import { makeBackup } from '#core/workspace/backup.ts'
import { checkWorkspace } from '#core/workspace/check.ts'
import type { Context, Outcome } from '#core/workspace/command.ts'
import { addCustomer } from '#core/workspace/customers.ts'
import { newDraft, newLine, saveDraft } from '#core/workspace/drafts.ts'
import { freezeDraft } from '#core/workspace/offers.ts'
import { checkBackup, openBackup, restoreBackup } from '#core/workspace/restore.ts'
import { findSession, type Session } from '#core/workspace/session.ts'
import { setUp } from '#core/workspace/setup.ts'
import { cheap } from '#test/support/cost.ts'

export const passphrase = 'en lang og god setning'
export const noon = Date.parse('2026-11-02T12:00:00Z')
export const basic = findProduct('b1f3042b-a390-4b56-ab61-b88e7e767a97')!
export const teams = findProduct('7e74bd05-2c47-404e-829a-ba95c66fe8e5')!

export const company: CompanyInput = {
  name: 'Nordlys IT AS',
  country: 'NO',
  offices: [{ id: 'o1', name: 'Tromsø', partnerId: '4839201' }],
  cloud: 'worldwide',
  selling: 'indirect',
  authorisations: { subscriptionAdvisor: false, delegatedAdministration: true, serviceProvider: false },
  email: 'post@nordlys-it.example',
  phone: '+47 77 00 00 00',
  website: '',
  siteAddress: 'https://tilbud.nordlys-it.example',
  logo: '',
  colour: '#0d5e55',
  language: 'nb',
  timeZone: 'Europe/Oslo',
  currency: 'NOK',
  vatIncluded: false,
  validDays: 30,
  ...companyDefaults,
}

/** The value of what must go well. */
export async function good<T>(outcome: Promise<Outcome<T>>): Promise<T> {
  const result = await outcome
  if (!result.ok) throw result.problem
  return result.value
}

/** A file in pieces, as a browser reads it. */
export const streamOf = (parts: readonly (Uint8Array<ArrayBuffer> | string)[]) =>
  new Blob([...parts]).stream()

/** The name of what must go wrong. */
export async function bad(outcome: Promise<Outcome<unknown>>): Promise<string> {
  const result = await outcome
  return result.ok ? 'it went well' : result.problem.code
}

/** Every workspace of the test that is running: no test may leave one that breaks a promise. */
const benches: Bench[] = []
afterEach(async () => {
  for (const { db, moment, spoilt } of benches.splice(0))
    if (!spoilt && (await db.at('workspace').count()))
      expect((await checkWorkspace(db, moment)).findings).toEqual([])
})

/** A workspace with a company, a user who may do everything, and a clock that a test sets. */
export class Bench {
  readonly db = new Database(`test-${crypto.randomUUID()}`)
  moment = noon
  /** Broken on purpose, past every command. */
  spoilt = false
  actor = ''
  dataKey: string | null = null

  constructor() {
    benches.push(this)
  }

  static async start(change: Partial<CompanyInput> = {}): Promise<Bench> {
    const bench = new Bench()
    const input = {
      person: { name: 'Marte Nordvik', email: 'marte@nordlys-it.example' },
      company: { ...company, ...change },
      passphrase,
    }
    const { actor, dataKey } = await good(setUp(bench.db, input, noon, 'nb', cheap))
    bench.actor = actor
    bench.dataKey = dataKey
    return bench
  }

  get context(): Context {
    return { db: this.db, actor: this.actor, now: () => this.moment, dataKey: this.dataKey, cost: cheap }
  }

  /** Who works here. */
  async session(): Promise<Session> {
    const found = await findSession(this.db, this.actor)
    if (!found || found === 'nobody') throw new Error('Nobody works here.')
    return found
  }

  /** The same workspace in another browser, by way of a backup file, with its vault open. */
  async elsewhere(): Promise<Bench> {
    const other = new Bench()
    other.moment = this.moment
    const { file } = await good(makeBackup(this.context))
    const read = await good(openBackup(other.db, file, {}, cheap))
    const { trust: _, ...opened } = await good(checkBackup(other.db, read, passphrase))
    await good(restoreBackup(other.db, file, read, { name: '', now: this.moment, opened, least: cheap }))
    other.actor = opened.actor
    other.dataKey = opened.dataKey
    return other
  }

  customer(name: string, domain: string): Promise<string> {
    return good(
      addCustomer(this.context, {
        ...newCustomer(name, 'NO', 'nb'),
        domains: [domain],
        note: 'hemmelig notat',
      }),
    )
  }

  /** A saved draft, changed as the test wants it. */
  async draft(
    kind: OfferKind,
    customerIds: string[],
    change: (draft: Draft) => Draft = (draft) => draft,
  ): Promise<Draft> {
    const stored = (await this.db.at('company').get('company'))!
    const draft = newDraft(kind, stored, null, this.moment)
    const terms: Terms =
      draft.terms.kind === 'purchase'
        ? {
            ...draft.terms,
            lines: [
              { ...newLine(basic, 10), price: { amount: 6400, per: 'month' } },
              { ...newLine(teams, 10), min: 5, max: 20 },
            ],
          }
        : draft.terms
    const audience: Audience = customerIds.length === 1 ? 'one' : customerIds.length ? 'several' : 'public'
    const made = change({ ...draft, customerIds, audience, terms })
    await good(saveDraft(this.context, made))
    return made
  }

  async offer(kind: OfferKind, customerIds: string[], change?: (draft: Draft) => Draft): Promise<Version> {
    return good(freezeDraft(this.context, { id: (await this.draft(kind, customerIds, change)).id }))
  }

  recipients(version: Version): Promise<Recipient[]> {
    return this.db.at('recipients').where({ offerId: version.offerId }).toArray()
  }

  /** What a customer's page would send; for one customer, through that customer's own link. */
  async reply(version: Version, answer: Answer, change: Partial<ReplyContent> = {}): Promise<string> {
    const { terms, audience } = version.binding
    const [recipient] = audience === 'one' ? await this.recipients(version) : []
    const accepted = answer === 'accept'
    const content: ReplyContent = {
      format: 1,
      answer,
      code: version.code,
      version: version.binding.version,
      at: new Date(this.moment).toISOString(),
      nonce: crypto.randomUUID().replaceAll('-', ''),
      by: { name: 'Kari Solberg', email: 'kari@fjordbygg.example', company: '' },
      counts:
        accepted && terms.kind === 'purchase'
          ? terms.lines.map((line) => ({ line: line.id, count: line.count }))
          : [],
      delegation: accepted && terms.kind !== 'delegation' ? false : null,
      message: '',
      token: recipient?.token ?? null,
      ...change,
    }
    return sealReply(content, version.binding.replyKey, version.hash)
  }
}
