import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTable } from '#core/exchange/csv.ts'
import { mailParts } from '#core/exchange/mailFile.ts'
import { randomBytes, utf8 } from '#core/model/bytes.ts'
import { newCustomer, type Customer } from '#core/model/customer.ts'
import { delegationStates, recipientStates } from '#core/model/kinds.ts'
import type { Version } from '#core/model/offer.ts'
import { answers } from '#core/model/reply.ts'
import { requestStates } from '#core/model/request.ts'
import type { SubscriptionInput } from '#core/model/subscription.ts'
import { toArmor } from '#core/reply/armor.ts'
import { fitted, tableNames } from '#core/storage/records.ts'
import { checkWorkspace } from '#core/workspace/check.ts'
import type { Outcome, Undo } from '#core/workspace/command.ts'
import { saveCompany } from '#core/workspace/company.ts'
import { addCustomer, saveCustomer, setFavourite } from '#core/workspace/customers.ts'
import { moveDelegation, newRelationship } from '#core/workspace/delegations.ts'
import { nextDraft, saveDraft } from '#core/workspace/drafts.ts'
import { markSent } from '#core/workspace/links.ts'
import { freezeDraft, withdrawOffer } from '#core/workspace/offers.ts'
import { addKeys, assignKey, redeemKey, removeKey } from '#core/workspace/productKeys.ts'
import { exportPublication, markOnline } from '#core/workspace/publishing.ts'
import { confirmReply, moveRecipientByHand, setReplyAside, takeReplies } from '#core/workspace/replies.ts'
import { addRequest, moveRequest, noteRequest, sendRequest } from '#core/workspace/requests.ts'
import { addUser, setUserActive } from '#core/workspace/staff.ts'
import {
  activateSubscription,
  addSubscription,
  convertTrial,
  moveSubscription,
  readNotice,
  saveSubscription,
} from '#core/workspace/subscriptions.ts'
import { removeTemplate, saveTemplate } from '#core/workspace/templates.ts'
import { undo } from '#core/workspace/undo.ts'
import { importCustomers, importSubscriptions } from '#test/core/workspace/importing.ts'
import { basic, Bench, company, teams } from '#test/core/workspace/support.ts'

/** Text as people, programs and attackers write it. */
const wild = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'Fjord Bygg AS',
    'a\u000bb',
    'det\u0092s',
    '\ud800',
    '\u202eXSLX',
    '=cmd|x',
    '"',
    "'; --",
    '[TILBUD1:',
    '\u0000',
    '１',
    '𝒳'.repeat(200),
    'x'.repeat(3000),
  ),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ maxLength: 80 }),
)

