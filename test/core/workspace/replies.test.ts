import { beforeEach, describe, expect, it } from 'vitest'
import type { Version } from '#core/model/offer.ts'
import type { PurchaseTerms } from '#core/model/terms.ts'
import { saveCustomer } from '#core/workspace/customers.ts'
import { counterDraft, nextDraft, saveDraft } from '#core/workspace/drafts.ts'
import { freezeDraft, withdrawOffer } from '#core/workspace/offers.ts'
import { confirmReply, setReplyAside, takeReplies } from '#core/workspace/replies.ts'
import { listReplies } from '#core/workspace/replyViews.ts'
import { unlock } from '#core/workspace/vault.ts'
import { bad, Bench, good, noon, passphrase } from '#test/core/workspace/support.ts'

let bench: Bench
let fjord: string
let version: Version
beforeEach(async () => {
  bench = await Bench.start()
  fjord = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
  version = await bench.offer('purchase', [fjord])
})

const take = async (text: string) =>
  (await good(takeReplies(bench.context, [{ text, from: null }]))).map((each) => each.kind)
const stored = async () => (await listReplies(bench.db)).map(({ reply }) => reply)
const state = async () => (await bench.recipients(version))[0]!.state

describe('a reply', () => {
  it('is received, and accepted only when a person confirms it', async () => {
    expect(await take(await bench.reply(version, 'accept'))).toEqual(['received'])
    expect(await state()).toBe('received')
    const [reply] = await stored()
    expect(reply).toMatchObject({ state: 'received', code: version.code, marks: [] })
    expect(await good(confirmReply(bench.context, { id: reply!.id, customerId: null }))).toBe('accepted')
    expect(await state()).toBe('accepted')
    expect(await bad(confirmReply(bench.context, { id: reply!.id, customerId: null }))).toBe('wrongState')
  })

  it('with other numbers is accepted with changes', async () => {
    const { lines } = version.binding.terms as PurchaseTerms
    const counts = lines.map((line) => ({ line: line.id, count: line.count + 2 }))
    await take(await bench.reply(version, 'accept', { counts }))
    expect(await good(confirmReply(bench.context, { id: (await stored())[0]!.id, customerId: null }))).toBe(
      'acceptedWithChanges',
    )
  })

  it('outside the range is marked and cannot be confirmed', async () => {
    const { lines } = version.binding.terms as PurchaseTerms
    await take(
      await bench.reply(version, 'accept', {
        counts: [
          { line: lines[0]!.id, count: 10 },
          { line: lines[1]!.id, count: 21 },
        ],
      }),
    )
    const [reply] = await stored()
    expect(reply!.marks).toEqual(['outOfRange'])
    expect(await bad(confirmReply(bench.context, { id: reply!.id, customerId: null }))).toBe('badRange')
  })

  it('that asks for other numbers is no acceptance: confirmed it is asked, and its numbers make the next version', async () => {
    const { lines } = version.binding.terms as PurchaseTerms
    const [first, second] = lines
    await take(
      await bench.reply(version, 'change', {
        counts: [
          { line: first!.id, count: 900 },
          { line: second!.id, count: 0 },
        ],
        message: 'Vi er blitt flere.',
      }),
    )
    const [reply] = await stored()
    expect(reply!.marks).toEqual([])
    expect(await good(confirmReply(bench.context, { id: reply!.id, customerId: null }))).toBe('asked')
    const offer = (await bench.db.at('offers').get(version.offerId))!
    const draft = counterDraft(
      version,
      offer,
      reply!.content!,
      [fjord],
      (await bench.db.at('company').get('company'))!,
      noon,
    )
    expect((draft.terms as PurchaseTerms).lines).toEqual([{ ...first, count: 900, max: 900 }])
  })

  it('says how well its writer is known, and when the mail came from somebody else', async () => {
    const customer = (await bench.db.at('customers').get(fjord))!
    await good(
      saveCustomer(bench.context, {
        ...customer,
        contacts: [{ id: 'k', name: 'Kari', email: 'Kari@fjordbygg.example', phone: '' }],
      }),
    )
    const from = async (email: string, sender: string | null) => {
      const text = await bench.reply(version, 'question', { by: { name: 'Kari', email, company: '' } })
      const [taken] = await good(takeReplies(bench.context, [{ text, from: sender }]))
      const { known, otherSender } = (await listReplies(bench.db)).find(
        ({ reply }) => 'id' in taken! && reply.id === taken.id,
      )!
      return [known, otherSender]
    }
    expect(await from('kari@fjordbygg.example', 'kari@fjordbygg.example')).toEqual(['contact', false])
    expect(await from('ola@fjordbygg.example', null)).toEqual(['domain', false])
    expect(await from('kari@fjordbygg.example', 'noen@else.example')).toEqual(['contact', true])
    expect(await from('noen@else.example', null)).toEqual(['stranger', false])
  })

  it.each([
    ['decline', 'declined'],
    ['question', 'asked'],
  ] as const)('that says %s makes the recipient %s', async (answer, after) => {
    await take(await bench.reply(version, answer, { message: 'Hvorfor?' }))
    expect(await good(confirmReply(bench.context, { id: (await stored())[0]!.id, customerId: null }))).toBe(
      after,
    )
  })

  it('that accepts delegation makes it requested, no more', async () => {
    await take(await bench.reply(version, 'accept', { delegation: true }))
    await good(confirmReply(bench.context, { id: (await stored())[0]!.id, customerId: null }))
    expect((await bench.db.at('customers').get(fjord))!.delegation).toBe('requested')
  })

  it('that declines delegation changes nothing at the customer', async () => {
    await take(await bench.reply(version, 'accept', { delegation: false }))
    await good(confirmReply(bench.context, { id: (await stored())[0]!.id, customerId: null }))
    expect((await bench.db.at('customers').get(fjord))!.delegation).toBe('none')
  })

  it('taken in again is a repeat, and loses nothing', async () => {
    const text = await bench.reply(version, 'accept')
    expect(await take(text)).toEqual(['received'])
    expect(await take(`Hei\n> ${text.replace(/\n/g, '\n> ')}`)).toEqual(['repeat'])
    expect(await take(`${text}\n\n${text}`)).toEqual(['repeat', 'repeat'])
    expect(await stored()).toHaveLength(1)
  })

  it('that is a second answer is kept beside the first and marked', async () => {
    await take(await bench.reply(version, 'accept'))
    await take(await bench.reply(version, 'decline'))
    const all = await stored()
    expect(all).toHaveLength(2)
    expect(all.filter((reply) => reply.marks.includes('second'))).toHaveLength(1)
  })

  it('to an older version is marked, and still readable', async () => {
    const text = await bench.reply(version, 'accept')
    const offer = (await bench.db.at('offers').get(version.offerId))!
    const draft = nextDraft(version, offer, [fjord], (await bench.db.at('company').get('company'))!, noon)
    await good(saveDraft(bench.context, draft))
    await good(freezeDraft(bench.context, { id: draft.id }))
    expect(await take(text)).toEqual(['received'])
    expect((await stored())[0]!.marks).toEqual(['outdated'])
  })

  it('to a withdrawn offer, or written after its last day, is marked', async () => {
    await take(await bench.reply(version, 'accept', { at: '2026-12-03T00:00:00.000Z' }))
    expect((await stored())[0]!.marks).toEqual(['afterExpiry'])
    await good(withdrawOffer(bench.context, { code: version.code, reason: '' }))
    await take(await bench.reply(version, 'decline'))
    expect((await stored()).flatMap((reply) => reply.marks).sort()).toEqual([
      'afterExpiry',
      'second',
      'withdrawn',
    ])
  })

  it('to an offer of another workspace is kept as it came', async () => {
    const other = await Bench.start()
    const foreign = await other.offer('delegation', [
      await other.customer('Havna Regnskap AS', 'havna.example'),
    ])
    const text = await other.reply(foreign, 'accept')
    expect(await take(text)).toEqual(['unknownOffer'])
    expect((await stored())[0]).toMatchObject({
      content: null,
      marks: ['unknownOffer'],
      armor: text.replace(/\n/g, ''),
    })
    expect(await bad(confirmReply(bench.context, { id: (await stored())[0]!.id, customerId: fjord }))).toBe(
      'wrongState',
    )
    await good(setReplyAside(bench.context, { id: (await stored())[0]!.id, reason: 'ikke vår' }))
    expect((await stored())[0]!.state).toBe('setAside')
  })

  it('that is damaged or no reply at all is told apart and stores nothing', async () => {
    const text = await bench.reply(version, 'accept')
    expect(await take(text.slice(0, 100) + (text[100] === 'A' ? 'B' : 'A') + text.slice(101))).toEqual([
      'damaged',
    ])
    expect(await take(text.slice(0, 100))).toEqual(['damaged'])
    expect(await bad(takeReplies(bench.context, [{ text: 'Takk for tilbudet!', from: null }]))).toBe(
      'replyNone',
    )
    expect(await stored()).toEqual([])
  })

  it('sealed for another version’s hash does not open as this one', async () => {
    const twin = await bench.offer('purchase', [fjord])
    // The outside names the first offer, the inside was sealed for the second.
    const forged = await bench.reply(
      { ...twin, hash: version.hash.slice(0, 16) + twin.hash.slice(16) },
      'accept',
    )
    expect(await take(forged)).toEqual(['damaged'])
    // Content that names another code than the offer it was sealed for.
    expect(await take(await bench.reply(version, 'accept', { code: twin.code }))).toEqual(['damaged'])
  })

  it('needs the passphrase when the vault is locked, and nothing is lost meanwhile', async () => {
    const text = await bench.reply(version, 'accept')
    bench.dataKey = null
    expect(await bad(takeReplies(bench.context, [{ text, from: null }]))).toBe('locked')
    expect(await bad(unlock(bench.db, 'feil setning', bench.actor))).toBe('passphraseWrong')
    bench.dataKey = (await good(unlock(bench.db, passphrase, bench.actor))).dataKey
    expect(await take(text)).toEqual(['received'])
  })

  it('opens in a browser that was restored from a backup made before it', async () => {
    const text = await bench.reply(version, 'accept')
    const other = await bench.elsewhere()
    expect((await good(takeReplies(other.context, [{ text, from: null }]))).map((each) => each.kind)).toEqual(
      ['received'],
    )
  })
})

