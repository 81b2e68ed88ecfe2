import { beforeEach, describe, expect, it } from 'vitest'
import { subscriptionAt } from '#core/clock/subscription.ts'
import type { SubscriptionInput } from '#core/model/subscription.ts'
import { listDeadlines } from '#core/workspace/deadlines.ts'
import { listNeeds } from '#core/workspace/needs.ts'
import { freezeDraft } from '#core/workspace/offers.ts'
import { confirmReply, moveRecipientByHand, takeReplies } from '#core/workspace/replies.ts'
import {
  activateSubscription,
  addSubscription,
  convertTrial,
  moveSubscription,
  readNotice,
  saveSubscription,
  subscriptionsOf,
} from '#core/workspace/subscriptions.ts'
import { setTrialId } from '#core/workspace/trialIds.ts'
import { bad, basic, Bench, good } from '#test/core/workspace/support.ts'

const blank: SubscriptionInput = {
  product: { skuId: basic.skuId, name: basic.name },
  licences: 10,
  trial: false,
  term: 'P1Y',
  billing: 'annual',
  startsOn: null,
  endsOn: null,
  autoRenew: true,
  partnerOfRecord: 'unknown',
  externalId: '',
  note: '',
}
const trial: SubscriptionInput = { ...blank, trial: true, term: null, billing: 'none', autoRenew: false }

