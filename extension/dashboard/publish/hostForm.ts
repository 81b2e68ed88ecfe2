import type { Host, HostKind, HostSettings } from '#core/model/host.ts'

/** What is typed to connect a host: the fields of every kind. */
export type HostForm = Readonly<{
  address: string
  user: string
  branch: string
  folder: string
  account: string
  script: string
  secret: string
  siteAddress: string
  expires: string
}>

const empty = { address: '', user: '', branch: 'tilbud-pages', folder: '', account: '', script: 'tilbud' }

/** @param host the one that is connected, where it is of this kind */
export const hostForm = (kind: HostKind, host: Host | null, siteAddress: string): HostForm => ({
  ...empty,
  ...(host?.settings.kind === kind && { ...host.settings, expires: host.expires ?? '' }),
  expires: host?.expires ?? '',
  secret: '',
  siteAddress,
})

/** What the host is told of it. */
export function settingsOf(kind: HostKind, form: HostForm): HostSettings {
  const { address, user, branch, folder, account, script } = form
  if (kind === 'webdav') return { kind, address, user }
  if (kind === 'git') return { kind, address, user, branch, folder }
  return { kind, account, script }
}
