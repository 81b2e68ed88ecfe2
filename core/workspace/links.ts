import * as v from 'valibot'
import type { Company } from '#core/model/company.ts'
import { offerPath } from '#core/model/grouping.ts'
import type { Version } from '#core/model/offer.ts'
import { codeSchema } from '#core/model/offer.ts'
import { Problem } from '#core/model/problem.ts'
import type { Recipient } from '#core/model/recipient.ts'
import { id } from '#core/model/schema.ts'
import { command } from '#core/workspace/command.ts'
import { touchOffer } from '#core/workspace/offers.ts'

/** The URL of a version's page, with the recipient's token in its fragment when it is for one. */
export function linkOf(
  company: Pick<Company, 'siteAddress'>,
  { binding }: Version,
  recipient: Pick<Recipient, 'token'> | null,
): string {
  const url = company.siteAddress + offerPath(binding.partner.partnerId, binding.code)
  return recipient ? `${url}#r=${recipient.token}` : url
}

/**
 * A person took the link out, by clipboard or mail: from here on the
 * recipient counts as sent, which a person can undo.
 */
export const markSent = command({
  input: v.object({
    code: codeSchema,
    recipientId: v.nullable(id),
    way: v.picklist(['linkCopied', 'mailPrepared']),
  }),
  may: 'offer.send',
  async run(work, { code, recipientId, way }) {
    const version = await work.get('versions', code)
    const recipient = recipientId ? await work.get('recipients', recipientId) : null
    if (recipient && recipient.offerId !== version.offerId) throw new Problem('wrongState')
    if (recipient) {
      const state = recipient.state === 'toSend' ? 'sent' : recipient.state
      const before = recipient.stateBefore === 'toSend' ? { stateBefore: 'sent' as const } : {}
      await work.put('recipients', {
        ...recipient,
        ...before,
        state,
        sentCode: code,
        sentAt: work.at,
        updatedAt: work.at,
      })
    }
    await touchOffer(work, version.offerId)
    await work.log(way, { offerId: version.offerId, customerId: recipient?.customerId ?? null })
  },
})