describe('subscriptions', () => {
  let bench: Bench
  let fjord: string
  beforeEach(async () => {
    bench = await Bench.start()
    fjord = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
  })
  const add = (subscription: SubscriptionInput) =>
    addSubscription(bench.context, { customerId: fjord, subscription })
  const only = async () => (await subscriptionsOf(bench.db, fjord))[0]!

  it('run from the day that a person enters, and from no other', async () => {
    const key = await good(add(blank))
    expect(subscriptionAt(await only(), '2030-01-01', 30)).toBe('pending')
    await good(activateSubscription(bench.context, { id: key, startsOn: '2026-11-15' }))
    expect(await only()).toMatchObject({ state: 'active', startsOn: '2026-11-15', endsOn: '2027-11-14' })
    expect(await bad(activateSubscription(bench.context, { id: key, startsOn: '2026-11-16' }))).toBe(
      'wrongState',
    )
  })

  it('of a month end on its last day when there is no such day', async () => {
    await good(add({ ...blank, term: 'P1M', billing: 'monthly', startsOn: '2027-01-31' }))
    expect((await only()).endsOn).toBe('2027-02-27')
  })

  it('keep to Microsoft’s caps, over all that the customer holds', async () => {
    await good(add({ ...blank, licences: 200, startsOn: '2026-11-01' }))
    expect(await bad(add({ ...blank, licences: 101 }))).toBe('overCustomerCap')
    const second = await good(add({ ...blank, licences: 100 }))
    expect(
      await bad(saveSubscription(bench.context, { id: second, subscription: { ...blank, licences: 150 } })),
    ).toBe('overCustomerCap')
    // What was cancelled makes room.
    await good(moveSubscription(bench.context, { id: second, state: 'deleted' }))
    await good(add({ ...blank, licences: 60 }))
  })

  it('allow one trial of a product for a customer, ever, and none of what it has', async () => {
    const key = await good(add({ ...trial, startsOn: '2026-01-01' }))
    expect(subscriptionAt(await only(), '2026-01-30', 7)).toBe('endsSoon')
    expect(subscriptionAt(await only(), '2026-01-31', 7)).toBe('lapsed')
    expect(await bad(add(trial))).toBe('trialTaken')
    await good(moveSubscription(bench.context, { id: key, state: 'deleted' }))
    expect(await bad(add(trial))).toBe('trialTaken')
    await good(
      setTrialId(bench.context, { skuId: basic.skuId, trialId: '467eab54-127b-42d3-b046-3844b860bebf' }),
    )
    const draft = await bench.draft('trial', [fjord], (each) => ({
      ...each,
      terms: { ...each.terms, product: blank.product } as never,
    }))
    expect(await bad(freezeDraft(bench.context, { id: draft.id }))).toBe('trialTaken')
    const other = await bench.customer('Havna AS', 'havna.example')
    await good(
      addSubscription(bench.context, {
        customerId: other,
        subscription: { ...blank, startsOn: '2026-11-01' },
      }),
    )
    expect(await bad(addSubscription(bench.context, { customerId: other, subscription: trial }))).toBe(
      'alreadyOwned',
    )
  })

  it('make a trial a paid one, which stays to be seen', async () => {
    const key = await good(add({ ...trial, startsOn: '2026-11-01' }))
    const paid = await good(
      convertTrial(bench.context, { id: key, subscription: { ...blank, licences: 12 } }),
    )
    const all = await subscriptionsOf(bench.db, fjord)
    expect(all.map((each) => subscriptionAt(each, '2026-11-10', 7)).sort()).toEqual(['converted', 'pending'])
    expect(all.find((each) => each.id === paid)).toMatchObject({
      trial: false,
      licences: 12,
      state: 'pending',
    })
    expect(await bad(convertTrial(bench.context, { id: key, subscription: blank }))).toBe('wrongState')
  })

  it('raise a notice where the company is partner of record, until somebody has read it', async () => {
    const key = await good(add({ ...blank, startsOn: '2026-11-01', partnerOfRecord: 'own' }))
    const before = await only()
    await good(
      saveSubscription(bench.context, {
        id: key,
        subscription: { ...before, licences: 14, autoRenew: false },
      }),
    )
    expect((await only()).notice).toEqual([
      { field: 'licences', before: '10', after: '14' },
      { field: 'autoRenew', before: 'true', after: 'false' },
    ])
    const current = await bench.session()
    expect((await listNeeds(bench.db, current, bench.moment, 100)).shown.map((need) => need.kind)).toContain(
      'notice',
    )
    await good(readNotice(bench.context, { id: key }))
    expect((await only()).notice).toEqual([])
    const other = await good(
      add({ ...blank, product: { skuId: null, name: 'Adobe' }, startsOn: '2026-11-01' }),
    )
    await good(
      saveSubscription(bench.context, {
        id: other,
        subscription: {
          ...blank,
          product: { skuId: null, name: 'Adobe' },
          startsOn: '2026-11-01',
          licences: 3,
        },
      }),
    )
    expect((await subscriptionsOf(bench.db, fjord)).every((each) => each.notice.length === 0)).toBe(true)
  })

  it('come pending from a confirmed offer, with the numbers that the customer chose, and delegation requested', async () => {
    const version = await bench.offer('purchase', [fjord])
    const { terms } = version.binding
    if (terms.kind !== 'purchase') throw new Error('not a purchase')
    const [first, second] = terms.lines as [(typeof terms.lines)[number], (typeof terms.lines)[number]]
    const text = await bench.reply(version, 'accept', {
      counts: [
        { line: first.id, count: 12 },
        { line: second.id, count: 10 },
      ],
      delegation: true,
    })
    const [taken] = await good(takeReplies(bench.context, [{ text, from: null }]))
    if (taken?.kind !== 'received') throw new Error('not received')
    expect(await subscriptionsOf(bench.db, fjord)).toEqual([])
    await good(confirmReply(bench.context, { id: taken.id, customerId: null }))
    const all = await subscriptionsOf(bench.db, fjord)
    expect(
      all.map(({ product, licences, state, source, sourceId }) => ({
        name: product.name,
        licences,
        state,
        source,
        sourceId,
      })),
    ).toEqual([
      {
        name: first.product.name,
        licences: 12,
        state: 'pending',
        source: 'offer',
        sourceId: version.offerId,
      },
      {
        name: second.product.name,
        licences: 10,
        state: 'pending',
        source: 'offer',
        sourceId: version.offerId,
      },
    ])
    expect(await bench.db.at('customers').get(fjord)).toMatchObject({ delegation: 'requested' })
    expect(
      (
        await listDeadlines(bench.db, (await bench.db.at('company').get('company'))!, bench.moment, null, 100)
      ).shown.map(({ kind }) => kind),
    ).toEqual(['verify'])
  })

  it('follow a further answer while they wait, and are not there twice', async () => {
    const version = await bench.offer('purchase', [fjord])
    const { terms } = version.binding
    if (terms.kind !== 'purchase') throw new Error('not a purchase')
    const [line] = terms.lines
    for (const count of [10, 14, 20]) {
      const [taken] = await good(
        takeReplies(bench.context, [
          { text: await bench.reply(version, 'accept', { counts: [{ line: line!.id, count }] }), from: null },
        ]),
      )
      if (taken?.kind !== 'received') throw new Error('not received')
      await good(confirmReply(bench.context, { id: taken.id, customerId: null }))
      const found = (await subscriptionsOf(bench.db, fjord)).filter(
        (each) => each.product.skuId === line!.product.skuId,
      )
      expect(found.map(({ licences }) => licences)).toEqual([count === 20 ? 14 : count])
      if (count === 14)
        await good(activateSubscription(bench.context, { id: found[0]!.id, startsOn: '2026-11-02' }))
    }
  })

  it('let a trial that was accepted start when a person says so, for as long as its offer said', async () => {
    const version = await bench.offer('trial', [fjord], (draft) => ({
      ...draft,
      terms: { ...draft.terms, days: 60 } as never,
    }))
    const [taken] = await good(
      takeReplies(bench.context, [{ text: await bench.reply(version, 'accept'), from: null }]),
    )
    if (taken?.kind !== 'received') throw new Error('not received')
    await good(confirmReply(bench.context, { id: taken.id, customerId: null }))
    const started = await only()
    expect(subscriptionAt(started, '2030-01-01', 7)).toBe('toStart')
    await good(activateSubscription(bench.context, { id: started.id, startsOn: '2026-11-03' }))
    expect((await only()).endsOn).toBe('2027-01-01')
    expect(subscriptionAt(await only(), '2026-12-28', 7)).toBe('endsSoon')
  })

  it('need full support and an authorisation', async () => {
    const user = (await bench.db.at('users').get(bench.actor))!
    await bench.db.at('users').put({ ...user, support: 'limited' })
    expect(await bad(add(blank))).toBe('notAllowed')
    await bench.db.at('users').put(user)
    const company = (await bench.db.at('company').get('company'))!
    await bench.db.at('company').put({
      ...company,
      authorisations: { subscriptionAdvisor: true, delegatedAdministration: false, serviceProvider: false },
    })
    expect(await bad(add(blank))).toBe('notAllowed')
  })
})

describe('a recipient', () => {
  it('is moved by hand only with a reason, which the log keeps', async () => {
    const bench = await Bench.start()
    const fjord = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
    const version = await bench.offer('purchase', [fjord])
    const [recipient] = await bench.recipients(version)
    expect(
      await bad(moveRecipientByHand(bench.context, { id: recipient!.id, state: 'accepted', reason: ' ' })),
    ).toBe('invalid')
    await good(
      moveRecipientByHand(bench.context, { id: recipient!.id, state: 'accepted', reason: 'Ringte og sa ja' }),
    )
    expect((await bench.recipients(version))[0]?.state).toBe('accepted')
    const lines = await bench.db
      .at('activity')
      .where('[offerId+at]')
      .between([version.offerId, ''], [version.offerId, '\uffff'])
      .toArray()
    expect(lines.find(({ action }) => action === 'recipientMoved')?.detail).toEqual({
      state: 'accepted',
      reason: 'Ringte og sa ja',
    })
  })
})
