import * as v from 'valibot'
import { delegationAt } from '#core/clock/delegation.ts'
import type { Customer } from '#core/model/customer.ts'
import { isDelegated, recipientStates } from '#core/model/kinds.ts'
import type { Version } from '#core/model/offer.ts'
import { askedGrant, grantOf } from '#core/model/offered.ts'
import { Problem } from '#core/model/problem.ts'
import type { Recipient, RecipientState } from '#core/model/recipient.ts'
import { senderOf, type Reply, type ReplyContent } from '#core/model/reply.ts'
import { filled, id, hex, text } from '#core/model/schema.ts'
import { findArmor } from '#core/reply/armor.ts'
import { command } from '#core/workspace/command.ts'
import { newRelationship } from '#core/workspace/delegations.ts'
import { keepAll } from '#core/workspace/keeping.ts'
import { countsFit, hasChanges } from '#core/workspace/marks.ts'
import { addRecipient, touchOffer } from '#core/workspace/offers.ts'
import { openAll } from '#core/workspace/opening.ts'
import { pendSubscriptions } from '#core/workspace/subscriptions.ts'
import type { Work } from '#core/workspace/work.ts'

/** A person has decided: what the recipient was before a reply came does not matter any more. */
async function moveRecipient(work: Work, recipient: Recipient, state: RecipientState): Promise<void> {
  const { stateBefore: _, ...rest } = recipient
  await work.put('recipients', { ...rest, state, updatedAt: work.at })
}

/**
 * Takes in the replies in some texts, at most `mostAtOnce` new ones: a mail,
 * a chat, a mailbox. Whatever is no reply is left out; a reply to an offer
 * that is not known here is kept as it is and opened when it is taken in
 * again.
 *
 * `from` is the address that a mail came from; one that is none is dropped.
 *
 * @throws Problem (as outcome) `replyNone`; `locked` while the vault is closed
 */
export const takeReplies = command({
  input: v.array(v.object({ text: v.string('required'), from: v.nullable(v.string('required')) })),
  may: 'reply.take',
  async prepare(context, input) {
    const found = input.flatMap(({ text, from }) =>
      findArmor(text).map((armor) => ({ armor, from: senderOf(from) })),
    )
    if (!found.length) throw new Problem('replyNone')
    return openAll(context, found)
  },
  run: (work, _input, opened) => keepAll(work, opened),
})

/** What a confirmed answer makes of its recipient. */
function stateAfter(version: Version, content: ReplyContent): RecipientState {
  if (content.answer === 'decline') return 'declined'
  if (content.answer === 'question' || content.answer === 'change') return 'asked'
  return hasChanges(version, content) ? 'acceptedWithChanges' : 'accepted'
}

/**
 * A person says that a reply is what it claims to be. Updates the recipient
 * and the customer together: what was accepted is pending, a trial is to
 * start, delegation is requested.
 *
 * `customerId` names the customer when the reply alone does not.
 */
export const confirmReply = command({
  input: v.object({ id: hex(64), customerId: v.nullable(id) }),
  may: 'reply.confirm',
  async run(work, input) {
    const reply = await work.get('replies', input.id)
    const { content } = reply
    if (reply.state !== 'received' || !content || !reply.code) throw new Problem('wrongState')
    const version = await work.get('versions', reply.code)
    if (content.answer === 'accept' && !countsFit(version, content)) throw new Problem('badRange')
    const recipient = await recipientFor(work, reply, version, input.customerId)
    const state = stateAfter(version, content)
    await moveRecipient(work, recipient, state)
    await work.put('replies', { ...reply, state: 'confirmed', recipientId: recipient.id })
    const delegated = content.answer === 'accept' && acceptsDelegation(version, content)
    const customer = recipient.customerId ? await work.find('customers', recipient.customerId) : null
    if (customer && content.answer === 'accept') await pendSubscriptions(work, version, content, customer)
    if (customer && delegated && !isDelegated(delegationAt(customer, work.date)))
      await requestDelegation(work, customer, version)
    await touchOffer(work, version.offerId)
    await work.log('replyConfirmed', {
      offerId: version.offerId,
      customerId: recipient.customerId,
      detail: { state },
    })
    return state
  },
})

/** Whether an acceptance gives delegated administration: only what was offered can be accepted. */
const acceptsDelegation = ({ binding: { terms } }: Version, content: ReplyContent) =>
  terms.kind === 'delegation' || (content.delegation === true && askedGrant(terms) !== null)

