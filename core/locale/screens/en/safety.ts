import type { Word } from '#core/locale/say.ts'

/** Words of what keeps work safe: failures, leaving a form, two windows on one record. */
export const safety = {
  'make.subject': '{kind} · {who}',
  'make.subjectVersion': '{kind} · {who} · version {n}',
  'make.otherCustomer': '{chosen} is open, but this offer is for {who}.',
  'subscription.termEnds': 'term ends {date}',
  'subscription.suspendWhat':
    '{product} for {who} is recorded as suspended and no longer shown as renewing. Nothing changes at Microsoft, so suspend it there too. You can reactivate it here later.',
  'subscription.cancelWhat':
    '{product} for {who} is recorded as cancelled: its licences no longer count, and its deadlines are removed. Nothing changes at Microsoft, so cancel it there too. You can reactivate it here later.',
  'key.removeWhat':
    'The key for {product} is deleted from the vault. After that, you can only get it from your supplier or from a backup.',
  'template.removeWhat': 'The template “{name}” is deleted. Offers made from it are kept.',
  'field.notWhole': '“{typed}” is not a whole number. The value is still {n}.',
  'field.outside': '{typed} is not between {min} and {max}. The value is now {n}.',
  'make.noPrices': 'No prices are given. The customer sees that they are on request.',
  'make.trialAdvisorHint':
    'Microsoft’s trials last 30 days and have at least 25 licences. The customer cannot change this.',
  'subscription.offerNoSku': 'An offer needs a product from the list. Choose it under “{change}” first.',
  'reply.nothingSent': 'Nothing was sent to the customer. Tell {who} yourself that you have read the reply.',
  'reply.write': 'Write to {who}',
  'reply.keepContact': 'Save {who} as a contact',
  'reply.contactKept': 'Saved as a contact.',
  'problem.changedElsewhere':
    'This was changed in another window in the meantime. Nothing was saved, and what you typed is still here.',
  'request.edit': 'Edit service request',
  'elsewhere.look': 'View newer version',
  'elsewhere.take': 'Use newer version',
  'elsewhere.overwrite': 'Overwrite with mine',
} as const satisfies Record<string, Word>
