import type { HostKind } from '#core/model/host.ts'

/**
 * What hosts can and cannot do for the pages, as their owners publish it. Limits
 * and prices change: whoever changes a fact reads its source anew.
 * docs/hosting.md has the same table, which a test compares with this.
 */

/** The day that the sources were last read. */
export const hostsDate = '2026-11-26'

/** Where the owners say so. */
export const hostSources = {
  azureWebsite: {
    title: 'Static website hosting in Azure Storage',
    url: 'https://learn.microsoft.com/azure/storage/blobs/storage-blob-static-website',
  },
  azureDomain: {
    title: 'Map a custom domain to an Azure Blob Storage endpoint',
    url: 'https://learn.microsoft.com/azure/storage/blobs/storage-custom-domain-name',
  },
  apache: {
    title: 'Apache HTTP Server Tutorial: .htaccess files',
    url: 'https://httpd.apache.org/docs/2.4/howto/htaccess.html',
  },
  workersDomain: {
    title: 'Workers: Custom Domains',
    url: 'https://developers.cloudflare.com/workers/configuration/routing/custom-domains/',
  },
  workersHeaders: {
    title: 'Workers static assets: Headers',
    url: 'https://developers.cloudflare.com/workers/static-assets/headers/',
  },
  workersLimits: {
    title: 'Workers: Limits',
    url: 'https://developers.cloudflare.com/workers/platform/limits/',
  },
  workersBilling: {
    title: 'Workers static assets: Billing and Limitations',
    url: 'https://developers.cloudflare.com/workers/static-assets/billing-and-limitations/',
  },
  pagesDomain: {
    title: 'Pages: Custom domains',
    url: 'https://developers.cloudflare.com/pages/configuration/custom-domains/',
  },
  pagesHeaders: {
    title: 'Pages: Headers',
    url: 'https://developers.cloudflare.com/pages/configuration/headers/',
  },
  pagesLimits: {
    title: 'Pages: Limits',
    url: 'https://developers.cloudflare.com/pages/platform/limits/',
  },
  netlifyHeaders: {
    title: 'Netlify: Custom headers',
    url: 'https://docs.netlify.com/manage/routing/headers/',
  },
  netlifyDeploys: {
    title: 'Netlify: Site deploys overview',
    url: 'https://docs.netlify.com/deploy/deploy-overview/',
  },
  netlifyCredits: {
    title: 'Netlify: How credits work',
    url: 'https://docs.netlify.com/manage/accounts-and-billing/billing/billing-for-credit-based-plans/how-credits-work',
  },
  netlifyPricing: { title: 'Netlify: Pricing', url: 'https://www.netlify.com/pricing/' },
  appsDomain: {
    title: 'Custom domains with Azure Static Web Apps',
    url: 'https://learn.microsoft.com/azure/static-web-apps/custom-domain',
  },
  appsConfiguration: {
    title: 'Configure Azure Static Web Apps',
    url: 'https://learn.microsoft.com/azure/static-web-apps/configuration',
  },
  appsQuotas: {
    title: 'Quotas in Azure Static Web Apps',
    url: 'https://learn.microsoft.com/azure/static-web-apps/quotas',
  },
  appsPlans: {
    title: 'Azure Static Web Apps hosting plans',
    url: 'https://learn.microsoft.com/azure/static-web-apps/plans',
  },
  githubLimits: {
    title: 'GitHub Pages limits',
    url: 'https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits',
  },
} as const
export type HostSource = keyof typeof hostSources

/** What is compared, in the order of its columns. */
export const hostAspects = ['live', 'domain', 'headers', 'files', 'cost', 'terms'] as const
export type HostAspect = (typeof hostAspects)[number]

