import fc from 'fast-check'
import * as v from 'valibot'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Version } from '#core/model/offer.ts'
import type { RecipientState } from '#core/model/recipient.ts'
import type { ReplyContent } from '#core/model/reply.ts'
import type { PurchaseTerms } from '#core/model/terms.ts'
import { findArmor, toArmor } from '#core/reply/armor.ts'
import { sealReply } from '#core/reply/seal.ts'
import { makeBackup } from '#core/workspace/backup.ts'
import { command } from '#core/workspace/command.ts'
import {
  confirmReply,
  deleteReplies,
  deleteReply,
  moveRecipientByHand,
  setReplyAside,
  takeReplies,
} from '#core/workspace/replies.ts'
import { countReplies, listReplies } from '#core/workspace/replyViews.ts'
import { undo } from '#core/workspace/undo.ts'
import { bad, Bench, good, noon } from '#test/core/workspace/support.ts'

let bench: Bench
let fjord: string
let version: Version
beforeEach(async () => {
  bench = await Bench.start()
  fjord = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
  version = await bench.offer('purchase', [fjord])
})

const take = async (text: string, from: string | null = null) =>
  (await good(takeReplies(bench.context, [{ text, from }]))).map((each) => each.kind)
const newest = async () => (await listReplies(bench.db))[0]!.reply
const recipient = async () => (await bench.recipients(version))[0]!
const confirm = async (id: string) => good(confirmReply(bench.context, { id, customerId: null }))
const answer = async (
  ...args: Parameters<Bench['reply']> extends [Version, ...infer Rest] ? Rest : never
) => {
  bench.moment += 1000
  const [taken] = await good(
    takeReplies(bench.context, [{ text: await bench.reply(version, ...args), from: null }]),
  )
  if (!taken || !('id' in taken)) throw new Error('The reply was not kept.')
  return (await bench.db.at('replies').get(taken.id))!
}

/** A well-formed text that is sealed to nobody. */
const fake = (length = 300) => {
  const bytes = crypto.getRandomValues(new Uint8Array(length))
  bytes.set([1, 1, 0])
  return toArmor(bytes)
}

/** Sealed for this offer, whatever is inside. */
const sealed = (inside: unknown) => sealReply(inside as ReplyContent, version.binding.replyKey, version.hash)

describe('a backup (A1)', () => {
  it('is still made after the largest reply that is taken in, whatever its sender', async () => {
    expect(await take(fake(14_750), 'kari\u007f@fjordbygg.example')).toEqual(['unknownOffer'])
    expect(await take(fake(), `${'k'.repeat(300)}@fjordbygg.example`)).toEqual(['unknownOffer'])
    expect(await take(fake(16_000))).toEqual(['damaged'])
    expect((await listReplies(bench.db)).map(({ reply }) => reply.sender)).toContain('kari@fjordbygg.example')
    await good(makeBackup(bench.context))
  })

  it('holds nothing that does not fit: it is not written, and table and field are named', async () => {
    const before = await bench.db.at('customers').get(fjord)
    const spoil = command({
      input: v.undefined(),
      may: null,
      run: (work) => work.put('customers', { ...before!, name: 'x'.repeat(500) }),
    })
    const outcome = await spoil(bench.context, undefined)
    expect(!outcome.ok && outcome.problem).toMatchObject({
      code: 'recordUnfit',
      detail: { table: 'customers', field: 'name' },
    })
    expect(await bench.db.at('customers').get(fjord)).toEqual(before)
  })

  it('keeps a frozen version to the letter when its state changes', async () => {
    const spoil = command({
      input: v.undefined(),
      may: null,
      run: (work) => work.put('versions', { ...version, state: 'published' }),
    })
    await good(spoil(bench.context, undefined))
    expect(JSON.stringify((await bench.db.at('versions').get(version.code))!.binding)).toBe(
      JSON.stringify(version.binding),
    )
  })
})

