/** Everything that can go wrong in a way a person should hear about. Screens have one sentence for each (`problem.CODE`). */
export const problemCodes = [
  'invalid',
  'recordUnfit',
  'notAllowed',
  'notFound',
  'notSetUp',
  'alreadySetUp',
  'notVerified',
  'wrongState',
  'changedElsewhere',
  'overCap',
  'noTrial',
  'trialLicences',
  'badRange',
  'lastDayPast',
  'noRecipient',
  'passphraseWrong',
  'vaultUnfit',
  'locked',
  'backupDamaged',
  'backupUnknown',
  'backupNewer',
  'backupVaultUnfit',
  'backupTooLarge',
  'notEmpty',
  'replyNone',
  'recipientNeeded',
  'lastGlobalAdministrator',
  'trialTaken',
  'alreadyOwned',
  'overCustomerCap',
  'keyKnown',
  'keyExpired',
  'wrongCustomer',
  'notMicrosoft',
  'tableNone',
  'tableColumns',
  'tableTooLarge',
  'tableTooLong',
  'tableTooWide',
  'tableQuote',
  'portalAddress',
  'storageFailed',
  'storageStale',
  'storageBlocked',
  'storageShut',
  'hostUnreachable',
  'hostRefused',
  'hostClock',
  'hostFull',
  'hostFailed',
  'hostTaken',
  'hostForeign',
  'hostTooMany',
  'hostNotLive',
  'hostNotAllowed',
  'stopped',
  'busy',
  'unexpected',
] as const

export type ProblemCode = (typeof problemCodes)[number]

/** Why the workspace cannot be used at all. */
export type StorageProblem = Extract<ProblemCode, 'storageStale' | 'storageBlocked' | 'storageShut'>

export type ProblemDetail = Readonly<Record<string, string | number>>

/** Every rule that a field can break, as the messages of schemas name it. Screens have one sentence for each (`rule.NAME`). */
export const fieldRules = [
  'required',
  'tooLong',
  'characters',
  'oneLine',
  'email',
  'phone',
  'https',
  'guid',
  'domain',
  'partnerId',
  'number',
  'whole',
  'tooSmall',
  'tooLarge',
  'tooMany',
  'date',
  'past',
  'order',
  'choice',
  'country',
  'colour',
  'logo',
  'timeZone',
  'companyName',
  'range',
  'roles',
  'unique',
  'code',
  'passphraseShort',
  'passphraseSimple',
  'passphraseDiffers',
  'columns',
  'keySymbol',
  'keyLength',
  'customerName',
  'notMicrosoft',
  'portalAddress',
  'noAutoExtend',
  'ownDomain',
  'microsoftEmail',
  'converted',
  'refused',
] as const

export type FieldRule = (typeof fieldRules)[number]

export const isFieldRule = (name: string): name is FieldRule =>
  (fieldRules as readonly string[]).includes(name)

/** What is wrong with one field: its path in the input (`lines.0.count`) and the rule that it breaks. */
export type FieldFault = Readonly<{ path: string; rule: FieldRule }>

/** Why something was not done. Crosses contexts as `{code, detail, faults}`; the message is for logs only. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly detail: ProblemDetail
  readonly faults: readonly FieldFault[]

  constructor(code: ProblemCode, detail: ProblemDetail = {}, faults: readonly FieldFault[] = []) {
    super(`${code} ${JSON.stringify(detail)} ${JSON.stringify(faults)}`)
    this.name = 'Problem'
    this.code = code
    this.detail = detail
    this.faults = faults
  }
}
