import { azureTarget } from '#core/hosting/azure/blobs.ts'
import { cloudflareTarget } from '#core/hosting/cloudflare.ts'
import type { Target } from '#core/hosting/target.ts'
import { webdavTarget } from '#core/hosting/webdav.ts'
import { azureSecretSchema, type HostKind, type HostSettings } from '#core/model/host.ts'
import { parse } from '#core/model/schema.ts'
import { basePath } from '#core/publication/pages.ts'

/** Milliseconds until a host shows what it was given: one that builds it first needs minutes. */
export const patienceWith = (kind: HostKind) => (kind === 'git' ? 300_000 : 20_000)

/**
 * The host that settings name.
 *
 * @param secret that lets in
 * @param siteAddress where customers read what lies there
 * @param signal ends whatever is under way
 */
export async function targetOf(
  settings: HostSettings,
  secret: string,
  siteAddress: string,
  signal?: AbortSignal,
): Promise<Target> {
  if (settings.kind === 'azure') {
    const grants = parse(azureSecretSchema, JSON.parse(secret))
    return azureTarget(grants, basePath(siteAddress), { signal })
  }
  if (settings.kind === 'webdav') return webdavTarget({ ...settings, password: secret, signal })
  if (settings.kind === 'cloudflare')
    return cloudflareTarget({ ...settings, token: secret, publicAddress: siteAddress, signal })
  // By far the largest part: whoever has another host need not load it.
  const { gitTarget } = await import('#core/hosting/git/target.ts')
  return gitTarget({ ...settings, token: secret, signal })
}
