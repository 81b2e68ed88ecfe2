import type { Target } from '#core/hosting/target.ts'
import { webdavTarget } from '#core/hosting/webdav.ts'
import type { HostSettings } from '#core/model/host.ts'

/** Milliseconds until a host shows what it was given: one that builds it first needs minutes. */
export const patienceWith = ({ kind }: HostSettings) => (kind === 'git' ? 300_000 : 20_000)

/** The host that settings name. @param secret that lets in */
export function targetOf(settings: HostSettings, secret: string, signal?: AbortSignal): Target {
  if (settings.kind === 'webdav') return webdavTarget({ ...settings, password: secret })
  throw new Error(`${settings.kind} ${signal?.aborted}`)
}
