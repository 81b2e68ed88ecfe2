/**
 * Addresses of git repositories, as people copy them from a browser, a clone
 * button or a command. What vendors say of their tokens was read in their
 * documentation on 26 November 2026.
 */

type GitHostKind = 'github' | 'gitlab' | 'gitea' | 'azure' | 'other'

export type GitHost = Readonly<{
  kind: GitHostKind
  /** As `git clone` takes it, without a name or password. */
  address: string
  /** What the token must be allowed, in the vendor's own words; null where that is not known. */
  right: string | null
  /** Where a token is made; null where that is not known. */
  tokens: string | null
}>

type Vendor = Readonly<{
  kind: GitHostKind
  is: (host: string) => boolean
  /** The path that is cloned, from the parts of a path that may lead further; null when there is no repository in it. */
  path: (parts: readonly string[], host: string) => string | null
  right: string
  tokens: (address: URL) => string
}>

const withoutEnding = (name: string) => name.replace(/\.git$/, '')

/** The organisation is the first part, or stands before `visualstudio.com`. */
function azurePath(parts: readonly string[], host: string): string | null {
  const old = /^([\w-]+)\.visualstudio\.com$/.exec(host)
  const [organisation, ...rest] = old
    ? [old[1]!, ...parts.filter((part) => part !== 'DefaultCollection')]
    : parts
  const at = rest.indexOf('_git')
  const repository = rest[at + 1]
  if (!organisation || at < 0 || at > 1 || !repository) return null
  // Without a project, the repository has its name.
  return [organisation, at ? rest[0] : repository, '_git', repository].join('/')
}

const ownerAndName = ([owner, name]: readonly string[]) =>
  owner && name ? `${owner}/${withoutEnding(name)}.git` : null

const vendors: readonly Vendor[] = [
  {
    kind: 'github',
    is: (host) => host === 'github.com' || host === 'www.github.com',
    path: ownerAndName,
    right: 'Contents: Read and write',
    tokens: () => 'https://github.com/settings/personal-access-tokens/new',
  },
  {
    kind: 'gitlab',
    is: (host) => host === 'gitlab.com' || host.startsWith('gitlab.'),
    path: (parts) => {
      // Groups lie in groups; what follows `-` is a page of the project.
      const end = parts.indexOf('-')
      const own = parts.slice(0, end < 0 ? undefined : end)
      return own.length < 2 ? null : `${withoutEnding(own.join('/'))}.git`
    },
    right: 'write_repository',
    tokens: ({ origin }) => `${origin}/-/user_settings/personal_access_tokens`,
  },
  {
    kind: 'azure',
    is: (host) => host === 'dev.azure.com' || host.endsWith('.visualstudio.com'),
    path: azurePath,
    right: 'Code: Read & write',
    tokens: ({ pathname }) => `https://dev.azure.com/${pathname.split('/')[1]}/_usersSettings/tokens`,
  },
  {
    kind: 'gitea',
    is: (host) => host === 'codeberg.org' || /^(?:gitea|forgejo)\./.test(host),
    path: ownerAndName,
    right: 'write:repository',
    tokens: ({ origin }) => `${origin}/user/settings/applications`,
  },
]

/** `git@github.com:owner/name.git`, as an address. */
const withoutSsh = (text: string) =>
  text.replace(/^(?:ssh:\/\/)?git@([\w.-]+)(?::(?!\d)|:\d+\/|\/)/, 'https://$1/')

/**
 * Which repository an address means, and what its host asks of a token.
 *
 * @returns null when it is none that a browser can reach by https
 */
export function recogniseGit(text: string): GitHost | null {
  const trimmed = withoutSsh(text.trim())
  const full = /^[\w-]+:\/\//.test(trimmed) ? trimmed : `https://${trimmed}`
  const url = URL.canParse(full) ? new URL(full) : null
  if (url?.protocol !== 'https:' || !url.hostname.includes('.')) return null
  const parts = url.pathname.split('/').filter(Boolean)
  const vendor = vendors.find(({ is }) => is(url.hostname))
  if (!vendor) {
    const address = parts.length ? `${url.origin}/${parts.join('/')}` : null
    return address === null ? null : { kind: 'other', address, right: null, tokens: null }
  }
  const path = vendor.path(parts, url.hostname)
  if (path === null) return null
  const { kind, right, tokens } = vendor
  const origin = kind === 'azure' ? 'https://dev.azure.com' : url.origin.replace('//www.', '//')
  const address = `${origin}/${path}`
  return { kind, address, right, tokens: tokens(new URL(address)) }
}
