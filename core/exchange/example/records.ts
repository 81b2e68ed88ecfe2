import { addDays } from '#core/clock/clock.ts'
import { emptyRecords, type Records } from '#core/exchange/backup.ts'
import {
  exampleCompany,
  exampleCustomers,
  examplePassphrase,
  exampleReplyKey,
  exampleUserId,
  exampleWorkspaceName,
} from '#core/exchange/example/data.ts'
import { exampleKeyOfOffers, exampleVersion, plans, type Plan } from '#core/exchange/example/offers.ts'
import { examplePublication, exampleSize } from '#core/exchange/example/publication.ts'
import {
  exampleRequests,
  exampleStaff,
  exampleSubscriptions,
  exampleTemplate,
} from '#core/exchange/example/services.ts'
import type { Activity, ActivityAction } from '#core/model/activity.ts'
import { randomBytes, sha256, toHex, utf8 } from '#core/model/bytes.ts'
import type { Customer } from '#core/model/customer.ts'
import type { Language } from '#core/model/language.ts'
import type { Draft, Version } from '#core/model/offer.ts'
import type { Recipient } from '#core/model/recipient.ts'
import type { ReplyContent } from '#core/model/reply.ts'
import type { OfferKind, Terms } from '#core/model/terms.ts'
import { findArmor } from '#core/reply/armor.ts'
import { sealReply } from '#core/reply/seal.ts'
import { createVault, sealSecret, vaultKeys, type Cost } from '#core/storage/vault.ts'

const after = (instant: string, hours: number) =>
  new Date(Date.parse(instant) + hours * 3_600_000).toISOString()

function contentOf(version: Version, recipient: Recipient, customer: Customer): ReplyContent {
  const { terms } = version.binding
  const declined = recipient.state === 'declined'
  const asked = recipient.state === 'asked'
  const accepted = !declined && !asked
  const more = recipient.state === 'received' || recipient.state === 'acceptedWithChanges' ? 2 : 0
  const contact = customer.contacts[0]!
  return {
    format: 1,
    answer: declined ? 'decline' : asked ? 'question' : 'accept',
    code: version.code,
    version: version.binding.version,
    at: after(version.frozenAt, 26),
    nonce: toHex(randomBytes(16)),
    by: { name: contact.name, email: contact.email, company: customer.name },
    counts:
      accepted && terms.kind === 'purchase'
        ? terms.lines.map((line) => ({ line: line.id, count: Math.min(line.max, line.count + more) }))
        : [],
    delegation: accepted && terms.kind !== 'delegation' && terms.delegation ? true : null,
    message: declined
      ? 'Vi blir hos dagens leverandør ut året.'
      : asked
        ? 'Kan vi prøve med ti brukere først?'
        : '',
    token: recipient.token,
  }
}

/** The workspace as records, and a log that tells how it came about. */
class Builder {
  readonly records: Records = emptyRecords()
  readonly today: string

  constructor(today: string) {
    this.today = today
  }

  log(
    at: string,
    action: ActivityAction,
    offerId: string | null,
    customerId: string | null,
    detail: Activity['detail'] = {},
  ): void {
    // Rising, so that lines of the same moment keep their order.
    const id = `example-activity-${String(this.records.activity.length + 1).padStart(3, '0')}`
    this.records.activity.push({ id, at, by: exampleUserId, action, offerId, customerId, detail })
  }

  async addVersion(made: Plan): Promise<void> {
    const version = await exampleVersion(made, this.today)
    this.records.versions.push(version)
    const sole = made.audience === 'one' ? `example-customer-${(made.to[0]?.[0] ?? 0) + 1}` : null
    const frozen = { version: version.binding.version }
    this.log(
      version.frozenAt,
      made.before ? 'offerVersioned' : 'offerFrozen',
      version.offerId,
      made.to.length ? sole : null,
      frozen,
    )
    if (made.state === 'withdrawn')
      this.log(after(version.frozenAt, 72), 'offerWithdrawn', version.offerId, sole, {
        reason: '',
        ...frozen,
      })
    // Older versions are listed after the one that replaced them.
    if (this.records.offers.some((offer) => offer.id === version.offerId)) return
    this.records.offers.push({
      id: version.offerId,
      kind: made.kind,
      audience: made.audience,
      officeId: 'office-1',
      createdAt: version.frozenAt,
      createdBy: exampleUserId,
      version: made.version,
      code: version.code,
      updatedAt: after(version.frozenAt, 27),
    })
    for (const [index, state] of made.to) await this.addRecipient(version, index, state)
  }