describe('the sender of a mail (A11)', () => {
  it.each([
    ['too long', `${'k'.repeat(300)}@x.example`],
    ['no address', 'Kari'],
    ['two lines', 'a@b.example\nc@d.example'],
    ['empty', ''],
  ])('that is %s is left out, and the reply is taken in', async (_, from) => {
    expect(await take(await bench.reply(version, 'accept'), from)).toEqual(['received'])
    expect(await newest()).not.toHaveProperty('sender')
  })
})

describe('what a stranger writes (A18)', () => {
  it('is kept without controls that turn it around', async () => {
    const by = { name: 'Kari \u202egnosrep', email: 'kari@fjordbygg.example', company: '\u2066Fjord\u2069' }
    await take(await bench.reply(version, 'accept', { by }), '\u202ekari@fjordbygg.example')
    expect(await newest()).toMatchObject({
      sender: 'kari@fjordbygg.example',
      content: { by: { name: 'Kari gnosrep', company: 'Fjord' } },
    })
  })
})

describe('a reply that cannot be confirmed', () => {
  it('is deleted by a person, and is back when that is undone (A1)', async () => {
    await take(fake())
    const { id } = await newest()
    const outcome = await deleteReply(bench.context, { id })
    expect(outcome.ok).toBe(true)
    expect(await countReplies(bench.db, ['received'])).toBe(0)
    if (outcome.ok) await good(undo(bench.context, outcome.undo))
    expect((await newest()).id).toBe(id)
  })

  it('is not deleted while its answer waits or after it was confirmed', async () => {
    const { id } = await answer('accept')
    expect(await bad(deleteReply(bench.context, { id }))).toBe('wrongState')
    await confirm(id)
    expect(await bad(deleteReply(bench.context, { id }))).toBe('wrongState')
  })

  it('is deleted with all others of its kind at once (A12)', async () => {
    await take([fake(), fake(), fake()].join('\n'))
    const { id } = await answer('question', { message: 'Når?' })
    expect(await good(deleteReplies(bench.context, { which: 'unopened' }))).toBe(3)
    expect(await bad(deleteReplies(bench.context, { which: 'unopened' }))).toBe('wrongState')
    await good(setReplyAside(bench.context, { id, reason: '' }))
    expect(await good(deleteReplies(bench.context, { which: 'setAside' }))).toBe(1)
    expect(await bench.db.at('replies').count()).toBe(0)
    const logged = (await bench.db.at('activity').toArray()).filter(
      ({ action }) => action === 'repliesDeleted',
    )
    expect(logged.map(({ detail }) => detail.n)).toEqual(expect.arrayContaining([1, 3]))
  })
})

