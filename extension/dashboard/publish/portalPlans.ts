import type { HostForm } from '#extension/dashboard/publish/hostForm.ts'

/**
 * Plans of where in a portal a thing to paste is found. What stands in them are
 * the vendors' own English words, as their documentation had them in November 2026.
 */

/** One menu, from the top: what stands over it, its entries, and the one to choose. */
type Menu = Readonly<{ heading?: string; entries: readonly string[]; chosen: string }>

/** A line of the page that the menus lead to. The one that is marked is, or leads to, what has to be pasted. */
type Row = Readonly<{ label: string; value?: string; isMarked?: true }>

export type PortalPlan = Readonly<{
  portal: string
  menus: readonly Menu[]
  page: Readonly<{ title: string; rows: readonly Row[] }>
}>

/** Stands for a secret. */
const dots = '••••••••••••'

export const portalPlans = {
  azureAccount: {
    portal: 'Azure portal',
    menus: [{ entries: ['Home', 'All resources', 'Storage accounts'], chosen: 'Storage accounts' }],
    page: {
      title: 'Storage accounts',
      rows: [{ label: 'Name' }, { label: 'firmoffers', isMarked: true }],
    },
  },
  azureKey: {
    portal: 'Azure portal',
    menus: [
      {
        heading: 'Security + networking',
        entries: ['Networking', 'Access keys', 'Shared access signature'],
        chosen: 'Access keys',
      },
    ],
    page: {
      title: 'Access keys',
      rows: [
        { label: 'key1', value: 'Rotate key' },
        { label: 'Key', value: dots },
        { label: 'key2', value: 'Rotate key' },
        { label: 'Key', value: `${dots} Show`, isMarked: true },
      ],
    },
  },
  azureEndpoint: {
    portal: 'Azure portal',
    menus: [
      {
        heading: 'Data management',
        entries: ['Redundancy', 'Data protection', 'Static website'],
        chosen: 'Static website',
      },
    ],
    page: {
      title: 'Static website',
      rows: [
        { label: 'Static website', value: 'Enabled' },
        {
          label: 'Primary endpoint',
          value: 'https://firmoffers.z6.web.core.windows.net',
          isMarked: true,
        },
      ],
    },
  },
  webDisk: {
    portal: 'cPanel',
    menus: [{ heading: 'Files', entries: ['File Manager', 'FTP Accounts', 'Web Disk'], chosen: 'Web Disk' }],
    page: {
      title: 'Web Disk',
      rows: [
        { label: 'Create an Additional Web Disk Account' },
        { label: 'Directory', value: 'public_html/offers' },
        { label: 'Configure Client Access', value: 'https://example.com:2078', isMarked: true },
      ],
    },
  },
  githubToken: {
    portal: 'GitHub',
    menus: [
      { heading: 'Settings', entries: ['Applications', 'Developer settings'], chosen: 'Developer settings' },
      {
        heading: 'Personal access tokens',
        entries: ['Fine-grained tokens', 'Tokens (classic)'],
        chosen: 'Fine-grained tokens',
      },
    ],
    page: {
      title: 'Generate new token',
      rows: [
        { label: 'Repository access', value: 'Only select repositories' },
        { label: 'Contents', value: 'Read and write' },
        { label: 'Generate token', isMarked: true },
      ],
    },
  },
  gitlabToken: {
    portal: 'GitLab',
    menus: [
      {
        heading: 'Settings',
        entries: ['General', 'Access tokens', 'Repository'],
        chosen: 'Access tokens',
      },
    ],
    page: {
      title: 'Add new token',
      rows: [
        { label: 'Select scopes', value: 'write_repository' },
        { label: 'Create project access token', isMarked: true },
      ],
    },
  },
  devopsToken: {
    portal: 'Azure DevOps',
    menus: [
      {
        heading: 'User settings',
        entries: ['Profile', 'Personal access tokens', 'SSH public keys'],
        chosen: 'Personal access tokens',
      },
    ],
    page: {
      title: 'New Token',
      rows: [
        { label: 'Code', value: 'Read & write' },
        { label: 'Create', isMarked: true },
      ],
    },
  },
  cloudflareAccount: {
    portal: 'Cloudflare',
    menus: [
      { entries: ['Account home', 'Workers & Pages', 'Storage & databases'], chosen: 'Workers & Pages' },
    ],
    page: {
      title: 'Account details',
      rows: [{ label: 'Account ID', value: '01234567…', isMarked: true }],
    },
  },
  cloudflareToken: {
    portal: 'Cloudflare',
    menus: [{ heading: 'My Profile', entries: ['Preferences', 'API Tokens'], chosen: 'API Tokens' }],
    page: {
      title: 'Create Custom Token',
      rows: [
        { label: 'Permissions', value: 'Account · Workers Scripts · Edit' },
        { label: 'Account Resources', value: 'Include · your account' },
        { label: 'Create Token', isMarked: true },
      ],
    },
  },
} as const satisfies Readonly<Record<string, PortalPlan>>
export type PortalPlanId = keyof typeof portalPlans

/** Which way a plan leads, from the portal to what is marked. */
export function pathOf({ portal, menus, page }: PortalPlan): readonly string[] {
  const marked = page.rows.findIndex(({ isMarked }) => isMarked)
  const { label } = page.rows[marked]!
  // A row that has its name from the one above, such as the key of key2.
  const above = label === 'Key' ? [page.rows[marked - 1]!.label] : []
  const within = menus.flatMap(({ heading, chosen }) => [...(heading ? [heading] : []), chosen])
  const title = within.at(-1) === page.title ? [] : [page.title]
  return [portal, ...within, ...title, ...above, label]
}

/** The plan of where a git host gives tokens, by the address of the repository. */
export function tokenPlan({ address }: Pick<HostForm, 'address'>): PortalPlanId {
  if (/gitlab/i.test(address)) return 'gitlabToken'
  return /dev\.azure\.com|visualstudio\.com/i.test(address) ? 'devopsToken' : 'githubToken'
}