describe('who it is from', () => {
  it('is told by the token, where several may answer', async () => {
    const havna = await bench.customer('Havna Regnskap AS', 'havna.example')
    version = await bench.offer('trial', [fjord, havna])
    const recipient = (await bench.recipients(version)).find((each) => each.customerId === havna)!
    await take(await bench.reply(version, 'accept', { token: recipient.token }))
    expect((await stored())[0]!.recipientId).toBe(recipient.id)
  })

  it('is suggested by the e-mail’s domain otherwise, and a person chooses', async () => {
    const havna = await bench.customer('Havna Regnskap AS', 'havna.example')
    version = await bench.offer('trial', [fjord, havna])
    await take(await bench.reply(version, 'accept'))
    const [view] = await listReplies(bench.db)
    expect(view!.reply.recipientId).toBeNull()
    expect(view!.suggestions.map((each) => each.id)).toEqual([fjord])
    expect(await bad(confirmReply(bench.context, { id: view!.reply.id, customerId: null }))).toBe(
      'recipientNeeded',
    )
    await good(confirmReply(bench.context, { id: view!.reply.id, customerId: havna }))
    expect((await bench.recipients(version)).find((each) => each.customerId === havna)!.state).toBe(
      'accepted',
    )
  })

  it('makes a recipient of a public offer', async () => {
    version = await bench.offer('trial', [])
    await take(await bench.reply(version, 'accept'))
    await good(confirmReply(bench.context, { id: (await stored())[0]!.id, customerId: fjord }))
    expect(await bench.recipients(version)).toMatchObject([{ customerId: fjord, state: 'accepted' }])
  })
})
