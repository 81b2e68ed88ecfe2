import * as v from 'valibot'
import { drop, handedTo, peek, take, type TakenMessage } from '#core/hosting/azure/queue.ts'
import { inboxSchema, inboxSecretId, type Inbox } from '#core/model/inbox.ts'
import { longestArmor } from '#core/model/limits.ts'
import { Problem } from '#core/model/problem.ts'
import { httpsUrl } from '#core/model/schema.ts'
import { findArmor, type ArmorFound } from '#core/reply/armor.ts'
import type { Database, Look } from '#core/storage/database.ts'
import { openSecret, sealSecret } from '#core/storage/vault.ts'
import { command, permit, problemOf, type Context } from '#core/workspace/command.ts'
import { findInbox, findLook } from '#core/workspace/inboxViews.ts'
import { keepAll } from '#core/workspace/keeping.ts'
import { countNew, openAll } from '#core/workspace/opening.ts'
import { openVault, stillOpen } from '#core/workspace/vault.ts'

/** The inbox that pages hand answers over to: what waits in it is counted, taken in, and deleted there once it is safe here. */

const { account, queue, look, expires } = inboxSchema.entries

/** Whether there can be an inbox there: asked before the browser is asked for access to it. */
export const isPlace = (place: Readonly<{ account: string; queue: string }>) =>
  v.is(v.object({ account, queue }), place)

/**
 * Connects the inbox that pages hand answers over to from the next publication on, or gives it new addresses.
 *
 * `take` takes answers out, `hand` is what pages put them in by.
 */
export const connectInbox = command({
  input: v.object({ account, queue, look, expires, take: httpsUrl, hand: httpsUrl }),
  may: 'company.edit',
  async prepare(context, { take }) {
    const vault = await openVault(context)
    return { vault, sealed: await sealSecret(vault.keys, inboxSecretId, take) }
  },
  async run(work, input, { vault, sealed }) {
    await stillOpen(work, vault)
    const before = await work.find('inboxes', 'inbox')
    await work.put('secrets', { id: inboxSecretId, ...sealed })
    await work.put('inboxes', {
      id: 'inbox',
      account: input.account,
      queue: input.queue,
      look: input.look,
      expires: input.expires,
      connectedAt: work.at,
      connectedBy: work.user.id,
      dropped: before?.account === input.account ? before.dropped : 0,
    })
    const endpoint = { kind: 'queue' as const, address: handedTo(input.hand) }
    await work.put('company', { ...work.company, endpoint })
    await work.log('inboxConnected', { detail: { account: input.account } })
    await work.log('companyChanged')
  },
})

/** Forgets the inbox and what lets into it: pages hand nothing over to it from the next publication on. */
export const disconnectInbox = command({
  input: v.undefined(),
  may: 'company.edit',
  async run(work) {
    const { account } = await work.get('inboxes', 'inbox')
    await work.remove('inboxes', 'inbox')
    await work.remove('secrets', inboxSecretId)
    await work.log('inboxDisconnected', { detail: { account } })
    if (work.company.endpoint?.kind !== 'queue') return
    await work.put('company', { ...work.company, endpoint: null })
    await work.log('companyChanged')
  },
})

/** The one answer that a message may be. Pages send nothing else: what is longer is not even read. */
function answerIn(text: string): ArmorFound {
  const found = text.replace(/\s/g, '').length <= longestArmor ? findArmor(text) : []
  return found.length === 1 ? found[0]! : { ok: false, why: 'damaged' }
}

/** So many messages are seen at once. */
const atOnce = 32

/** What lies at the front of the inbox. */
type Front = Readonly<{ waiting: number; isWorthTaking: boolean }>

/** Looks without taking. An answer that nobody knows here may be a colleague's: it is left to them for as long as it lies alone. */
async function lookAtFront(db: Database, { look }: Inbox): Promise<Front> {
  const armors = (await peek(look)).map(({ text }) => answerIn(text))
  const { fresh, known } = await countNew(db, armors)
  const isJunk = armors.some((armor) => !armor.ok && armor.why === 'damaged')
  return { waiting: fresh, isWorthTaking: known > 0 || isJunk || armors.length >= atOnce }
}

