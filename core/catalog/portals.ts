import type { Company } from '#core/model/company.ts'
import type { Customer } from '#core/model/customer.ts'

/**
 * Microsoft's portals in a customer's context, dated. Microsoft moves them
 * often: every address can be changed or hidden in the workspace.
 *
 * Places to fill: `{initial}` the tenant's first domain (xyz.onmicrosoft.com),
 * `{prefix}` its first label, `{default}` the primary domain, `{tid}` the
 * tenant ID.
 */
export const portalsDate = '2026-11-01'

export type Portal = Readonly<{
  id: string
  /** Microsoft's own name, the same in every language. */
  name: string
  address: string
  /** What it is mostly used for. */
  use: 'users' | 'services' | 'security' | 'subscriptions' | 'support'
}>

const worldwide: readonly Portal[] = [
  {
    id: 'm365',
    name: 'Microsoft 365 admin center',
    address: 'https://admin.cloud.microsoft/?delegatedOrg={initial}',
    use: 'users',
  },
  {
    id: 'users',
    name: 'Microsoft 365 admin center, users',
    address: 'https://admin.cloud.microsoft/?delegatedOrg={initial}#/users',
    use: 'users',
  },
  { id: 'entra', name: 'Microsoft Entra', address: 'https://entra.microsoft.com/{default}', use: 'users' },
  {
    id: 'exchange',
    name: 'Exchange',
    address:
      'https://admin.cloud.microsoft/exchange?landingpage=homepage&form=mac_sidebar&delegatedOrg={initial}#',
    use: 'services',
  },
  {
    id: 'teams',
    name: 'Teams',
    address: 'https://admin.teams.microsoft.com/?delegatedOrg={initial}',
    use: 'services',
  },
  { id: 'sharepoint', name: 'SharePoint', address: 'https://{prefix}-admin.sharepoint.com', use: 'services' },
  { id: 'azure', name: 'Azure', address: 'https://portal.azure.com/{default}', use: 'services' },
  { id: 'intune', name: 'Intune', address: 'https://intune.microsoft.com/{default}', use: 'services' },
  {
    id: 'powerPlatform',
    name: 'Power Platform',
    address: 'https://admin.powerplatform.microsoft.com/account/login/{tid}',
    use: 'services',
  },
  {
    id: 'powerApps',
    name: 'Power Apps',
    address: 'https://make.powerapps.com/home?tenant={tid}',
    use: 'services',
  },
  {
    id: 'powerBi',
    name: 'Power BI',
    address: 'https://app.powerbi.com/admin-portal?ctid={tid}',
    use: 'services',
  },
  { id: 'defender', name: 'Defender', address: 'https://security.microsoft.com/?tid={tid}', use: 'security' },
  { id: 'purview', name: 'Purview', address: 'https://purview.microsoft.com/?tid={tid}', use: 'security' },
  {
    id: 'subscriptions',
    name: 'Partner Center',
    address: 'https://partner.microsoft.com/commerce/customers/{tid}/subscriptions',
    use: 'subscriptions',
  },
  {
    id: 'support',
    name: 'Partner Center, service requests',
    address: 'https://partner.microsoft.com/commerce/customers/{tid}/servicerequests',
    use: 'support',
  },
]

const china: readonly Portal[] = [
  {
    id: 'm365',
    name: 'Microsoft 365 admin center (21Vianet)',
    address: 'https://portal.partner.microsoftonline.cn/adminportal',
    use: 'users',
  },
  {
    id: 'entra',
    name: 'Microsoft Entra (21Vianet)',
    address: 'https://entra.microsoftonline.cn/{default}',
    use: 'users',
  },
  { id: 'azure', name: 'Azure (21Vianet)', address: 'https://portal.azure.cn/{default}', use: 'services' },
  { id: 'intune', name: 'Intune (21Vianet)', address: 'https://intune.microsoftonline.cn', use: 'services' },
  {
    id: 'powerBi',
    name: 'Power BI (21Vianet)',
    address: 'https://app.powerbi.cn/admin-portal?ctid={tid}',
    use: 'services',
  },
  {
    id: 'defender',
    name: 'Security (21Vianet)',
    address: 'https://security.microsoftonline.cn',
    use: 'security',
  },
  {
    id: 'purview',
    name: 'Purview (21Vianet)',
    address: 'https://purview.microsoftonline.cn',
    use: 'security',
  },
  {
    id: 'subscriptions',
    name: 'Partner Center (21Vianet)',
    address: 'https://partner.partnercenter.microsoftonline.cn/pcv/customers/{tid}/subscriptions',
    use: 'subscriptions',
  },
  {
    id: 'support',
    name: 'Partner Center, service requests (21Vianet)',
    address: 'https://partner.partnercenter.microsoftonline.cn/pcv/customers/{tid}/servicerequests',
    use: 'support',
  },
]

