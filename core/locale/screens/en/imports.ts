import type { Word } from '#core/locale/say.ts'

/** Words of taking in files. */
export const imports = {
  'import.title': 'Import a file',
  'import.what': 'What does the file contain?',
  'import.kind.customers': 'Customers',
  'import.kindHint.customers':
    'The customer export from Partner Center, or your own list with a column for the name.',
  'import.kind.subscriptions': 'Subscriptions',
  'import.kindHint.subscriptions':
    'The Partner Center export for one customer, a reconciliation file, or your own list with customer, product and quantity.',
  'import.forChosen': 'Rows without a customer are added to {who}.',
  'import.file': 'File',
  'import.fileHint':
    'CSV with commas, semicolons or tabs, as saved by Excel or Partner Center. Nothing is saved until you have checked the preview.',
  'import.preview': 'Preview',
  'import.count.new': { one: '{n} new', other: '{n} new' },
  'import.count.changed': { one: '{n} changed', other: '{n} changed' },
  'import.count.doubt': { one: '{n} to check', other: '{n} to check' },
  'import.count.unchanged': { one: '{n} unchanged', other: '{n} unchanged' },
  'import.take': 'Import',
  'import.takeRow': 'Import row {row}',
  'import.row': 'Row',
  'import.effect': 'Result',
  'import.effect.new': 'new',
  'import.effect.changed': 'changed',
  'import.effect.doubt': 'check',
  'import.effect.unchanged': 'unchanged',
  'import.changes': 'Before → after',
  'import.do': { one: 'Import {n} row', other: 'Import {n} rows' },
  'import.reading': 'Reading {name} …',
  'import.taking': 'Importing: {done} of {all} rows',
  'import.busy': 'Another window is importing. Wait until it has finished, then try again.',
  'import.stopped':
    'Stopped. Imported so far: {added} new, {changed} changed. Choose the file again to import the rest, or take back what was imported.',
  'import.lastTitle': 'Last import',
  'import.last': '{name}, {when}: {added} new, {changed} changed.',
  'import.broken':
    'The import of {name} did not finish: {added} new and {changed} changed of {rows} rows were saved. Choose the file again to import the rest, keep what was saved, or take it back.',
  'import.takeBack': 'Take back',
  'import.keep': 'Keep',
  'import.undoBegun': 'Taking the import back …',
  'import.undoChecking': 'Checking that nothing has changed since: {percent} %',
  'import.undoing': 'Taking back: {percent} %',
  'import.takenBack': 'The import was taken back.',
  'import.kept': 'What was imported is kept.',
  'import.changedSince':
    'Some of what was imported has been changed or used since. The import cannot be taken back any more.',
  'import.done': 'Imported: {added} new, {changed} changed.',
  'import.doubt.sameName':
    'A customer with this name exists, but neither the domain nor the tenant ID matches. Select the row if it is the same customer.',
  'import.doubt.twoMatches':
    'This row matches two records, or one that belongs to another customer. Check them before you import it.',
  'import.doubt.twiceInFile': 'Another row in this file has the same content.',
  'import.doubt.customerUnknown': 'This customer does not exist here. Add or import the customer first.',
  'import.doubt.invalid': 'This row cannot be imported. Correct the file and choose it again.',
  'import.rowProblem':
    'Row {row} ({title}) cannot be imported: {what} Nothing was imported. Clear the row, or correct the file and choose it again.',
  'import.field.row': 'Row',
  'import.field.name': 'Name',
  'import.field.tenantId': 'Tenant ID',
  'import.field.domains': 'Domains',
  'import.field.contacts': 'Contacts',
  'import.field.address': 'Address',
  'import.field.country': 'Country',
  'import.field.aliases': 'Also known as',
  'import.field.tags': 'Tags',
  'import.field.note': 'Note',
  'import.field.product': 'Product',
  'import.field.licences': 'Licences',
  'import.field.term': 'Term',
  'import.field.billing': 'Billing',
  'import.field.startsOn': 'Activation date',
  'import.field.endsOn': 'Last day',
  'import.field.autoRenew': 'Renews automatically',
  'import.field.partnerOfRecord': 'Partner of record',
  'import.field.trial': 'Trial',
  'import.field.externalId': 'Subscription ID',
  'import.field.state': 'Status',

  'reply.pastedText': 'The pasted text',
  'reply.reading': 'Reading {name}: {done} of {total} e-mails',
  'reply.stopReading': 'Stop',
  'leftOut.tooLarge': '{name} is larger than 100 MB. Export only the folder that contains the replies.',
  'leftOut.unreadable':
    '{name} could not be read. Save the e-mail as .eml, or copy its text, and import that.',
  'leftOut.tooSlow':
    '{name} took longer than 10 seconds to read and was left out. Save the e-mail with the reply as .eml, or copy its text, and import that.',
  'leftOut.stopped': '{name} was not read, because you stopped. Choose it again to read it.',
  'leftOutRest.unreadable': {
    one: '{n} e-mail in {name} could not be read. If it has a reply, save it as .eml and import that.',
    other: '{n} e-mails in {name} could not be read. Save the e-mail with the reply as .eml and import that.',
  },
  'leftOutRest.tooSlow': {
    one: 'Reading {name} took longer than 10 seconds, so {n} e-mail was left out. If it has a reply, save it as .eml and import that.',
    other:
      'Reading {name} took longer than 10 seconds, so {n} e-mails were left out. If one has a reply, save it as .eml and import that.',
  },
  'leftOutRest.stopped': {
    one: '{n} e-mail in {name} was not read, because you stopped. Choose the file again to read it.',
    other: '{n} e-mails in {name} were not read, because you stopped. Choose the file again to read them.',
  },

  'list.moreFit': 'More than {n} customers fit. Type more to narrow it down.',
  'list.more': {
    one: '{n} more customer. Type to find it.',
    other: '{n} more customers. Type to find them.',
  },
} as const satisfies Record<string, Word>
