import type { Word } from '#core/locale/say.ts'

/** Words of what can go wrong. */
export const problems = {
  'problem.notFound': 'This no longer exists.',
  'problem.notSetUp': 'There is no workspace in this browser yet.',
  'problem.alreadySetUp': 'This browser already has a workspace.',
  'problem.notVerified': 'Before your first offer: is this what customers should see about your company?',
  'problem.wrongState': 'This has changed in the meantime, so nothing was done. Check it and try again.',
  'problem.overCap':
    'Microsoft sells at most {cap} licences for {product} to one customer. Lower the maximum.',
  'problem.noTrial':
    'There is no trial of {product}. Choose another product, or enter its trial ID under Settings.',
  'problem.trialLicences':
    'A Microsoft trial has {n} licences. Open the product step and choose the product again.',
  'problem.badRange':
    'A quantity is outside what the offer allows. Make a new version, or archive the reply.',
  'problem.lastDayPast': 'The last day has passed. Choose a later date.',
  'problem.noRecipient': 'Choose the customer who should get the offer.',
  'problem.passphraseWrong': 'Wrong passphrase. Try again.',
  'problem.vaultUnfit':
    'No passphrase can unlock this vault: its settings are damaged or outside the limits that Tilbud accepts. Restore a backup.',
  'problem.backupVaultUnfit':
    'The passphrase settings in line {line} of the backup are too weak, too demanding or damaged. Nothing was restored. Use another copy.',
  'problem.backupTooLarge':
    'The file is larger than any Tilbud backup. Nothing was restored. Choose another file.',
  'rule.passphraseSimple':
    'This is easy to guess. Use several unrelated words, and not just repeated characters, rows of keys, common passwords or your own name or company.',
  'problem.locked': 'Enter your passphrase first.',
  'problem.backupDamaged':
    'The backup file is damaged at line {line}. Nothing was restored. Use another copy.',
  'problem.backupUnknown':
    'This is not a Tilbud backup file. Nothing was restored. Choose a file whose name begins with tilbud-backup.',
  'problem.backupNewer':
    'The backup was made by a newer version of Tilbud. Nothing was restored. Update the extension and try again.',
  'problem.notEmpty':
    'This browser already has a workspace. Nothing was restored. Restore in another browser profile, or remove everything under Settings first.',
  'problem.replyNone':
    'There is no reply in this text. A reply begins with [TILBUD1: and ends with ]. Paste the whole e-mail.',
  'problem.recipientNeeded': 'Choose which customer this reply is from.',

  'rule.required': 'This field is required.',
  'rule.tooLong': 'This text is too long.',
  'rule.characters': 'The text contains characters that are not allowed.',
  'rule.oneLine': 'Use a single line.',
  'rule.email': 'Enter an e-mail address, such as name@company.com.',
  'rule.phone': 'Enter a phone number, such as +47 77 00 00 00.',
  'rule.https': 'Enter an address that begins with https://.',
  'rule.guid': 'Enter an ID such as 3b555118-da6a-4418-894f-7df1e2096870.',
  'rule.domain': 'Enter domains such as company.com.',
  'rule.partnerId': 'A partner ID has 4 to 10 digits.',
  'rule.number': 'Enter a number.',
  'rule.whole': 'Enter a whole number.',
  'rule.tooSmall': 'The number is too small.',
  'rule.tooLarge': 'The number is too large.',
  'rule.tooMany': 'There are too many entries.',
  'rule.date': 'Choose a date.',
  'rule.past': 'This date has passed.',
  'rule.money': 'Enter an amount, such as 249 or 249.50.',
  'rule.choice': 'Choose from the list.',
  'rule.country': 'Enter the two-letter country code.',
  'rule.colour': 'Choose a colour.',
  'rule.logo': 'Choose a PNG, WebP or JPEG image.',
  'rule.timeZone': 'Enter a time zone, such as Europe/Oslo.',
  'rule.companyName': 'Microsoft does not accept this company name. Enter the full name as registered.',
  'rule.range': 'The quantity must be between the minimum and the maximum.',
  'rule.roles': 'Choose at least one role.',
  'rule.unique': 'The same entry occurs twice.',
  'rule.code': 'This is not an offer code.',
  'rule.passphraseShort': 'Use at least 10 characters.',
  'rule.passphraseDiffers': 'The two passphrases are different.',
  'problem.hostUnreachable':
    '{host} could not be reached. What is online stays as it is. Check the connection, then try again.',
  'problem.hostRefused':
    '{host} refused access ({status}). The password or key may be wrong, changed or out of date. Enter it again.',
  'problem.hostClock':
    '{host} refused access ({status}), and its clock shows another time than this computer. Set date, time and time zone right here, then try again.',
  'problem.hostFull': '{host} has no room left. Free some space there, then publish again.',
  'problem.hostFailed':
    '{host} answered with an error ({status}). What is online is whole. Try again later; if it stays so, ask whoever runs the host.',
  'problem.hostTaken':
    'Someone has published here from another browser, and this one does not know what. Nothing was changed. Publish from that browser, or restore its latest backup here. If you replace what is there, offers that only that browser has go offline.',
  'problem.hostForeign':
    'Other files are in the way, for example {path}. Nothing was changed. Choose an empty folder, or replace them.',
  'problem.hostTooMany': 'This host holds at most {most} files; your pages are {n}.',
  'problem.hostNotLive':
    '{address} does not show the new page yet. Some hosts need a few minutes. Is this the address of the place that you connected?',
  'problem.hostNotAllowed':
    'Tilbud may not reach {hosts} yet. Try again, and allow it when the browser asks.',
  'problem.stopped': 'Stopped. Nothing was changed.',
  'problem.busy': 'This is already running in another window. Wait until it has finished, then try again.',
  'problem.lastGlobalAdministrator':
    'This is the last global administrator. Give someone else the role first.',
  'problem.trialTaken':
    '{customer} has already had a trial of {product}, and Microsoft gives only one per product. Make a purchase offer instead.',
  'problem.alreadyOwned':
    '{customer} already subscribes to {product}, so Microsoft does not give a trial of it.',
  'problem.overCustomerCap':
    '{customer} has {has} licences for {product}, and Microsoft sells at most {cap} to one customer. Lower the quantity.',
  'problem.keyKnown': 'The key in line {n} is already in the vault. Nothing was saved. Remove the line.',
  'problem.keyExpired': 'The last day to redeem this key has passed. Contact your supplier.',
  'problem.wrongCustomer':
    'This key is reserved for {customer}. Enter that name, or reserve the key for the other customer first. Nothing was saved.',
  'problem.notMicrosoft': 'The link must lead to Microsoft: {hosts}.',
  'problem.tableNone':
    'There is no table in this file. It must have a header row and one line per row, separated by commas, semicolons or tabs.',
  'problem.tableColumns': 'Columns are missing. Found: {headers}. Required: {wanted}.',
  'problem.tableTooLarge':
    'This file is larger than {mb} MB. Export fewer columns, or split it into several files.',
  'problem.tableTooLong':
    'This file has more than {n} lines. Delete empty lines, or split it into several files.',
  'problem.tableTooWide':
    'Row {row} has more than {n} cells. Save the file again as CSV, with only the columns that are needed.',
  'problem.tableQuote':
    'A quotation mark in row {row} is not closed. Write it twice inside a text, or save the file again as CSV.',
  'rule.columns':
    'There are more cells than headings. Put a text that has commas or semicolons in quotation marks.',
  'problem.portalAddress':
    'This is not a valid portal address. It must begin with https://, and only the names listed may appear in braces.',

  'rule.order': 'The last day is before the first day.',
  'rule.keySymbol': 'A product key contains no vowels and none of 0, 1, 5, L, S and Z.',
  'rule.keyLength': 'A product key has 25 characters.',
  'rule.customerName': 'This is not the customer’s name.',
  'rule.notMicrosoft': 'Use a link that leads to Microsoft.',
  'rule.portalAddress': 'Enter an address that begins with https://.',
  'rule.noAutoExtend':
    'Microsoft does not extend relationships with the Global Administrator role. Remove the role, or switch off automatic extension.',
  'rule.ownDomain': 'This is your own company’s domain.',
  'rule.microsoftEmail': 'Microsoft does not accept its own addresses for customers.',
  'problem.recordUnfit':
    'Nothing was saved: the field {field} of a record in {table} cannot be stored like this. This is an error in Tilbud; please report it.',
  'rule.converted': 'This trial was converted to a paid subscription, so it must stay a trial.',
  'rule.refused':
    'The host does not accept this. Check that it is complete, and that it belongs to the account or user above.',
} as const satisfies Record<string, Word>