  async addRecipient(version: Version, index: number, state: Recipient['state']): Promise<void> {
    const customer = this.records.customers[index]!
    const sent = state !== 'toSend'
    const id = `example-recipient-${String(this.records.recipients.length + 1).padStart(2, '0')}`
    const recipient: Recipient = {
      id,
      offerId: version.offerId,
      customerId: customer.id,
      token: toHex((await sha256(utf8(id))).subarray(0, 8)),
      state,
      sentCode: sent ? version.code : null,
      sentAt: sent ? after(version.frozenAt, 1) : null,
      updatedAt: after(version.frozenAt, state === 'sent' ? 1 : 27),
    }
    this.records.recipients.push(recipient)
    if (sent) this.log(after(version.frozenAt, 1), 'linkCopied', version.offerId, customer.id)
    if (sent && state !== 'sent') await this.addReply(version, recipient, customer)
  }

  async addReply(version: Version, recipient: Recipient, customer: Customer): Promise<void> {
    const content = contentOf(version, recipient, customer)
    const armor = await sealReply(content, version.binding.replyKey, version.hash)
    const [found] = findArmor(armor)
    if (!found?.ok) throw new Error('The example seals a reply that cannot be read.')
    const waiting = recipient.state === 'received'
    this.records.replies.push({
      id: toHex(await sha256(new Uint8Array(found.sealed))),
      state: waiting ? 'received' : 'confirmed',
      armor: found.armor,
      receivedAt: after(version.frozenAt, 27),
      receivedBy: exampleUserId,
      code: version.code,
      content,
      recipientId: recipient.id,
      marks: [],
      reason: '',
    })
    this.log(after(version.frozenAt, 27), 'replyReceived', version.offerId, customer.id, {
      from: content.by.email,
    })
    if (!waiting)
      this.log(after(version.frozenAt, 28), 'replyConfirmed', version.offerId, customer.id, {
        state: recipient.state,
      })
  }

  /** An unfinished offer of each kind: what another one had, for another customer. */
  addDraft(kind: OfferKind, customer: number): void {
    const terms: Terms = this.records.versions.find((version) => version.binding.terms.kind === kind)!.binding
      .terms
    const draft: Draft = {
      id: `example-draft-${kind}`,
      offerId: null,
      audience: 'one',
      officeId: 'office-1',
      customerIds: [`example-customer-${customer + 1}`],
      showAddressee: false,
      terms: { ...terms, lastDay: addDays(this.today, 30) },
      step: 'what',
      updatedAt: `${this.today}T06:00:00.000Z`,
    }
    this.records.drafts.push(draft)
  }
}

/**
 * The example workspace: a Norwegian partner with twelve customers and every
 * kind of offer in every state.
 *
 * @param today `YYYY-MM-DD`, the day that the dates lie around
 * @param language of the screens
 * @param cost of trying the passphrase; only tests make it cheap
 * @returns its records, and the key that keeps its vault open
 */
export async function exampleRecords(
  today: string,
  language: Language = 'nb',
  cost?: Cost,
): Promise<{ records: Records; dataKey: string }> {
  const builder = new Builder(today)
  const { records } = builder
  const created = `${addDays(today, -200)}T08:00:00.000Z`
  const key = await exampleKeyOfOffers()
  const secretId = `reply-key-${key.id}`
  const { vault, dataKey } = await createVault(examplePassphrase, cost)
  records.workspace.push({
    id: 'workspace',
    name: exampleWorkspaceName,
    replyKey: key,
    example: true,
    createdAt: created,
    backupAt: null,
  })
  records.vault.push({ id: exampleUserId, ...vault })
  records.secrets.push({
    id: secretId,
    ...(await sealSecret(await vaultKeys(dataKey), secretId, JSON.stringify(exampleReplyKey))),
  })
  records.company.push(exampleCompany(`${addDays(today, -100)}T08:00:00.000Z`))
  records.users.push(...exampleStaff(language))
  records.customers.push(...exampleCustomers(today))
  builder.log(created, 'workspaceCreated', null, null)
  for (const made of plans) await builder.addVersion(made)
  records.subscriptions.push(...exampleSubscriptions(today))
  records.requests.push(...exampleRequests(today))
  records.templates.push(exampleTemplate(records.versions[0]!, created))
  builder.addDraft('purchase', 10)
  builder.addDraft('trial', 3)
  builder.addDraft('delegation', 2)
  // Its pages are those of `npm start`, which is publication number 1.
  const published = records.versions
    .filter((version) => version.state === 'published')
    .map((version) => version.code)
  const at = `${addDays(today, -1)}T12:00:00.000Z`
  const text = await examplePublication(exampleSize, today)
  records.publications.push({
    id: 'example-publication-1',
    number: 1,
    at,
    by: exampleUserId,
    codes: published,
    sha256: toHex(await sha256(utf8(text))),
  })
  return { records, dataKey }
}
