import type { Host, HostKind, HostSettings } from '#core/model/host.ts'
import type { Inbox } from '#core/model/inbox.ts'

/** What is typed to connect a host: the fields of every kind. */
export type HostForm = Readonly<{
  address: string
  user: string
  branch: string
  folder: string
  account: string
  script: string
  /** Where an Azure account's services are; empty for the cloud that the company sells. */
  blob: string
  queue: string
  secret: string
  siteAddress: string
  expires: string
  /** What becomes of the pages at the old address, where this is another one. */
  before: 'lead' | 'leadAndKeep' | 'leave'
}>

const empty = {
  address: '',
  user: '',
  branch: 'tilbud-pages',
  folder: '',
  account: '',
  script: 'tilbud',
  blob: '',
  queue: '',
  expires: '',
}

/** Where the storage of a cloud is; 21Vianet's has another name. */
const storageOf = { worldwide: 'core.windows.net', '21vianet': 'core.chinacloudapi.cn' } as const

/** Where the services of an Azure account are. */
export const endpointsOf = (
  { account, blob, queue }: Pick<HostForm, 'account' | 'blob' | 'queue'>,
  cloud: keyof typeof storageOf,
) => ({
  blob: blob.trim().replace(/\/+$/, '') || `https://${account.trim()}.blob.${storageOf[cloud]}`,
  queue: queue.trim().replace(/\/+$/, '') || `https://${account.trim()}.queue.${storageOf[cloud]}`,
})

/** What is typed of an Azure account that is prepared with its key. */
export type AzureForm = Pick<HostForm, 'account' | 'blob' | 'queue' | 'secret'>

/** 64 bytes in base64: a text that is still being typed has less. */
const isWholeKey = /^[A-Za-z0-9+/]{86}==$/

/**
 * What a connection string of an Azure account says, as the portal has it to
 * copy; null where the text is none. Addresses stay empty where they follow
 * from the account's name.
 */
export function readConnectionString(typed: string, cloud: keyof typeof storageOf): AzureForm | null {
  const parts = new Map(typed.split(';').map((part) => splitOnce(part.trim(), '=')))
  const account = parts.get('AccountName')
  const secret = parts.get('AccountKey')
  if (!account || !secret || !isWholeKey.test(secret)) return null
  const suffix = parts.get('EndpointSuffix') ?? storageOf[cloud]
  const said = {
    account,
    blob: parts.get('BlobEndpoint') ?? `https://${account}.blob.${suffix}`,
    queue: parts.get('QueueEndpoint') ?? `https://${account}.queue.${suffix}`,
  }
  const { blob, queue } = endpointsOf(said, cloud)
  const usual = endpointsOf({ account, blob: '', queue: '' }, cloud)
  const isUsual = blob === usual.blob && queue === usual.queue
  return { account, secret, ...(isUsual ? { blob: '', queue: '' } : { blob, queue }) }
}

/** A key ends with signs that part names from values. */
function splitOnce(text: string, sign: string): [string, string] {
  const at = text.indexOf(sign)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

/** What was typed of where an inbox is: nothing where that follows from the account's name, so that another name gives another place. */
export const typedQueue = ({ account, queue }: Inbox, cloud: keyof typeof storageOf) =>
  queue === endpointsOf({ account, blob: '', queue: '' }, cloud).queue ? '' : queue

/** What was typed to connect a host. Addresses that follow from the account's name stay empty, so that another name gives others. */
function typedFor(
  settings: HostSettings,
  inbox: Inbox | null,
  cloud: keyof typeof storageOf,
): Partial<HostForm> {
  if (settings.kind !== 'azure') return settings
  const { account, blob } = settings
  const usual = endpointsOf({ account, blob: '', queue: '' }, cloud)
  const queue = inbox?.account === account ? inbox.queue : usual.queue
  return { account, ...((blob !== usual.blob || queue !== usual.queue) && { blob, queue }) }
}

/** @param host the one that is connected, which the form shows where it is of this kind; `inbox` likewise */
export const hostForm = (
  kind: HostKind,
  host: Host | null,
  inbox: Inbox | null,
  { siteAddress, cloud }: Readonly<{ siteAddress: string; cloud: keyof typeof storageOf }>,
): HostForm => ({
  ...empty,
  ...(host?.settings.kind === kind && {
    ...typedFor(host.settings, inbox, cloud),
    expires: host.expires ?? '',
  }),
  secret: '',
  siteAddress,
  before: 'lead',
})

/** What any other host is told of it. */
export function settingsOf(kind: Exclude<HostKind, 'azure'>, form: HostForm): HostSettings {
  const { address, user, branch, folder, account, script } = form
  if (kind === 'webdav') return { kind, address, user }
  if (kind === 'git') return { kind, address, user, branch, folder }
  return { kind, account, script }
}
