import { isForHosts } from '#core/hosting/files.ts'
import { request } from '#core/hosting/request.ts'
import type { SiteFile } from '#core/hosting/target.ts'
import { Problem } from '#core/model/problem.ts'

/** How long a host may take until it shows what was put there, in milliseconds. */
const patience = 20_000

/** Between two looks, in milliseconds. */
const pause = 500

const isEqual = (one: Uint8Array, other: Uint8Array) =>
  one.length === other.length && one.every((byte, at) => byte === other[at])

/** What an address answers; null when it cannot be reached, answers with an error or leads elsewhere. */
async function read(address: string, signal: AbortSignal | undefined): Promise<Uint8Array | null> {
  try {
    const response = await request(address, { method: 'GET', signal })
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : null
  } catch {
    return null
  }
}

/**
 * Waits until an address gives exactly these bytes, as a customer gets them.
 *
 * @throws Problem `hostNotLive` when it does not within the time; `stopped`
 */
export async function waitUntilLive(
  address: string,
  bytes: Uint8Array,
  options: Readonly<{ patience?: number; signal?: AbortSignal | undefined }> = {},
): Promise<void> {
  const end = Date.now() + (options.patience ?? patience)
  for (;;) {
    const there = await read(address, options.signal)
    if (options.signal?.aborted) throw new Problem('stopped')
    if (there && isEqual(there, bytes)) return
    if (Date.now() >= end) throw new Problem('hostNotLive', { address })
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

/** The address at which customers read a file; null for one that hosts keep to themselves. */
export function publicAddress(siteAddress: string, path: string): string | null {
  if (isForHosts(path)) return null
  return `${siteAddress}/${path.replace(/(^|\/)index\.html$/, '$1')}`
}

/** Waits until customers get these files. @param siteAddress without a slash at its end @throws Problem `hostNotLive`, `stopped` */
export async function waitUntilShown(
  siteAddress: string,
  files: readonly SiteFile[],
  options?: Parameters<typeof waitUntilLive>[2],
): Promise<void> {
  for (const { path, bytes } of files) {
    const address = publicAddress(siteAddress, path)
    if (address) await waitUntilLive(address, bytes, options)
  }
}
