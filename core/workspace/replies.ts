import * as v from 'valibot'
import { delegationAt } from '#core/clock/delegation.ts'
import { sha256, toHex } from '#core/model/bytes.ts'
import type { Customer } from '#core/model/customer.ts'
import { isDelegated } from '#core/model/delegation.ts'
import { stateAt, type Version } from '#core/model/offer.ts'
import { Problem } from '#core/model/problem.ts'
import { recipientStates, type Recipient, type RecipientState } from '#core/model/recipient.ts'
import type { Reply, ReplyContent, ReplyMark } from '#core/model/reply.ts'
import { filled, id, hex, text } from '#core/model/schema.ts'
import { findArmor, type ArmorFound } from '#core/reply/armor.ts'
import { importKeyPair } from '#core/reply/key.ts'
import { openReply, readEnvelope, type Envelope } from '#core/reply/open.ts'
import type { Database } from '#core/storage/database.ts'
import { replySecretId } from '#core/storage/references.ts'
import { openSecret } from '#core/storage/vault.ts'
import { command, type Context, type Work } from '#core/workspace/command.ts'
import { newRelationship } from '#core/workspace/delegations.ts'
import { addRecipient, touchOffer } from '#core/workspace/offers.ts'
import { pendSubscriptions } from '#core/workspace/subscriptions.ts'

/** What became of one reply in a text that was taken in. */
export type Taken =
  | { kind: 'received'; id: string }
  | { kind: 'repeat'; id: string; receivedAt: string }
  | { kind: 'unknownOffer'; id: string }
  | { kind: 'damaged' }
  | { kind: 'newer' }

type Opened =
  | { kind: 'damaged' }
  | { kind: 'newer' }
  | { kind: 'unknownOffer'; id: string; armor: string; from: string | null }
  | { kind: 'opened'; id: string; armor: string; from: string | null; version: Version; content: ReplyContent }

async function replyKey({ db, dataKey }: Context, keyId: string): Promise<CryptoKeyPair | null> {
  const secretId = replySecretId(keyId)
  const secret = await db.at('secrets').get(secretId)
  if (!secret) return null
  if (!dataKey) throw new Problem('locked')
  return importKeyPair(JSON.parse(await openSecret(dataKey, secretId, secret)))
}

async function openOne(context: Context, found: ArmorFound, from: string | null): Promise<Opened> {
  if (!found.ok) return { kind: found.why }
  const { sealed, armor } = found
  const envelope: Envelope | null = readEnvelope(sealed)
  if (!envelope) return { kind: 'newer' }
  const replyId = toHex(await sha256(new Uint8Array(sealed)))
  const key = await replyKey(context, envelope.keyId)
  const version = key && (await context.db.at('versions').where('hash').startsWith(envelope.offer).first())
  if (!key || !version) return { kind: 'unknownOffer', id: replyId, armor, from }
  const content = await openReply(envelope, key, version.hash)
  if (!content || content.code !== version.code) return { kind: 'damaged' }
  return { kind: 'opened', id: replyId, armor, from, version, content }
}

/** The recipient that a reply is surely from: by its token, or because there is only one. */
async function recipientOf(db: Database, version: Version, content: ReplyContent): Promise<Recipient | null> {
  const recipients = await db.at('recipients').where({ offerId: version.offerId }).toArray()
  const byToken = recipients.find((each) => each.token === content.token)
  if (byToken) return byToken
  return version.binding.audience === 'one' ? (recipients[0] ?? null) : null
}

/** Whether the chosen counts lie within what the offer allows. */
function countsFit({ binding: { terms } }: Version, content: ReplyContent): boolean {
  if (terms.kind !== 'purchase') return content.counts.length === 0
  return content.counts.every(({ line, count }) => {
    const offered = terms.lines.find((each) => each.id === line)
    return offered !== undefined && count >= offered.min && count <= offered.max
  })
}

/** Whether an accepted reply differs from what was offered. */
export function hasChanges({ binding: { terms } }: Version, content: ReplyContent): boolean {
  if (terms.kind !== 'purchase') return false
  return content.counts.some(({ line, count }) => terms.lines.find((each) => each.id === line)?.count !== count)
}

async function marksOf(work: Work, version: Version, content: ReplyContent, recipient: Recipient | null): Promise<ReplyMark[]> {
  const state = stateAt(version, work.now)
  const earlier = recipient
    ? await work.db.at('replies').where({ recipientId: recipient.id }).filter((each) => each.state !== 'setAside').count()
    : 0
  const marks: [ReplyMark, boolean][] = [
    ['outdated', state === 'superseded'],
    ['withdrawn', state === 'withdrawn'],
    ['afterExpiry', Date.parse(content.at) >= Date.parse(version.binding.closesAt)],
    ['second', earlier > 0],
    ['outOfRange', content.answer === 'accept' && !countsFit(version, content)],
  ]
  return marks.filter(([, holds]) => holds).map(([mark]) => mark)
}