const steps = {
  async customer(bench, { a, b }) {
    return addCustomer(bench.context, {
      ...newCustomer(a || 'Havna AS', 'NO', 'nb'),
      note: b,
      contacts: [{ id: 'k', name: b || 'Kari', email: a, phone: '' }],
    })
  },
  async changeCustomer(bench, { a, b, pick }) {
    const customer = await any<Customer>(bench, 'customers', pick)
    return (
      customer &&
      saveCustomer(bench.context, { ...customer, note: a, tags: b ? [b] : [], favourite: pick % 2 === 0 })
    )
  },
  async favourite(bench, { pick }) {
    const customer = await any<Customer>(bench, 'customers', pick)
    return customer && setFavourite(bench.context, { id: customer.id, favourite: true })
  },
  async importCustomers(bench, { a, b }) {
    const text = `Navn;Domene;E-post;Notat\n${a};havna.example;${b};${a}\nTind Elektro AS;tind.example;post@tind.example;"${b}"\n`
    return importCustomers(bench.context, { text, rows: rowsOf(text), chosen: null })
  },
  async importSubscriptions(bench, { a, pick }) {
    const customer = await any<Customer>(bench, 'customers', pick)
    const text = `Subscription ID,Subscription,Quantity,Status,Start\n,${basic.name},${pick * 7},${['Active', 'Suspended', 'Deleted', a][pick % 4]},2026-01-${pick + 1}\n,${a},3,,\n`
    return customer && importSubscriptions(bench.context, { text, rows: rowsOf(text), chosen: customer.id })
  },
  async offer(bench, { a, pick }) {
    const customer = pick % 4 ? await any<Customer>(bench, 'customers', pick) : undefined
    const draft = await bench.draft(kinds[pick % 3]!, customer ? [customer.id] : [], (each) => ({
      ...each,
      terms: { ...each.terms, message: a.slice(0, 500) },
    }))
    return freezeDraft(bench.context, { id: draft.id })
  },
  async draft(bench, { a, pick }) {
    const draft = await bench.draft(kinds[pick % 3]!, [])
    return saveDraft(bench.context, {
      ...draft,
      terms: { ...draft.terms, message: a, licences: pick || Number.NaN },
    })
  },
  async version(bench, { pick }) {
    const offers = await bench.db.at('offers').toArray()
    const offer = offers[pick % (offers.length || 1)]
    if (!offer) return undefined
    const version = (await bench.db.at('versions').get(offer.code))!
    const recipients = await bench.recipients(version)
    const draft = nextDraft(
      version,
      offer,
      recipients.flatMap(({ customerId }) => customerId ?? []),
      (await bench.db.at('company').get('company'))!,
      bench.moment,
    )
    await saveDraft(bench.context, draft)
    return freezeDraft(bench.context, { id: draft.id })
  },
  async withdraw(bench, { a, pick }) {
    const version = await any<Version>(bench, 'versions', pick)
    return version && withdrawOffer(bench.context, { code: version.code, reason: a })
  },
  async publish(bench) {
    return exportPublication(bench.context)
  },
  async online(bench, { pick }) {
    const version = await any<Version>(bench, 'versions', pick)
    return version && markOnline(bench.context, { codes: [version.code] })
  },
  async send(bench, { pick }) {
    const version = await any<Version>(bench, 'versions', pick)
    if (!version) return undefined
    const recipients = await bench.recipients(version)
    return markSent(bench.context, {
      code: version.code,
      recipientId: recipients[pick % (recipients.length || 1)]?.id ?? null,
      way: 'linkCopied',
    })
  },
  /** What a changed page could send: nothing in it is as it should be. */
  async reply(bench, { a, b, pick }) {
    const version = await any<Version>(bench, 'versions', pick)
    if (!version) return undefined
    const answer = answers[pick % 4]!
    const text = await bench.reply(
      version,
      answer,
      pick % 3 ? {} : { by: { name: a, email: b, company: a }, message: b, token: a },
    )
    return takeReplies(bench.context, [{ text, from: pick % 2 ? b : null }])
  },
  async strangeReply(bench, { a, pick }) {
    const sealed = randomBytes(80 + pick * 1300)
    if (pick % 2) sealed.set([1, 1, 0])
    return takeReplies(bench.context, [{ text: `${a}\n${toArmor(sealed)}`, from: a }])
  },
  async mail(bench, { a, b, pick }) {
    const version = await any<Version>(bench, 'versions', pick)
    const armor = version ? await bench.reply(version, 'question', { message: 'Hva koster det?' }) : ''
    const mail = `From: ${a} <${b}>\nSubject: ${a}\nContent-Type: text/plain; charset=utf-8\n\n${b}\n${armor}\n`
    return takeReplies(bench.context, await Promise.all(mailParts(utf8(mail)).map((part) => part.read())))
  },
  async confirm(bench, { pick }) {
    const reply = await any<{ id: string }>(bench, 'replies', pick)
    const customer = await any<Customer>(bench, 'customers', pick)
    return reply && confirmReply(bench.context, { id: reply.id, customerId: customer?.id ?? null })
  },
  async setAside(bench, { a, pick }) {
    const reply = await any<{ id: string }>(bench, 'replies', pick)
    return reply && setReplyAside(bench.context, { id: reply.id, reason: a })
  },
  async moveRecipient(bench, { a, pick }) {
    const recipient = await any<{ id: string }>(bench, 'recipients', pick)
    return (
      recipient &&
      moveRecipientByHand(bench.context, {
        id: recipient.id,
        state: recipientStates[pick % recipientStates.length]!,
        reason: a,
      })
    )
  },
  async subscription(bench, { a, b, pick }) {
    const customer = await any<Customer>(bench, 'customers', pick)
    return (
      customer &&
      addSubscription(bench.context, { customerId: customer.id, subscription: subscriptionInput(a, b, pick) })
    )
  },
  async changeSubscription(bench, { a, b, pick }) {
    const subscription = await any<{ id: string }>(bench, 'subscriptions', pick)
    return (
      subscription &&
      saveSubscription(bench.context, {
        id: subscription.id,
        subscription: subscriptionInput(a, b, pick + 1),
      })
    )
  },
  async activate(bench, { pick }) {
    const subscription = await any<{ id: string }>(bench, 'subscriptions', pick)
    return (
      subscription &&
      activateSubscription(bench.context, { id: subscription.id, startsOn: `2026-1${pick % 3}-15` })
    )
  },
  async moveSubscription(bench, { pick }) {
    const subscription = await any<{ id: string }>(bench, 'subscriptions', pick)
    return (
      subscription &&
      moveSubscription(bench.context, {
        id: subscription.id,
        state: (['suspended', 'expired', 'deleted', 'active'] as const)[pick % 4]!,
      })
    )
  },
  async convert(bench, { a, b, pick }) {
    const trial = await bench.db
      .at('subscriptions')
      .filter((each) => each.trial)
      .first()
    return (
      trial &&
      convertTrial(bench.context, {
        id: trial.id,
        subscription: { ...subscriptionInput(a, b, pick), product: trial.product },
      })
    )
  },
  async readNotice(bench, { pick }) {
    const subscription = await any<{ id: string }>(bench, 'subscriptions', pick)
    return subscription && readNotice(bench.context, { id: subscription.id })
  },
  async keys(bench, { a, pick }) {
    const symbols = 'BCDFGHJKMNPQRTVWXY2346789'
    const key = Array.from(randomBytes(25), (byte) => symbols[byte % symbols.length]).join('')
    return addKeys(bench.context, {
      product: { skuId: basic.skuId, name: basic.name },
      licences: pick + 1,
      term: 'P1Y',
      expiresOn: null,
      reference: a,
      keys: key,
    })
  },
  async assignKey(bench, { pick }) {
    const key = await any<{ id: string }>(bench, 'productKeys', pick)
    const customer = await any<Customer>(bench, 'customers', pick)
    return (
      key && assignKey(bench.context, { id: key.id, customerId: pick % 3 ? (customer?.id ?? null) : null })
    )
  },
  async redeemKey(bench, { pick }) {
    const key = await any<{ id: string; customerId: string | null }>(bench, 'productKeys', pick)
    const customer = key?.customerId && (await bench.db.at('customers').get(key.customerId))
    return (
      customer &&
      redeemKey(bench.context, {
        id: key.id,
        confirmedName: customer.name,
        redeemedOn: '2026-11-02',
        partnerOfRecord: true,
        delegationRequested: pick % 2 === 0,
      })
    )
  },
  async removeKey(bench, { pick }) {
    const key = await any<{ id: string }>(bench, 'productKeys', pick)
    return key && removeKey(bench.context, { id: key.id })
  },
  async request(bench, { a, b, pick }) {
    const customer = await any<Customer>(bench, 'customers', pick)
    const request = {
      title: a,
      description: b,
      severity: 'minimal' as const,
      platform: 'azure' as const,
      product: a,
      contact: { name: 'Marte', email: 'marte@nordlys-it.example', phone: '' },
    }
    return customer && addRequest(bench.context, { customerId: customer.id, request })
  },
  async moveRequest(bench, { a, pick }) {
    const request = await any<{ id: string }>(bench, 'requests', pick)
    if (!request) return undefined
    if (pick % 3 === 0) return sendRequest(bench.context, { id: request.id })
    if (pick % 3 === 1) return noteRequest(bench.context, { id: request.id, text: a })
    return moveRequest(bench.context, { id: request.id, state: requestStates[pick % 4]!, number: a })
  },
  async delegation(bench, { a, pick }) {
    const customer = await any<Customer>(bench, 'customers', pick)
    const state = delegationStates[pick % delegationStates.length]!
    return (
      customer &&
      moveDelegation(bench.context, {
        customerId: customer.id,
        state,
        relationship: {
          ...newRelationship(a),
          requestedOn: '2026-11-01',
          activatedOn: pick % 2 ? '2026-11-01' : null,
        },
      })
    )
  },
  async colleague(bench, { a, b, pick }) {
    if (pick % 2)
      return addUser(bench.context, {
        name: a || 'Ola',
        email: b || 'ola@nordlys-it.example',
        alternateEmail: '',
        phone: '',
        role: null,
        support: 'limited',
        language: 'en',
      })
    const user = await any<{ id: string; active: boolean }>(bench, 'users', pick)
    return user && setUserActive(bench.context, { id: user.id, active: !user.active })
  },
  async company(bench, { a, b }) {
    return saveCompany(bench.context, { ...company, name: a || company.name, phone: '', website: b })
  },
  async template(bench, { a, pick }) {
    const template = await any<{ id: string }>(bench, 'templates', pick)
    if (template && pick % 2) return removeTemplate(bench.context, { id: template.id })
    const draft = await bench.draft(kinds[pick % 3]!, [])
    return saveTemplate(bench.context, {
      name: a || 'Mal',
      audience: 'one',
      officeId: 'o1',
      terms: { ...draft.terms, message: a },
    })
  },
  async later(bench, { pick }) {
    bench.moment += pick * 5 * 86_400_000
    return undefined
  },
} satisfies Record<
  string,
  (bench: Bench, random: Random) => Promise<Outcome<unknown> | undefined | '' | null>