/** Milliseconds that taking in goes on, and seconds that nobody else is given what was taken: longer, so that nothing comes twice. */
const [longest, hidden] = [60_000, 120]

/** What becomes of a message: it can go, or somebody else may still need it. */
type Fate = 'kept' | 'junk' | 'left'

/** Keeps the answers in some messages, and counts what is none. @returns what becomes of each, and how many answers are new */
const keepMessages = command({
  input: v.array(v.string()),
  may: 'reply.take',
  prepare: (context, texts) =>
    openAll(
      context,
      texts.map((text) => ({ armor: answerIn(text), from: null })),
    ),
  async run(work, _texts, opened) {
    const fates = opened.map(({ kind }): Fate => {
      if (kind === 'damaged') return 'junk'
      return kind === 'unknownOffer' || kind === 'newer' || kind === 'left' ? 'left' : 'kept'
    })
    const taken = await keepAll(
      work,
      opened.filter((_, index) => fates[index] === 'kept'),
    )
    const junk = fates.filter((fate) => fate === 'junk').length
    if (junk) {
      const inbox = await work.get('inboxes', 'inbox')
      await work.put('inboxes', { ...inbox, dropped: inbox.dropped + junk })
    }
    return { fates, received: taken.filter(({ kind }) => kind !== 'repeat').length }
  },
})

/** So many messages are deleted at once. */
const deletedAtOnce = 6

async function dropAll(granted: string, messages: readonly TakenMessage[]): Promise<void> {
  for (let at = 0; at < messages.length; at += deletedAtOnce)
    await Promise.all(messages.slice(at, at + deletedAtOnce).map((message) => drop(granted, message)))
}

/** Takes in what lies there. What is kept, and what is no answer, is deleted there. @returns how many answers are new @throws Problem of the host; `locked`, `notAllowed` */
async function takeIn(context: Context): Promise<number> {
  await permit(context, 'reply.take')
  const sealed = await context.db.at('secrets').get(inboxSecretId)
  if (!sealed) throw new Problem('notFound', { what: 'inboxes' })
  const granted = await openSecret((await openVault(context)).keys, inboxSecretId, sealed)
  const end = context.now() + longest
  let received = 0
  while (context.now() < end) {
    const messages = await take(granted, hidden)
    if (!messages.length) break
    const kept = await keepMessages(
      context,
      messages.map(({ text }) => text),
    )
    if (!kept.ok) throw kept.problem
    const { fates } = kept.value
    received += kept.value.received
    await dropAll(
      granted,
      messages.filter((_, index) => fates[index] !== 'left'),
    )
  }
  return received
}

/** What a look came to. */
export type Checked = Readonly<{
  /** Answers that nobody was told of before: taken in now, or waiting for the vault to be opened. */
  arrived: number
}>

/**
 * Looks into the inbox, and takes the answers in where the vault is open.
 * What was seen is kept for every window.
 *
 * @param mayReach whether the browser lets requests to an address out
 */
export async function checkInbox(
  context: Context,
  mayReach: (address: string) => Promise<boolean>,
): Promise<Checked> {
  const { db, dataKey, now } = context
  const [inbox, before] = await Promise.all([findInbox(db), findLook(db)])
  if (!inbox) return { arrived: 0 }
  const known = before?.waiting ?? 0
  let [waiting, received] = [known, 0]
  let problem: Look['problem'] = null
  try {
    if (!(await mayReach(inbox.queue)))
      throw new Problem('hostNotAllowed', { hosts: new URL(inbox.queue).host })
    const front = await lookAtFront(db, inbox)
    waiting = front.waiting
    if (dataKey && front.isWorthTaking) {
      received = await takeIn(context)
      waiting = (await lookAtFront(db, inbox)).waiting
    }
  } catch (error) {
    const { code, detail } = problemOf(error, db)
    problem = { code, detail }
  }
  await db.looks.put({ id: 'inbox', at: now(), waiting, problem })
  return { arrived: Math.max(0, received + waiting - known) }
}