async function moveRecipient(work: Work, recipient: Recipient, state: RecipientState): Promise<void> {
  await work.put('recipients', { ...recipient, state, updatedAt: work.at })
}

/** Writes what one opened text holds; what is there already stays as it is. */
async function keep(work: Work, opened: Opened): Promise<Taken> {
  if (opened.kind === 'damaged' || opened.kind === 'newer') return { kind: opened.kind }
  const before = await work.find('replies', opened.id)
  if (before && (before.content || opened.kind === 'unknownOffer'))
    return { kind: 'repeat', id: before.id, receivedAt: before.receivedAt }
  const reply: Reply = {
    id: opened.id,
    state: 'received',
    armor: opened.armor,
    receivedAt: work.at,
    receivedBy: work.user.id,
    ...(opened.from && { sender: opened.from }),
    code: null,
    content: null,
    recipientId: null,
    marks: ['unknownOffer'],
    reason: '',
  }
  if (opened.kind === 'unknownOffer') {
    await work.put('replies', reply)
    return { kind: 'unknownOffer', id: reply.id }
  }
  const { version, content } = opened
  const recipient = await recipientOf(work.db, version, content)
  const marks = await marksOf(work, version, content, recipient)
  await work.put('replies', { ...reply, code: version.code, content, recipientId: recipient?.id ?? null, marks })
  if (recipient) await moveRecipient(work, recipient, 'received')
  await touchOffer(work, version.offerId)
  await work.log('replyReceived', { offerId: version.offerId, customerId: recipient?.customerId ?? null, detail: { from: content.by.email } })
  return { kind: 'received', id: reply.id }
}

/**
 * Takes in every reply in some texts: a mail, a chat, a mailbox. Whatever is
 * no reply is left out; a reply to an offer that is not known here is kept as
 * it is and opened when it is taken in again.
 *
 * @throws Problem (as outcome) `replyNone`; `locked` while the vault is closed
 */
export const takeReplies = command({
  input: v.array(v.object({ text: v.string('required'), from: v.nullable(v.pipe(v.string(), v.maxLength(254))) })),
  may: 'reply.take',
  async prepare(context, input) {
    const found = input.flatMap(({ text: each, from }) => findArmor(each).map((armor) => ({ armor, from })))
    if (!found.length) throw new Problem('replyNone')
    const opened: Opened[] = []
    for (const { armor, from } of found) opened.push(await openOne(context, armor, from))
    return opened
  },
  async run(work, _input, opened) {
    const taken: Taken[] = []
    for (const each of opened) taken.push(await keep(work, each))
    return taken
  },
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
    const delegated = content.answer === 'accept' && (content.delegation === true || version.binding.terms.kind === 'delegation')
    const customer = recipient.customerId ? await work.find('customers', recipient.customerId) : null
    if (customer && content.answer === 'accept') await pendSubscriptions(work, version, content, customer)
    if (customer && delegated && !isDelegated(delegationAt(customer, work.date))) await requestDelegation(work, customer, version)
    await touchOffer(work, version.offerId)
    await work.log('replyConfirmed', { offerId: version.offerId, customerId: recipient.customerId, detail: { state } })
    return state
  },
})

/** Accepted here is *requested*: Microsoft has heard nothing yet. */
async function requestDelegation(work: Work, customer: Customer, { binding: { terms } }: Version): Promise<void> {
  const grant = terms.kind === 'delegation' ? terms.grant : terms.delegation
  const relationship = { ...newRelationship(grant?.name ?? ''), days: grant?.days ?? 730, autoExtend: grant?.autoExtend ?? false }
  await work.put('customers', { ...customer, delegation: 'requested', relationship })
}

async function recipientFor(work: Work, reply: Reply, version: Version, customerId: string | null): Promise<Recipient> {
  if (reply.recipientId) return work.get('recipients', reply.recipientId)
  if (!customerId) throw new Problem('recipientNeeded')
  await work.get('customers', customerId)
  const known = await work.db.at('recipients').where({ offerId: version.offerId }).filter((each) => each.customerId === customerId).first()
  return known ?? addRecipient(work, version.offerId, customerId)
}

/** Lays a reply aside, with the reason. It is kept. */
export const setReplyAside = command({
  input: v.object({ id: hex(64), reason: text(500) }),
  may: 'reply.confirm',
  async run(work, { id: replyId, reason }) {
    const reply = await work.get('replies', replyId)
    if (reply.state !== 'received') throw new Problem('wrongState')
    await work.put('replies', { ...reply, state: 'setAside', reason })
    const recipient = reply.recipientId ? await work.find('recipients', reply.recipientId) : null
    if (recipient?.state === 'received') await moveRecipient(work, recipient, 'sent')
    const version = reply.code ? await work.find('versions', reply.code) : null
    await work.log('replySetAside', { offerId: version?.offerId ?? null, customerId: recipient?.customerId ?? null, detail: { reason } })
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
    await work.log('recipientMoved', { offerId: recipient.offerId, customerId: recipient.customerId, detail: { state, reason } })
  },
})
