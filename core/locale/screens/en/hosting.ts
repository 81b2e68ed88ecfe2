import type { Word } from '#core/locale/say.ts'

/** Words of the host that pages are brought to. */
export const hosting = {
  'host.title': 'Publish automatically',
  'host.what':
    'Connect the place where your pages are hosted. A link then works a few seconds after you create it, and the pages of offers you withdraw are closed automatically.',
  'host.kind.azure': 'Azure Storage',
  'host.kindHint.azure':
    'Quickest to try: online within a second, at an address of Microsoft’s, in your own subscription. Your own domain requires Azure Front Door, which has a monthly fee. Azure cannot send headers of your choice, so a page shown in a frame on another site has no form.',
  'host.azure1':
    'In the Azure portal, create a storage account: Standard, LRS, without hierarchical namespace, and with storage account key access enabled.',
  'host.azure2':
    'Open Data management, Static website. Enable it, save, and copy Primary endpoint: customers read the pages there.',
  'host.azure3': 'Open Security + networking, Access keys, and copy the key of key2.',
  'host.storageAccount': 'Storage account name',
  'host.storageAccountHint': '3 to 24 lowercase letters and digits.',
  'host.secret.azure': 'Access key (key2)',
  'host.secretHint.azure':
    'Used once, to set up the account and create narrow permissions that expire. Then it is forgotten. The permissions are encrypted in the vault.',
  'host.siteAddressHint.azure':
    'The Primary endpoint of the static website, for example https://firmoffers.z6.web.core.windows.net, or your own domain in front of it.',
  'host.otherCloud': 'Addresses in another cloud',
  'host.blob': 'Blob service',
  'host.queue': 'Queue service',
  'host.kind.webdav': 'Web host (WebDAV)',
  'host.kindHint.webdav':
    'Your own domain. Most web hosts, Nextcloud and many NAS devices offer WebDAV. Ask yours about “WebDAV” or “Web Disk”.',
  'host.kind.git': 'Git repository',
  'host.kindHint.git':
    'For sites that a host builds from a branch: Cloudflare Pages, Netlify, Azure Static Web Apps and others. Online after a minute or two. The branch must contain nothing but these pages.',
  'host.kind.cloudflare': 'Cloudflare Workers',
  'host.kindHint.cloudflare': 'Your own domain, all pages at once. At most 20,000 files free of charge.',
  'host.connect': 'Connect',
  'host.address.webdav': 'WebDAV address of the folder',
  'host.addressHint.webdav':
    'The folder your site is served from, for example https://dav.example.com/public_html/offers. In cPanel you find it under Web Disk.',
  'host.address.git': 'Address of the repository',
  'host.addressHint.git': 'As when you clone over https, for example https://github.com/firm/offers.git.',
  'host.user': 'User name',
  'host.userOptional': 'User name (if the host requires one)',
  'host.branch': 'Branch',
  'host.branchHint':
    'Every publication replaces the whole branch, so that withdrawn pages do not stay in its history.',
  'host.folder': 'Folder in the branch (optional)',
  'host.account': 'Account ID',
  'host.accountHint': 'In Cloudflare’s dashboard under Workers & Pages, on the right. 32 characters.',
  'host.script': 'Name of the Worker',
  'host.scriptHint': 'Lowercase letters, digits and hyphens. It is created if it does not exist.',
  'host.secret.webdav': 'Password',
  'host.secretHint.webdav': 'Preferably create a user or an app password for this folder alone.',
  'host.secret.git': 'Access token',
  'host.secretHint.git':
    'GitHub: Settings, Developer settings, Fine-grained tokens. This repository only, Contents: Read and write. GitLab: a project access token with write_repository. Azure DevOps: a personal access token with Code (read and write).',
  'host.secret.cloudflare': 'API token',
  'host.secretHint.cloudflare':
    'My Profile, API Tokens, Create Custom Token: Account, Workers Scripts, Edit. Your account only.',
  'host.secretKept': 'It is encrypted in the vault. Unlock the vault whenever you want pages to go online.',
  'host.siteAddress': 'Address where customers read the pages',
  'host.siteAddressHint':
    'Links begin with it. Links you have already sent keep the address they were sent with.',
  'host.expires': 'Token or password valid until (optional)',
  'host.expires.azure': 'Permissions expire (optional)',
  'host.expiresHint': 'You are reminded 30 days before.',
  'host.expiresHint.azure': 'A year from today if you leave it empty. You are reminded 30 days before.',
  'host.try': 'Test and connect',
  'host.tryHint':
    'Your browser asks whether Tilbud may contact these addresses. Then a test page is put online, read as the customer reads it, and removed again.',
  'host.trying': 'Testing…',
  'host.connected': 'Connected. Your pages are going online.',
  'host.to': '{kind}: pages are published to {address}.',
  'host.allOnline': 'All pages are online. Last changed {when}.',
  'host.waiting': {
    one: '{n} page is not online yet.',
    other: '{n} pages are not online yet.',
  },
  'host.closing': {
    one: '{n} closed offer still has a page that accepts answers.',
    other: '{n} closed offers still have pages that accept answers.',
  },
  'host.companyChanged': 'What the pages show about your company has changed.',
  'host.never': 'Nothing has been published here yet.',
  'host.locked': 'The vault is locked. Unlock it, and publishing continues.',
  'host.notAllowed':
    'The browser does not let Tilbud contact the host. Allow access, and publishing continues.',
  'host.unlock': 'Unlock',
  'host.allow': 'Allow access',
  'host.running': '{done} of {total} files',
  'host.publish': 'Publish now',
  'host.again': 'Try again',
  'host.replace': 'Replace what is there',
  'host.change': 'Change',
  'host.disconnect': 'Disconnect',
  'host.disconnectWhat':
    'Tilbud forgets the password or key and no longer contacts the host. Pages that are online stay there, including those of offers you withdraw from now on.',
  'host.disconnected': 'Disconnected. Your pages are still online.',
  'host.otherWays': 'Publish by hand',
  'share.goingLive': 'The page is going online…',
  'share.live': 'Online: the link works now.',
} as const satisfies Record<string, Word>