>

type Random = Readonly<{ a: string; b: string; pick: number }>
type StepName = keyof typeof steps | 'undo'
const names: readonly StepName[] = [...(Object.keys(steps) as (keyof typeof steps)[]), 'undo']
const kinds = ['trial', 'purchase', 'delegation'] as const

/** Some record of a table, by number. */
async function any<T>(
  bench: Bench,
  table: Parameters<Bench['db']['at']>[0],
  pick: number,
): Promise<T | undefined> {
  const all = await bench.db.table<T>(table).toArray()
  return all[pick % (all.length || 1)]
}

function rowsOf(text: string): number[] {
  try {
    return readTable(text).rows.map(({ number }) => number)
  } catch {
    return []
  }
}

function subscriptionInput(a: string, b: string, pick: number): SubscriptionInput {
  const trial = pick % 3 === 0
  const product =
    pick % 5 ? { skuId: teams.skuId, name: teams.name } : { skuId: basic.skuId, name: basic.name }
  return {
    product,
    licences: pick * 40 + 1,
    trial,
    term: trial ? null : 'P1Y',
    billing: trial ? 'none' : 'annual',
    startsOn: pick % 2 ? '2026-10-01' : null,
    endsOn: null,
    autoRenew: pick % 4 === 0,
    partnerOfRecord: 'own',
    externalId: a.slice(0, 64),
    note: b,
  }
}

