import type { Version } from '#core/model/offer.ts'
import type { Recipient } from '#core/model/recipient.ts'
import type { Reply } from '#core/model/reply.ts'
import { marksOf, waitsForAnswer } from '#core/workspace/marks.ts'
import type { Opened } from '#core/workspace/opening.ts'
import type { Work } from '#core/workspace/work.ts'

/** What became of one reply in a text that was taken in. */
export type Taken =
  | { kind: 'received'; id: string }
  | { kind: 'repeat'; id: string; receivedAt: string }
  | { kind: 'unknownOffer'; id: string }
  /** Sealed for us, but no answer: kept as it came. */
  | { kind: 'unreadable'; id: string }
  | { kind: 'damaged' }
  | { kind: 'newer' }
  /** More came at once than is taken in at once. */
  | { kind: 'left' }

/** The recipient that a reply is surely from: by its token, or because there is only one. */
function recipientOf(
  recipients: readonly Recipient[],
  version: Version,
  token: string | null,
): Recipient | null {
  const own = recipients.filter((each) => each.offerId === version.offerId)
  const byToken = own.find((each) => each.token === token)
  return byToken ?? (version.binding.audience === 'one' ? (own[0] ?? null) : null)
}

/** A recipient that waited has a reply now. One whose answer a person has confirmed stays what it is, whatever comes. */
function received(work: Work, recipient: Recipient): Recipient | null {
  if (!waitsForAnswer(recipient)) return null
  if (recipient.state === 'received') return recipient
  return { ...recipient, state: 'received', stateBefore: recipient.state, updatedAt: work.at }
}

/** Writes what the opened texts hold, in a few steps however many they are; what is there already stays as it is. */
export async function keepAll(work: Work, opened: readonly Opened[]): Promise<Taken[]> {
  const ids = [...new Set(opened.flatMap((each) => ('id' in each ? [each.id] : [])))]
  const offerIds = [...new Set(opened.flatMap((each) => ('version' in each ? [each.version.offerId] : [])))]
  const [stored, known] = await Promise.all([
    work.db.at('replies').bulkGet(ids),
    work.db.at('recipients').where('offerId').anyOf(offerIds).toArray(),
  ])
  const before = new Map(stored.flatMap((each) => (each ? [[each.id, each]] : [])))
  const recipients = new Map(known.map((each) => [each.id, each]))
  const answered = new Set(
    (
      await work.db
        .at('replies')
        .where('recipientId')
        .anyOf([...recipients.keys()])
        .toArray()
    ).flatMap(({ state, recipientId }) => (state !== 'setAside' && recipientId ? [recipientId] : [])),
  )
  const kept = new Map<string, Reply>()
  const moved = new Map<string, Recipient>()
  const touched = new Set<string>()
  const lines: Parameters<Work['logAll']>[1][number][] = []

  const keep = (each: Opened): Taken => {
    if (!('id' in each) || each.kind === 'repeat') return each
    const earlier = kept.get(each.id) ?? before.get(each.id)
    if (earlier && (earlier.content || each.kind !== 'opened'))
      return { kind: 'repeat', id: earlier.id, receivedAt: earlier.receivedAt }
    const reply: Reply = {
      id: each.id,
      state: 'received',
      armor: each.armor,
      receivedAt: work.at,
      receivedBy: work.user.id,
      ...(each.from && { sender: each.from }),
      code: each.kind === 'unknownOffer' ? null : each.version.code,
      content: null,
      recipientId: null,
      marks: each.kind === 'opened' ? [] : [each.kind],
      reason: '',
    }
    kept.set(each.id, reply)
    if (each.kind !== 'opened') return { kind: each.kind, id: each.id }
    const { version, read } = each
    const recipient = recipientOf([...recipients.values()], version, read.content.token)
    const marks = marksOf({
      version,
      read,
      recipient,
      isFurther: recipient !== null && answered.has(recipient.id),
      now: work.now,
    })
    kept.set(each.id, { ...reply, content: read.content, recipientId: recipient?.id ?? null, marks })
    const after = recipient && received(work, recipient)
    if (after) {
      recipients.set(after.id, after)
      moved.set(after.id, after)
    }
    if (recipient) answered.add(recipient.id)
    // What is confirmed does not come to the top of the lists again because somebody writes once more.
    if (!recipient || after) touched.add(version.offerId)
    lines.push({
      offerId: version.offerId,
      customerId: recipient?.customerId ?? null,
      detail: { from: read.content.by.email },
    })
    return { kind: 'received', id: each.id }
  }

  const taken = opened.map(keep)
  const offers = (await work.db.at('offers').bulkGet([...touched])).filter((offer) => offer !== undefined)
  await work.putAll('replies', [...kept.values()])
  await work.putAll('recipients', [...moved.values()])
  await work.putAll(
    'offers',
    offers.map((offer) => ({ ...offer, updatedAt: work.at })),
  )
  await work.logAll('replyReceived', lines)
  return taken
}
