import type { Company } from '#core/model/company.ts'

/**
 * Microsoft's own invitation links: the hosts that an offer may name, and the
 * shapes that can be built from their parts, as of 2026-11-01. None of them
 * is fetched or checked against Microsoft.
 */

const hosts: Readonly<Record<Company['cloud'], readonly string[]>> = {
  worldwide: [
    'admin.cloud.microsoft',
    'admin.microsoft.com',
    'portal.office.com',
    'portal.microsoftonline.com',
    'signup.microsoft.com',
    'account.manage.microsoft.com',
    'partner.microsoft.com',
    'microsoft365.com',
    'www.microsoft365.com',
  ],
  '21vianet': [
    'portal.partner.microsoftonline.cn',
    'partner.partnercenter.microsoftonline.cn',
    'portal.azure.cn',
    'entra.microsoftonline.cn',
  ],
}

/** Hosts that a customer may be sent to in a cloud. */
export const microsoftHosts = (cloud: Company['cloud']) => hosts[cloud]

/** The host of a link that an offer may carry; null when the link is no https address of an allowed host. */
export function microsoftHost(link: string, cloud: Company['cloud']): string | null {
  if (!URL.canParse(link)) return null
  const { protocol, hostname, port, username, password } = new URL(link)
  const plain = protocol === 'https:' && port === '' && username === '' && password === ''
  return plain && hosts[cloud].includes(hostname) ? hostname : null
}

/** An advisor's trial invitation. @param trialId Microsoft's partner trial offer */
export const advisorTrialLink = (trialId: string, partnerId: string) =>
  `https://portal.office.com/partner/partnersignup.aspx?type=Trial&id=${trialId}&msppid=${partnerId}`

/** A request for the reseller relationship, without delegated administration of the old kind. @param tenantId the partner's own */
export const resellerLink = (tenantId: string) =>
  `https://admin.microsoft.com/Adminportal/Home?invType=ResellerRelationship&partnerId=${tenantId}&msppId=0&DAP=false#/BillingAccounts/partner-invitation`

/** An admin relationship's approval page. @param requestId two GUIDs with a dash between, as Partner Center shows them */
export const relationshipLink = (requestId: string) =>
  `https://admin.microsoft.com/AdminPortal/Home#/partners/invitation/granularAdminRelationships/${requestId}`

const guid = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}'

/** The request's id in what a person pasted: the id itself or the whole link; null when there is none. */
export const readRequestId = (typed: string): string | null =>
  new RegExp(`${guid}-${guid}`, 'i').exec(typed)?.[0].toLowerCase() ?? null

/** Where a customer's product key is redeemed. */
export const keySetupAddress = 'https://microsoft365.com/setupbusiness'