/** Saves a backup and restores it elsewhere. @returns every record there, by table */
async function restored(bench: Bench): Promise<Bench> {
  const other = await bench.elsewhere()
  other.spoilt = true
  return other
}

describe('whatever is done, typed, mailed and imported, in whatever order (A1)', () => {
  it('the workspace keeps its promises, and can be saved and restored', async () => {
    const step = fc.record({ name: fc.constantFrom(...names), a: wild, b: wild, pick: fc.nat(11) })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (sequence) => {
        const bench = await Bench.start()
        // Checked after each step, and not again.
        bench.spoilt = true
        await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
        let last: Undo = []
        for (const { name, ...random } of sequence) {
          const outcome = name === 'undo' ? await undo(bench.context, last) : await steps[name](bench, random)
          if (!outcome) continue
          if (outcome.ok) last = outcome.undo
          else
            expect(['unexpected', 'storageFailed'], `${name}: ${outcome.problem.message}`).not.toContain(
              outcome.problem.code,
            )
          expect((await checkWorkspace(bench.db, bench.moment)).findings, name).toEqual([])
        }
        const other = await restored(bench)
        for (const table of tableNames) {
          const records = async ({ db }: Bench) =>
            (await db.table<object>(table).toArray()).map((record) => fitted(table, record))
          const kept = ['activity', 'workspace'].includes(table) ? 0 : await records(bench)
          expect(kept && (await records(other)), table).toEqual(kept)
        }
      }),
      { numRuns: 12, endOnFailure: true },
    )
  }, 120_000)
})
