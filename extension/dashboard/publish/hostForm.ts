import type { Host, HostKind, HostSettings } from '#core/model/host.ts'

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
}

/** @param host the one that is connected, where it is of this kind */
export const hostForm = (kind: HostKind, host: Host | null, siteAddress: string): HostForm => ({
  ...empty,
  ...(host?.settings.kind === kind && { ...host.settings, expires: host.expires ?? '' }),
  expires: host?.expires ?? '',
  secret: '',
  siteAddress,
})

/** Where the storage of a cloud is; two separate companies at Microsoft have it at other names. */
const storageOf = { worldwide: 'core.windows.net', '21vianet': 'core.chinacloudapi.cn' } as const

/** Where the services of an Azure account are. */
export const endpointsOf = ({ account, blob, queue }: HostForm, cloud: keyof typeof storageOf) => ({
  blob: blob.replace(/\/+$/, '') || `https://${account}.blob.${storageOf[cloud]}`,
  queue: queue.replace(/\/+$/, '') || `https://${account}.queue.${storageOf[cloud]}`,
})

/** What any other host is told of it. */
export function settingsOf(kind: Exclude<HostKind, 'azure'>, form: HostForm): HostSettings {
  const { address, user, branch, folder, account, script } = form
  if (kind === 'webdav') return { kind, address, user }
  if (kind === 'git') return { kind, address, user, branch, folder }
  return { kind, account, script }
}