describe('an answer that does not have the usual form (A2)', () => {
  const content = async () => ({
    format: 1,
    answer: 'accept',
    code: version.code,
    version: 1,
    at: new Date(noon).toISOString(),
    nonce: 'ab'.repeat(16),
    by: { name: 'Kari', email: 'kari@fjordbygg.example', company: '' },
    counts: (version.binding.terms as PurchaseTerms).lines.map(({ id, count }) => ({ line: id, count })),
    delegation: false,
    message: '',
    token: (await recipient()).token,
  })

  it('is shown with a mark, and can be confirmed', async () => {
    expect(
      await take(
        await sealed({
          ...(await content()),
          by: { name: 'K'.repeat(90), email: 'kari@fjordbygg.example', company: '' },
        }),
      ),
    ).toEqual(['received'])
    const reply = await newest()
    expect(reply).toMatchObject({ marks: ['repaired'], content: { message: 'K'.repeat(90) } })
    expect(await confirm(reply.id)).toBe('accepted')
  })

  it('is kept until it is deleted when there is no answer inside', async () => {
    const text = await sealed({ hello: 'world' })
    expect(await take(text)).toEqual(['unreadable'])
    expect(await take(text)).toEqual(['repeat'])
    expect(await newest()).toMatchObject({ content: null, marks: ['unreadable'], code: version.code })
    expect((await recipient()).state).toBe('toSend')
    await good(deleteReply(bench.context, { id: (await newest()).id }))
  })

  it('still counts as damaged when it names another offer', async () => {
    const other = await bench.offer('trial', [fjord])
    expect(
      await take(await sealed({ ...(await content()), code: other.code, by: { name: 'K'.repeat(90) } })),
    ).toEqual(['damaged'])
    expect(await bench.db.at('replies').count()).toBe(0)
  })

  it('never ends in an unnamed fault, whatever is sealed', async () => {
    const base = await content()
    const field = fc.constantFrom(...Object.keys(base))
    await fc.assert(
      fc.asyncProperty(field, fc.jsonValue({ maxDepth: 3 }), async (name, value) => {
        await good(
          takeReplies(bench.context, [
            {
              text: await sealed({ ...base, nonce: crypto.randomUUID().replaceAll('-', ''), [name]: value }),
              from: null,
            },
          ]),
        )
      }),
      { numRuns: 60 },
    )
    for (const { reply } of await listReplies(bench.db)) {
      const outcome = await confirmReply(bench.context, { id: reply.id, customerId: null })
      expect(outcome.ok || outcome.problem.code).not.toBe('unexpected')
    }
    await good(makeBackup(bench.context))
  })

  it('never ends in an unnamed fault, whichever bits are turned', async () => {
    const [found] = findArmor(await bench.reply(version, 'accept'))
    const bytes = found!.ok ? found!.sealed : new Uint8Array()
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (place, bits) => {
        const turned = bytes.slice()
        turned[place]! ^= bits
        const [kind] = await take(toArmor(turned))
        expect(['damaged', 'newer', 'unknownOffer', 'repeat']).toContain(kind)
      }),
      { numRuns: 100 },
    )
  })
})

describe('a further reply (A3)', () => {
  it.each(['accepted', 'declined'] as const)(
    'does not take back what a person confirmed as %s',
    async (state) => {
      await confirm((await answer(state === 'accepted' ? 'accept' : 'decline')).id)
      const { updatedAt } = (await bench.db.at('offers').get(version.offerId))!
      const { id, marks } = await answer('question', { message: 'Er dere der?' })
      expect(marks).toEqual(['second'])
      expect((await recipient()).state).toBe(state)
      expect((await bench.db.at('offers').get(version.offerId))!.updatedAt).toBe(updatedAt)
      await good(setReplyAside(bench.context, { id, reason: '' }))
      expect((await recipient()).state).toBe(state)
    },
  )

  it.each(['toSend', 'sent', 'asked'] as const)(
    'that is set aside leaves the recipient %s, as it was',
    async (state: RecipientState) => {
      const { id } = await recipient()
      if (state !== 'toSend')
        await good(moveRecipientByHand(bench.context, { id, state, reason: 'for hånd' }))
      const first = await answer('accept')
      const second = await answer('decline')
      expect((await recipient()).state).toBe('received')
      await good(setReplyAside(bench.context, { id: first.id, reason: '' }))
      expect((await recipient()).state).toBe('received')
      const aside = await setReplyAside(bench.context, { id: second.id, reason: '' })
      expect(await recipient()).toMatchObject({ state })
      expect(await recipient()).not.toHaveProperty('stateBefore')
      if (aside.ok) await good(undo(bench.context, aside.undo))
      expect(await recipient()).toMatchObject({ state: 'received', stateBefore: state })
    },
  )

  it('is marked when a person has settled the matter by hand', async () => {
    await good(
      moveRecipientByHand(bench.context, {
        id: (await recipient()).id,
        state: 'accepted',
        reason: 'på telefon',
      }),
    )
    expect((await answer('decline')).marks).toEqual(['second'])
    expect((await recipient()).state).toBe('accepted')
  })
})

