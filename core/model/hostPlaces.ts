import type { HostSettings } from '#core/model/host.ts'

/** Where hosts are. Apart from their schema, which the popup's first screen can do without. */

/** The addresses that are asked when pages are brought to a host, and where customers read them. */
export function addressesOf(settings: HostSettings, siteAddress: string): readonly string[] {
  if (settings.kind === 'azure') return [settings.blob, siteAddress]
  return [settings.kind === 'cloudflare' ? 'https://api.cloudflare.com' : settings.address, siteAddress]
}

/** What a host is called in a list: where it is. */
export function nameOfHost(settings: HostSettings): string {
  if (settings.kind === 'azure') return settings.account
  return settings.kind === 'cloudflare' ? settings.script : new URL(settings.address).host
}
