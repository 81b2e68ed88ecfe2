import type { Word } from '#core/locale/say.ts'

/** Words of the host that pages are brought to. */
export const hosting = {
  'host.title': 'Publish automatically',
  'host.what':
    'Connect the place where your pages are stored. Every link is then live a few seconds after you create it, and pages of withdrawn offers are replaced by themselves.',
  'host.kind.azure': 'Azure Storage',
  'host.kindHint.azure':
    'Quickest to try: live in a second on an address of Microsoft’s, in your own subscription. Your own domain needs Azure Front Door, which has a monthly fee. It sends no headers of its own, so pages in a frame of another site show no form.',
  'host.azure1':
    'In the Azure portal, make a storage account: Standard, LRS, no hierarchical namespace, storage account key access allowed.',
  'host.azure2':
    'Open Data management, Static website, switch it on, save, and copy the primary endpoint into the last field but one below.',
  'host.azure3': 'Open Security + networking, Access keys, and copy key2.',
  'host.storageAccount': 'Name of the storage account',
  'host.storageAccountHint': '3 to 24 small letters and digits.',
  'host.secret.azure': 'Key (key2)',
  'host.secretHint.azure':
    'Used once, to set up the account and to make narrow grants that end; then it is forgotten. The grants are encrypted in the vault.',
  'host.siteAddressHint.azure':
    'The primary endpoint of the static website, for example https://firmoffers.z6.web.core.windows.net, or your own domain in front of it.',
  'host.otherCloud': 'Addresses of another cloud',
  'host.blob': 'Blob service',
  'host.queue': 'Queue service',
  'host.kind.webdav': 'Web hotel (WebDAV)',
  'host.kindHint.webdav':
    'Your own domain. Most web hotels, Nextcloud and many NAS servers have WebDAV; ask yours for “WebDAV” or “Web Disk”.',
  'host.kind.git': 'Git repository',
  'host.kindHint.git':
    'For sites that a host builds from a branch: Cloudflare Pages, Netlify, Azure Static Web Apps and others. Live after a minute or two. The branch must hold nothing but these pages.',
  'host.kind.cloudflare': 'Cloudflare Workers',
  'host.kindHint.cloudflare': 'Your own domain, all pages at once. At most 20,000 files without charge.',
  'host.connect': 'Connect',
  'host.address.webdav': 'WebDAV address of the folder',
  'host.addressHint.webdav':
    'The folder that your site is served from, for example https://dav.example.com/public_html/offers. In cPanel it is shown under Web Disk.',
  'host.address.git': 'Address of the repository',
  'host.addressHint.git': 'As for cloning over https, for example https://github.com/firm/offers.git.',
  'host.user': 'User name',
  'host.userOptional': 'User name (if your host asks for one)',
  'host.branch': 'Branch',
  'host.branchHint':
    'Each publication replaces this branch as a whole, so that withdrawn pages do not stay in its history.',
  'host.folder': 'Folder in the branch (optional)',
  'host.account': 'Account ID',
  'host.accountHint': 'In Cloudflare’s dashboard under Workers & Pages, on the right. 32 characters.',
  'host.script': 'Name of the Worker',
  'host.scriptHint': 'Small letters, digits and hyphens. It is made if it does not exist.',
  'host.secret.webdav': 'Password',
  'host.secretHint.webdav': 'If you can, make a user or an app password for this folder alone.',
  'host.secret.git': 'Access token',
  'host.secretHint.git':
    'GitHub: Settings, Developer settings, Fine-grained tokens; only this repository, Contents: Read and write. GitLab: a project access token with write_repository. Azure DevOps: a personal access token with Code (read and write).',
  'host.secret.cloudflare': 'API token',
  'host.secretHint.cloudflare':
    'My Profile, API Tokens, Create Custom Token: Account, Workers Scripts, Edit; only your account.',
  'host.secretKept': 'It is encrypted in the vault. Unlock the vault whenever you want pages to go online.',
  'host.siteAddress': 'Address where customers read the pages',
  'host.siteAddressHint':
    'Links begin with it. Links that you have sent before point to the address as it was then.',
  'host.expires': 'Token or password valid until (optional)',
  'host.expiresHint': 'You are reminded 30 days ahead.',
  'host.try': 'Try it and connect',
  'host.tryHint':
    'Your browser asks whether Tilbud may reach these addresses. Then a test page goes up, is read like a customer reads it, and is taken down.',
  'host.trying': 'Trying…',
  'host.connected': 'Connected. Your pages are going online.',
  'host.to': 'Pages go to {address} ({kind}).',
  'host.allOnline': 'All pages are online. Last change {when}.',
  'host.waiting': {
    one: '{n} page is not online yet.',
    other: '{n} pages are not online yet.',
  },
  'host.closing': {
    one: '{n} closed offer still has a page that takes answers.',
    other: '{n} closed offers still have pages that take answers.',
  },
  'host.companyChanged': 'What pages show of your company has changed.',
  'host.never': 'Nothing has been published here yet.',
  'host.locked': 'The vault is locked. Unlock it, and publishing goes on.',
  'host.unlock': 'Unlock',
  'host.allow': 'Allow access',
  'host.running': '{done} of {total} files',
  'host.publish': 'Publish now',
  'host.again': 'Try again',
  'host.replace': 'Replace what is there',
  'host.change': 'Change',
  'host.disconnect': 'Disconnect',
  'host.disconnectWhat':
    'Tilbud forgets the password or token and no longer reaches the host. Pages that are online stay online, also those of offers that you withdraw from now on.',
  'host.disconnected': 'Disconnected. Your pages stay online.',
  'host.otherWays': 'Publish by hand',
  'share.goingLive': 'The page is going online…',
  'share.live': 'Live: the link works now.',
} as const satisfies Record<string, Word>