describe('a flood of replies (A12)', () => {
  it('of more than 1,000 is taken in a thousand at a time, with answers to known offers first', async () => {
    const fakes = Array.from({ length: 1100 }, () => fake(120))
    const text = [...fakes, await bench.reply(version, 'accept')].join('\n')
    const first = await take(text)
    expect(first.at(-1)).toBe('received')
    expect(first.filter((kind) => kind === 'unknownOffer')).toHaveLength(999)
    expect(first.filter((kind) => kind === 'left')).toHaveLength(101)
    expect((await take(text)).filter((kind) => kind === 'unknownOffer')).toHaveLength(101)
    expect(await bench.db.at('replies').count()).toBe(1101)
  })

  it('is read a page at a time, newest first', async () => {
    await take(fake())
    bench.moment += 1000
    await take(fake())
    bench.moment += 1000
    const { id } = await answer('accept')
    await confirm(id)
    const [only, ...more] = await listReplies(bench.db, { states: ['received'], limit: 1 })
    expect(more).toEqual([])
    expect(only!.reply.receivedAt).toBe(new Date(noon + 1000).toISOString())
    expect(await countReplies(bench.db, ['received'])).toBe(2)
    expect(
      (await listReplies(bench.db, { states: ['confirmed', 'setAside'], limit: 5 })).map(
        ({ reply }) => reply.id,
      ),
    ).toEqual([id])
  })
})

describe('a mark (A16)', () => {
  const closed = () => Date.parse(version.binding.closesAt)

  it('tells what came in after the last day, whatever the customer’s clock says', async () => {
    bench.moment = closed() + 3_600_000
    expect((await answer('decline', { at: new Date(closed() - 1000).toISOString() })).marks).toEqual(['late'])
    expect((await answer('decline', { at: new Date(closed()).toISOString() })).marks).toEqual([
      'afterExpiry',
      'second',
    ])
  })

  it('tells an answer that did not come through the customer’s own link', async () => {
    expect((await answer('decline', { token: null })).marks).toEqual(['noToken'])
    expect((await answer('decline', { token: 'somebody-else' })).marks).toEqual(['second', 'wrongToken'])
    version = await bench.offer('trial', [])
    expect((await answer('decline')).marks).toEqual([])
  })

  it('tells lines that are doubled, missing or unknown, and nothing of them becomes a subscription', async () => {
    const [first, second] = (version.binding.terms as PurchaseTerms).lines.map(({ id }) => id)
    const counts = async (...all: [string, number][]) => {
      const reply = await answer('accept', { counts: all.map(([line, count]) => ({ line, count })) })
      return { id: reply.id, marks: reply.marks.filter((mark) => mark !== 'second') }
    }
    const twice = await counts([first!, 10], [second!, 5], [second!, 20])
    const unknown = await counts([first!, 10], [second!, 5], ['nothing', 7])
    const missing = await counts([first!, 10])
    expect([twice.marks, unknown.marks, missing.marks]).toEqual([
      ['lineTwice'],
      ['lineUnknown'],
      ['lineMissing'],
    ])
    for (const { id } of [twice, unknown])
      expect(await bad(confirmReply(bench.context, { id, customerId: null }))).toBe('badRange')
    expect(await bench.db.at('subscriptions').count()).toBe(0)
    expect(await confirm(missing.id)).toBe('acceptedWithChanges')
    expect((await bench.db.at('subscriptions').toArray()).map(({ licences }) => licences)).toEqual([10])
  })

  it('tells delegation that was not offered, and confirming does not request it', async () => {
    version = await bench.offer('purchase', [fjord], (draft) => ({
      ...draft,
      terms: { ...draft.terms, delegation: null } as PurchaseTerms,
    }))
    const reply = await answer('accept', { delegation: true })
    expect(reply.marks).toEqual(['delegationNotOffered'])
    await confirm(reply.id)
    expect((await bench.db.at('customers').get(fjord))!.delegation).toBe('none')
  })
})
