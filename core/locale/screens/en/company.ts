import type { Word } from '#core/locale/say.ts'

/** Words of the company, its first run and its settings. */
export const company = {
  'company.name': 'Company name',
  'company.nameHint': 'The legal name. It is part of every offer you make.',
  'company.partnerId': 'Partner ID',
  'company.partnerIdHint': 'From Microsoft Partner Center, 4 to 10 digits. It is part of every page address.',
  'company.email': 'E-mail',
  'company.phone': 'Phone',
  'company.website': 'Website',
  'company.siteAddress': 'Address of your offer pages',
  'company.siteAddressHint':
    'Such as https://offers.yourfirm.com. If you change it later, links already sent keep the old address; under Publish you get pages that lead from there to the new one.',
  'company.siteAddressMoves':
    'Pages are published there. A move is made under Publish: there it says what becomes of links you have sent.',
  'company.cloud': 'Microsoft cloud',
  'company.selling': 'How you sell',
  'company.authorisations': 'Microsoft authorisations',
  'company.colour': 'Page colour',
  'company.language': 'Language of new offers',
  'company.currency': 'Currency',
  'company.vatIncluded': 'Prices in new offers include VAT',
  'company.timeZone': 'Time zone',
  'company.validDays': 'Validity of offers in days',
  'company.notVerified': 'Not verified yet. You are asked before your first offer.',
  'company.verifiedNow': 'Company information verified.',
  'company.saved': 'Company information saved.',

  'cloud.worldwide': 'Worldwide',
  'cloud.21vianet': 'Operated by 21Vianet (China)',

  'selling.advisor': 'Subscription advisor: Microsoft bills the customer',
  'selling.direct': 'CSP direct bill partner',
  'selling.indirect': 'CSP indirect reseller',

  'authorisation.subscriptionAdvisor': 'Subscription advisor',
  'authorisation.subscriptionAdvisorHint':
    'For Microsoft’s own advisor links, product keys and partner of record. Microsoft no longer enrols new advisors.',
  'authorisation.delegatedAdministration': 'Delegated administration',
  'authorisation.delegatedAdministrationHint': 'Lets you ask for delegated administration in offers.',
  'authorisation.serviceProvider': 'Authorised service provider',
  'authorisation.serviceProviderHint': 'Lets you manage subscriptions and service requests for customers.',

  'welcome.title': 'Welcome to Tilbud',
  'welcome.what':
    'Make trial invitations, purchase offers and delegated administration offers for your customers. Everything stays in this browser: no account, no server.',
  'welcome.setUp': 'Set up your company',
  'welcome.setUpWhat': 'Company name, partner ID and the address of your offer pages. Takes three minutes.',
  'welcome.restore': 'Restore a backup',
  'welcome.restoreWhat': 'Continue where you left off, in this browser.',
  'welcome.restoreFile': 'Choose backup file',
  'welcome.example': 'Try it with an example',
  'welcome.exampleWhat': 'A fictional partner with twelve customers and offers of every kind.',
  'welcome.exampleLoad': 'Load example',

  'setup.you': 'About you',
  'setup.youHint': 'You become the first user: global administrator with full support access.',
  'setup.name': 'Your name',
  'setup.email': 'Your e-mail address',
  'setup.companyHint': 'Customers see the name, phone number and e-mail address.',
  'setup.passphraseHint':
    'It encrypts the key that opens your customers’ replies. At least 10 characters. Nobody can recover it, so write it down.',
  'setup.again': 'Repeat passphrase',
  'setup.verify': 'By creating the workspace you confirm that the company information is correct.',
  'setup.create': 'Create workspace and save backup',
  'setup.done': 'Your workspace is ready',
  'setup.backupHint':
    'The first backup is saved to your downloads. Keys in it are encrypted with your passphrase. The rest can be read, so keep the file as safe as your customer list.',
  'setup.firstOffer': 'Your first offer',
  'setup.firstOfferWhat': 'Choose a type. You add the customer along the way: the name is enough.',
  'setup.goOn': 'Go to the overview',

  'backup.title': 'Backup',
  'backup.what':
    'This browser has the only copy of your records. A backup file contains all of them, with the reply key encrypted by your passphrase.',
  'backup.last': 'Last saved {when}.',
  'backup.never': 'Never saved.',
  'backup.make': 'Save backup file',
  'backup.saving': 'Saving backup: {done} of {all} records',
  'backup.made': 'Backup saved. Keep the file somewhere other than this computer.',

  'signIn.title': 'Who are you?',
  'signIn.what':
    'Tilbud does not know who works in this browser, or the user has been deactivated. Enter your passphrase to continue.',
  'signIn.do': 'Continue',
  'signIn.forgotten':
    'If you have forgotten it, ask a colleague who is a global administrator to continue with theirs and give you a new one. If there is nobody, remove the extension, which deletes everything here, install it again and restore a backup whose passphrase you know.',
  'signIn.choose':
    'Nobody active here has a passphrase. Choose yourself to continue. The log records what you do under that name.',
  'restore.saved': 'Backup of {company}, saved {when}.',
  'restore.check':
    'Enter your passphrase from when the file was saved. It shows whether anybody has changed the file since, and unlocks its keys.',
  'restore.do': 'Check and restore',
  'restore.without': 'Continue without a passphrase',
  'restore.unsigned':
    'This file cannot be checked: it has no signature, like all backups from older versions. Anybody who had it may have changed it.',
  'restore.unchecked': 'The file has not been checked. Anybody who had it may have changed it.',
  'restore.changed':
    'This file was changed after it was saved. Use another copy unless you know who changed it and why.',
  'restore.brings': 'What the backup contains',
  'restore.compare':
    'Compare this with what you know, especially the addresses, the reply key and the global administrators.',
  'restore.partnerIds': 'Partner IDs',
  'restore.site': 'Address of offer pages',
  'restore.endpoint': 'Where replies are sent',
  'restore.replyKey': 'Reply key',
  'restore.portals': 'Changed portal addresses',
  'restore.records': 'Records',
  'restore.anyway': 'Restore anyway',
  'restore.reading': 'Checking the file: {percent} %',
  'restore.writing': 'Restoring: {done} of {all} records',
  'restore.lists': 'Preparing lists and search …',
  'restore.elsewhere': 'A backup is being restored in another window. Continue there.',
  'restore.leftTitle': 'The restore did not finish',
  'restore.left':
    '{name}: {done} of {all} records are in place. Nothing can be used until all of them are. Choose the same file again to continue, or remove what was restored.',
  'restore.clear': 'Remove',
  'restore.broken': {
    one: '{n} record was already damaged when the backup was saved, and is not restored. Keep the file: it still contains what was left of it.',
    other:
      '{n} records were already damaged when the backup was saved, and are not restored. Keep the file: it still contains what was left of them.',
  },
  'backup.broken': {
    one: '{n} record is damaged. The file contains it, but it will not be restored. Everything else is saved.',
    other:
      '{n} records are damaged. The file contains them, but they will not be restored. Everything else is saved.',
  },
  'vault.changeKey': 'Change the vault’s key',
  'vault.changeKeyWhat':
    'Replies and product keys get a new encryption key. Somebody who has left and kept an old backup cannot use it to open what you add from now on.',
  'vault.changeKeyOthers':
    'You keep your passphrase. Everybody else’s stops working: give each of them a new one under Staff. Save a new backup afterwards.',
  'vault.ownPassphrase': 'Your passphrase',
  'vault.keyChanged': 'The vault has a new key. Save a new backup.',
  'vault.keyChangedOthers': {
    one: 'The vault has a new key. {n} colleague needs a new passphrase. Save a new backup.',
    other: 'The vault has a new key. {n} colleagues need a new passphrase. Save a new backup.',
  },
  'vault.keyDue':
    'Somebody with a passphrase has been deactivated since the vault’s key was last changed. Change the key, so that an old backup does not open what you add from now on.',
  'vault.title': 'Passphrase',
  'vault.why': 'Replies are encrypted. Your passphrase unlocks the key that opens them.',
  'vault.passphrase': 'Passphrase',
  'vault.unlock': 'Unlock',
  'vault.lock': 'Lock now',
  'vault.isOpen': 'Unlocked: replies can be opened.',
  'vault.isLocked': 'Locked: you are asked for your passphrase when you import a reply.',

  'trials.title': 'Trial IDs',
  'trials.what':
    'Products as of {date}, Microsoft’s partner trial offers as of 2021. IDs that are not verified are taken from a similar product; replace them when you know the right ones.',
  'trials.id': 'Trial ID',
  'trials.idOf': 'Trial ID for {product}',
  'trials.none': 'no trial',
  'trials.edit': 'Edit trial ID for {product}',
  'trials.saved': 'Trial ID saved.',

  'example.bar': 'This is an example. Nothing here is real.',
  'example.leave': 'Remove example',
  'example.leaveWhat': 'Removes the example from this browser so that you can set up your own company.',

  'leave.title': 'Remove everything',
  'leave.what':
    'Removes all records and the reply key from this browser. You can only get them back from a backup file.',
  'leave.sure': 'Remove everything from this browser?',
  'leave.do': 'Remove everything',
  'company.verifiedBy': 'Verified {when} by {by}.',
  'company.facts': 'Company details',
  'company.preview': 'Customer view',
  'company.previewHint': 'An example offer. Dotted lines mark what comes from your company details.',
  'company.savingVerifies':
    'By saving you confirm that you have checked these details and that they are correct.',
  'company.services': 'Page address, currency, validity and domains:',
  'company.logo': 'Logo',
  'company.logoHint': 'Any image, also SVG. It is converted to at most 4 kB.',
  'company.logoSize': { one: '{n} byte', other: '{n} bytes' },
  'company.logoOnLight': 'Logo on a light page',
  'company.logoOnDark': 'Logo on a dark page',
  'company.colourLight': 'Contrast on a light page: {ratio} : 1.',
  'company.colourDark': 'Contrast on a dark page: {ratio} : 1.',
  'company.colourMoved': 'Shown as {colour} so that it is easy to read.',
  'company.office': 'Partner office',
  'company.addOffice': 'Add partner office',
  'company.removeOffice': 'Remove {office}',
  'company.officeHint':
    'Each office has its own partner ID, and you choose one for each offer. A new office can take up to 24 hours to appear at Microsoft.',
  'company.endpoint': 'How replies reach you',
  'company.showReceived':
    'Show “Your answer has been received” on the page once you have confirmed the answer',
  'company.showReceivedHint': 'For offers to one customer. The page then takes no further answer.',
  'company.endpointHint':
    'Pages send the encrypted reply here. Customers can also send it by e-mail, copy it or save it as a file. Nobody can read it on the way. Changes take effect when you publish.',
  'endpoint.none': 'E-mail, copying or file only',
  'endpoint.form': 'Form service (such as Formspree)',
  'endpoint.flow': 'Power Automate flow',
  'endpoint.netlify': 'Netlify Forms, if the pages are hosted there',
  'endpoint.queue': 'The inbox of the pages’ host (Azure Storage)',
  'company.endpointAddress': 'Address',
  'company.endpointFormHint': 'The form’s address, such as https://formspree.io/f/abcdefgh.',
  'company.endpointFlowHint':
    'The address from “When an HTTP request is received”, open to anyone. Whoever reads a page can find it, so let the flow only forward what it gets to you.',
  'company.tenantId': 'Your tenant ID (optional)',
  'company.tenantIdHint': 'Needed for relationship links at Microsoft.',
  'company.cloudHint': 'Decides which portals, links and products are available.',
  'company.domains': 'Your domains',
  'company.domainsHint': 'Separate with commas. No customer can have these domains.',
  'company.reminderDays': 'Days of notice before offers and trials end',
  'company.renewalDays': 'Days of notice before subscriptions and delegations end',
  'company.seen.name': 'At the top of every page, in the contact details, in e-mails and in the offer itself',
  'company.seen.partnerId': 'In the page address and at the bottom of the page',
  'company.seen.contact': 'In the contact details, in e-mails, and where the page says whom to ask',
  'company.seen.website': 'In the contact details',
  'company.seen.logo': 'At the top of every page',
  'company.seen.colour': 'Buttons and links on every page',
  'company.seen.inside': 'Not shown to customers',
  'company.seen.cloud': 'At the bottom of the page, if operated by 21Vianet',
  'company.seen.selling': 'Below the prices: who sends the invoice',
  'services.title': 'Domains and service settings',
} as const satisfies Record<string, Word>