export const portalsOf = (cloud: Company['cloud']): readonly Portal[] =>
  cloud === '21vianet' ? china : worldwide

/** What an address may ask of a customer. */
export const portalPlaces = ['initial', 'prefix', 'default', 'tid'] as const
export type PortalPlace = (typeof portalPlaces)[number]

/** Whether an address is https with nothing but known places in braces. */
export function isPortalAddress(address: string): boolean {
  const places = [...address.matchAll(/\{(\w*)\}/g)].map((match) => match[1]!)
  const filled = address.replace(/\{\w*\}/g, 'x')
  return (
    places.every((place) => portalPlaces.includes(place as PortalPlace)) &&
    filled.startsWith('https://') &&
    URL.canParse(filled) &&
    !/[{}]/.test(filled)
  )
}

/** The end of a tenant's first domain, which it keeps for ever. */
const initialEnd = { worldwide: '.onmicrosoft.com', '21vianet': '.partner.onmschina.cn' } as const

/** The customer's first domain at Microsoft, when it is among its domains. */
export const initialDomain = (customer: Pick<Customer, 'domains'>, cloud: Company['cloud']) =>
  customer.domains.find((domain) => domain.endsWith(initialEnd[cloud])) ?? null

/** A portal's address for a customer, or what is not known of the customer for it. */
export function portalAddress(
  address: string,
  customer: Pick<Customer, 'domains' | 'tenantId'>,
  cloud: Company['cloud'],
): { url: string } | { missing: PortalPlace } {
  const initial = initialDomain(customer, cloud)
  const values: Record<PortalPlace, string | null> = {
    initial,
    prefix: initial?.split('.')[0] ?? null,
    default: customer.domains.find((domain) => domain !== initial) ?? initial,
    tid: customer.tenantId,
  }
  const missing = portalPlaces.find((place) => address.includes(`{${place}}`) && values[place] === null)
  if (missing) return { missing }
  return {
    url: portalPlaces.reduce(
      (url, place) => url.replaceAll(`{${place}}`, encodeURIComponent(values[place] ?? '')),
      address,
    ),
  }
}

/** Microsoft's places for the partner itself, by cloud and by the way of selling. */
const partnerPlaces: readonly (Omit<Portal, 'use'> & {
  cloud: Company['cloud']
  selling: readonly Company['selling'][]
})[] = [
  {
    id: 'customers',
    name: 'Partner Center, customers',
    address: 'https://partner.microsoft.com/commerce/customers/list',
    cloud: 'worldwide',
    selling: ['direct', 'indirect'],
  },
  {
    id: 'billing',
    name: 'Partner Center, billing',
    address: 'https://partner.microsoft.com/commerce/billing',
    cloud: 'worldwide',
    selling: ['direct'],
  },
  {
    id: 'tenants',
    name: 'Microsoft 365 admin center, all tenants',
    address: 'https://admin.microsoft.com/Adminportal/Home?#/tenants',
    cloud: 'worldwide',
    selling: ['advisor', 'direct', 'indirect'],
  },
  {
    id: 'lighthouse',
    name: 'Microsoft 365 Lighthouse',
    address: 'https://lighthouse.microsoft.com/',
    cloud: 'worldwide',
    selling: ['direct', 'indirect'],
  },
  {
    id: 'partnerCenter',
    name: 'Partner Center (21Vianet)',
    address: 'https://partner.partnercenter.microsoftonline.cn/pcv/',
    cloud: '21vianet',
    selling: ['advisor', 'direct', 'indirect'],
  },
]

/** Where the partner goes at Microsoft for its own business. */
export const partnerPortals = ({ cloud, selling }: Pick<Company, 'cloud' | 'selling'>) =>
  partnerPlaces.filter((place) => place.cloud === cloud && place.selling.includes(selling))
