import { waitUntilShown } from '#core/hosting/live.ts'
import type { Target } from '#core/hosting/target.ts'
import { randomBytes, toHex, utf8 } from '#core/model/bytes.ts'
import type { HostSettings } from '#core/model/host.ts'
import { Problem } from '#core/model/problem.ts'
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

/** How long a place may take to show what was put there, in milliseconds. */
const patience = 2000

/**
 * Puts a page at a place, waits until it is read at an address, and takes it down.
 *
 * @throws Problem of the host; `hostNotLive` when the address does not show it in time
 */
export async function tryPage(
  target: Target,
  siteAddress: string,
  options: Parameters<typeof waitUntilShown>[2],
): Promise<void> {
  const path = `tilbud-test-${toHex(randomBytes(8))}.html`
  const bytes = utf8(`<!doctype html><meta charset="utf-8"><title>Tilbud</title><p>${path}</p>\n`)
  try {
    await target.put({ path, bytes, mark: 'test' })
    await waitUntilShown(siteAddress, [{ path, bytes }], options)
  } finally {
    await target.remove([path])
  }
}

/**
 * Whether what is put at a place is read at an address: one folder may have
 * many names. Where everything counts only at once, at the end, the names tell.
 */
export async function isShownAt(target: Target, siteAddress: string, signal?: AbortSignal): Promise<boolean> {
  if (target.settle) return false
  try {
    await tryPage(target, siteAddress, { patience, signal })
    return true
  } catch (error) {
    if (error instanceof Problem && error.code === 'hostNotLive') return false
    throw error
  }
}