/** What is said of a host, each a word of the screens (`compare.is.*`). */
export const hostClaims = [
  'second',
  'atOnce',
  'seconds',
  'minute',
  'minutes',
  'yes',
  'frontDoor',
  'asTheHost',
  'cacheControl',
  'htaccess',
  'underscore',
  'netlifyToml',
  'webAppConfig',
  'serverConfig',
  'noHeaders',
  'noLimit',
  'whatYouPayFor',
  'manyFiles',
  'filesInFolder',
  'megabytes',
  'gigabyte',
  'disk',
  'byUse',
  'whatYouHave',
  'freeToBegin',
  'credits',
  'freeOrMonthly',
  'yourServer',
  'free',
  'ofSubscription',
  'ofHost',
  'ofCloudflare',
  'ofNetlify',
  'yours',
  'noBusiness',
] as const
export type HostClaim = (typeof hostClaims)[number]

/** How pages come there. */
export type HostWay = 'connected' | 'git' | 'hand'

/** A claim, and where its owner says it; what nobody else can say has no source. */
export type HostFact = readonly [claim: HostClaim, source?: HostSource]

export type HostFacts = Readonly<Record<HostAspect, HostFact>> &
  Readonly<{
    id: (typeof hostIds)[number]
    way: HostWay
    /** The kind that is connected, where it is one. */
    kind?: HostKind
  }>

/** Hosts, each with a name in the words of the screens (`compare.host.*`). */
export const hostIds = [
  'azure',
  'webdav',
  'cloudflare',
  'pages',
  'netlify',
  'webApps',
  'github',
  'server',
] as const

export const hostFacts: readonly HostFacts[] = [
  {
    id: 'azure',
    way: 'connected',
    kind: 'azure',
    live: ['second'],
    domain: ['frontDoor', 'azureDomain'],
    headers: ['cacheControl', 'azureWebsite'],
    files: ['noLimit', 'azureWebsite'],
    cost: ['byUse', 'azureWebsite'],
    terms: ['ofSubscription'],
  },
  {
    id: 'webdav',
    way: 'connected',
    kind: 'webdav',
    live: ['atOnce'],
    domain: ['asTheHost'],
    headers: ['htaccess', 'apache'],
    files: ['whatYouPayFor'],
    cost: ['whatYouHave'],
    terms: ['ofHost'],
  },
  {
    id: 'cloudflare',
    way: 'connected',
    kind: 'cloudflare',
    live: ['seconds'],
    domain: ['yes', 'workersDomain'],
    headers: ['underscore', 'workersHeaders'],
    files: ['manyFiles', 'workersLimits'],
    cost: ['freeToBegin', 'workersBilling'],
    terms: ['ofCloudflare'],
  },
  {
    id: 'pages',
    way: 'git',
    live: ['minute'],
    domain: ['yes', 'pagesDomain'],
    headers: ['underscore', 'pagesHeaders'],
    files: ['manyFiles', 'pagesLimits'],
    cost: ['freeToBegin', 'pagesLimits'],
    terms: ['ofCloudflare'],
  },
  {
    id: 'netlify',
    way: 'git',
    live: ['minute'],
    domain: ['yes', 'netlifyPricing'],
    headers: ['netlifyToml', 'netlifyHeaders'],
    files: ['filesInFolder', 'netlifyDeploys'],
    cost: ['credits', 'netlifyCredits'],
    terms: ['ofNetlify'],
  },
  {
    id: 'webApps',
    way: 'git',
    live: ['minutes'],
    domain: ['yes', 'appsDomain'],
    headers: ['webAppConfig', 'appsConfiguration'],
    files: ['megabytes', 'appsQuotas'],
    cost: ['freeOrMonthly', 'appsPlans'],
    terms: ['ofSubscription'],
  },
  {
    id: 'github',
    way: 'git',
    live: ['minutes'],
    domain: ['yes', 'githubLimits'],
    headers: ['noHeaders', 'githubLimits'],
    files: ['gigabyte', 'githubLimits'],
    cost: ['free', 'githubLimits'],
    terms: ['noBusiness', 'githubLimits'],
  },
  {
    id: 'server',
    way: 'hand',
    live: ['atOnce'],
    domain: ['yes'],
    headers: ['serverConfig', 'apache'],
    files: ['disk'],
    cost: ['yourServer'],
    terms: ['yours'],
  },
]
