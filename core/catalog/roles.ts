import { globalAdministratorId, type Grant } from '#core/model/terms.ts'

/** Microsoft Entra roles (name, template id) that a delegation can hold. */
const roles = {
  helpdesk: { id: '729827e3-9c14-49f7-bb1b-9608f156bbb8', name: 'Helpdesk Administrator' },
  serviceSupport: { id: 'f023fd81-a637-4b56-95fd-791ac0226033', name: 'Service Support Administrator' },
  directoryReaders: { id: '88d8e3e3-8f55-4a1e-953a-9b9898b8876b', name: 'Directory Readers' },
  license: { id: '4d6ac14f-3453-41d0-bef9-a3e0c569773a', name: 'License Administrator' },
  user: { id: 'fe930be7-5e62-47db-91af-98c3a49a38b1', name: 'User Administrator' },
  exchange: { id: '29232cdf-9323-42fd-ade2-1d097af3e4de', name: 'Exchange Administrator' },
  teams: { id: '69091246-20e8-4a56-aa4d-066075b2a7a8', name: 'Teams Administrator' },
  sharePoint: { id: 'f28a1f50-f6e7-4571-818b-6a12f2af6b6c', name: 'SharePoint Administrator' },
  intune: { id: '3a2c62db-5318-420d-8d74-23affee5d9d5', name: 'Intune Administrator' },
  security: { id: '194ae4cb-b126-40b2-bd5b-6091b380977d', name: 'Security Administrator' },
  billing: { id: 'b0f54661-2d74-4c50-afa3-1ec803f12efe', name: 'Billing Administrator' },
  domainName: { id: '8329153b-31d0-4727-b945-745eb3bc5f31', name: 'Domain Name Administrator' },
  globalReader: { id: 'f2ef992c-3afb-46b9-b7cf-a126ee74c451', name: 'Global Reader' },
  authentication: { id: '0526716b-113d-4c15-b2c8-68e3c22b9f80', name: 'Authentication Policy Administrator' },
  application: { id: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', name: 'Application Administrator' },
  cloudDevice: { id: '7698a772-787b-4ac8-901f-60d6b08affd2', name: 'Cloud Device Administrator' },
  /** Everything, and therefore without auto-extend. */
  global: { id: globalAdministratorId, name: 'Global Administrator' },
} as const

export const delegationRoles: readonly { id: string; name: string }[] = Object.values(roles)

/** What each preset holds at Microsoft: the least roles that the work takes. */
export const presetRoles = {
  limited: [roles.helpdesk, roles.serviceSupport, roles.directoryReaders, roles.license],
  full: [
    roles.user,
    roles.exchange,
    roles.teams,
    roles.sharePoint,
    roles.intune,
    roles.security,
    roles.billing,
    roles.domainName,
    roles.globalReader,
    roles.authentication,
    roles.application,
    roles.cloudDevice,
  ],
} as const satisfies Record<Exclude<Grant['level'], 'roles'>, readonly { id: string; name: string }[]>

/** Microsoft Entra default: two years is the longest that a relationship may last. */
export const defaultGrant: Grant = { level: 'limited', roles: [], days: 730 }