/** Accepted here is *requested*: Microsoft has heard nothing yet. */
async function requestDelegation(
  work: Work,
  customer: Customer,
  { binding: { terms } }: Version,
): Promise<void> {
  const grant = grantOf(terms)
  const relationship = {
    ...newRelationship(grant?.name ?? ''),
    days: grant?.days ?? 730,
    autoExtend: grant?.autoExtend ?? false,
  }
  await work.put('customers', { ...customer, delegation: 'requested', relationship })
}

async function recipientFor(
  work: Work,
  reply: Reply,
  version: Version,
  customerId: string | null,
): Promise<Recipient> {
  if (reply.recipientId) return work.get('recipients', reply.recipientId)
  if (!customerId) throw new Problem('recipientNeeded')
  await work.get('customers', customerId)
  const known = await work.db
    .at('recipients')
    .where({ offerId: version.offerId })
    .filter((each) => each.customerId === customerId)
    .first()
  return known ?? addRecipient(work, version.offerId, customerId)
}

/** Makes a recipient what it was before, unless another reply of it waits. */
async function releaseRecipient(work: Work, recipient: Recipient): Promise<void> {
  const waiting = await work.db
    .at('replies')
    .where({ recipientId: recipient.id })
    .filter((each) => each.state === 'received')
    .count()
  if (recipient.state === 'received' && waiting === 0)
    await moveRecipient(work, recipient, recipient.stateBefore ?? 'sent')
}

/** Lays a reply aside, with the reason. It is kept. @returns the reply's id */
export const setReplyAside = command({
  input: v.object({ id: hex(64), reason: text(500) }),
  may: 'reply.confirm',
  async run(work, { id: replyId, reason }) {
    const reply = await work.get('replies', replyId)
    if (reply.state !== 'received') throw new Problem('wrongState')
    await work.put('replies', { ...reply, state: 'setAside', reason })
    const recipient = reply.recipientId ? await work.find('recipients', reply.recipientId) : null
    if (recipient) await releaseRecipient(work, recipient)
    const version = reply.code ? await work.find('versions', reply.code) : null
    await work.log('replySetAside', {
      offerId: version?.offerId ?? null,
      customerId: recipient?.customerId ?? null,
      detail: { reason },
    })
    return replyId
  },
})

/** Whether a reply may be deleted: nothing follows from one that was set aside or never opened. */
export const isDeletable = ({ state, content }: Reply) => state === 'setAside' || content === null

/** Deletes a reply for good. @throws Problem (as outcome) `wrongState` for one that was answered or waits for an answer. @returns its id */
export const deleteReply = command({
  input: v.object({ id: hex(64) }),
  may: 'reply.confirm',
  async run(work, { id: replyId }) {
    const reply = await work.get('replies', replyId)
    if (!isDeletable(reply)) throw new Problem('wrongState')
    await work.remove('replies', replyId)
    const version = reply.code ? await work.find('versions', reply.code) : null
    await work.log('repliesDeleted', { offerId: version?.offerId ?? null, detail: { n: 1 } })
    return replyId
  },
})

/** Deletes every reply that was set aside, or every one that waits and never could be opened. @returns how many */
export const deleteReplies = command({
  input: v.object({ which: v.picklist(['setAside', 'unopened'], 'choice') }),
  may: 'reply.confirm',
  async run(work, { which }) {
    const state = which === 'setAside' ? 'setAside' : 'received'
    const found = await work.db.at('replies').where({ state }).filter(isDeletable).primaryKeys()
    if (!found.length) throw new Problem('wrongState')
    await work.removeAll('replies', found)
    await work.log('repliesDeleted', { detail: { n: found.length } })
    return found.length
  },
})

/** A person puts a recipient back or forth by hand, with the reason. */
export const moveRecipientByHand = command({
  input: v.object({ id, state: v.picklist(recipientStates, 'choice'), reason: filled(500) }),
  may: 'recipient.move',
  async run(work, { id: key, state, reason }) {
    const recipient = await work.get('recipients', key)
    if (recipient.state === state) throw new Problem('wrongState')
    await moveRecipient(work, recipient, state)
    await touchOffer(work, recipient.offerId)
    await work.log('recipientMoved', {
      offerId: recipient.offerId,
      customerId: recipient.customerId,
      detail: { state, reason },
    })
  },
})
