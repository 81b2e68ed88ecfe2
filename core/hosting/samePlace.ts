import type { HostSettings } from '#core/model/host.ts'
import { basePath } from '#core/publication/pages.ts'

/** A host, and the address at which customers read what lies there. */
export type Place = Readonly<{ settings: HostSettings; siteAddress: string }>

/** What two settings have to share to name the same files. */
function filesOf({ settings, siteAddress }: Place): string {
  const { kind } = settings
  if (kind === 'azure') return [kind, settings.account, settings.blob, basePath(siteAddress)].join(' ')
  if (kind === 'webdav') return [kind, settings.address.replace(/\/+$/, '')].join(' ')
  // A branch, like a Worker, has nothing but the site.
  if (kind === 'git') return [kind, settings.address, settings.branch].join(' ')
  return [kind, settings.account, settings.script].join(' ')
}

/** Whether two places are one: then what is put at one is at the other, and nothing can lead from there to here. */
export const isSamePlace = (one: Place, other: Place): boolean => filesOf(one) === filesOf(other)
