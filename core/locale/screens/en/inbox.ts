import type { Word } from '#core/locale/say.ts'

/** Words of the inbox that pages hand answers over to. */
export const inbox = {
  'inbox.title': 'Answers straight to you',
  'inbox.what':
    'Connect an inbox in an Azure storage account. The customer then answers with one click on the page, without a mail, and Tilbud fetches the answer automatically. It works for pages on any host.',
  'inbox.how':
    'In the Azure portal, create a storage account (Standard, LRS, with storage account key access enabled), or use the one your pages are in.',
  'inbox.connect': 'Connect an inbox',
  'inbox.connected': 'Inbox connected. The pages use it as soon as they have been published again.',
  'inbox.at': 'Your pages hand answers over to the inbox in the storage account {account}.',
  'inbox.checked': 'The inbox was last checked {when}.',
  'inbox.never': 'The inbox has not been checked yet.',
  'inbox.waiting': { one: '{n} answer is waiting.', other: '{n} answers are waiting.' },
  'inbox.locked': 'The vault is locked. Unlock it to read them.',
  'inbox.dropped': {
    one: '{n} message that was not an answer to you has been deleted.',
    other: '{n} messages that were not answers to you have been deleted.',
  },
  'inbox.check': 'Check now',
  'inbox.checking': 'Checking the inbox…',
  'inbox.renew': 'Renew access',
  'inbox.rotate': 'New address for the pages',
  'inbox.rotateWhat':
    'For when someone fills the inbox with junk. The pages get a new address to hand answers over to, and the old one stops working at once. A page that a customer has open, and every page until it has been published again, offers mail, copying and file instead.',
  'inbox.rotated': 'The pages get the new address as soon as they have been published again.',
  'inbox.disconnect': 'Disconnect the inbox',
  'inbox.disconnectWhat':
    'Tilbud no longer checks the inbox. Until your pages have been published again, they still hand answers over to it. Those are kept there for 90 days: connect it again to fetch them.',
  'inbox.disconnected': 'Inbox disconnected.',
  'inbox.notify': 'Notify me in this browser when an answer arrives',
  'inbox.notifyHint': 'The notification does not say who answered.',
  'inbox.notice': { one: 'An answer to an offer has arrived.', other: '{n} answers to offers have arrived.' },
} as const satisfies Record<string, Word>
