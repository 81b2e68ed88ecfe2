import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { startApache, type Apache, type Certificate } from '#scripts/apache.ts'

export type WebdavServer = Apache &
  Readonly<{
    /** Where the folder is written to, with a slash at its end; `address` is where anybody reads it. */
    dav: string
    /** Leads to `dav` by a redirect. */
    moved: string
    /** Changes the password, as a person does in the hotel's control panel. */
    setPassword: (password: string) => Promise<void>
  }>

export type WebdavOptions = Readonly<{
  user: string
  password: string
  secure?: Certificate
  /** Further directives. */
  more?: string
}>

/** A line of Apache's own file of passwords. */
const passwordLine = (user: string, password: string) =>
  `${user}:{SHA}${createHash('sha1').update(password).digest('base64')}\n`

/**
 * Serves a folder through a real Apache: to everybody who reads, and through
 * mod_dav to one who has a password and writes.
 *
 * @param root the folder; whoever Apache runs as must be able to write there
 */
export async function serveWithWebdav(
  root: string,
  { user, password, secure, more = '' }: WebdavOptions,
): Promise<WebdavServer> {
  const passwords = `${root}.passwords`
  const setPassword = (password: string) => writeFile(passwords, passwordLine(user, password))
  await setPassword(password)
  const modules = ['alias', 'dav', 'dav_fs', 'authn_core', 'authn_file', 'authz_user', 'auth_basic']
  const apache = await startApache(
    modules,
    (folder) => `
DocumentRoot "${root}"
<Directory "${root}">
  AllowOverride None
  Require all granted
</Directory>
DavLockDB ${folder}/locks
Alias /dav "${root}"
Redirect 307 /moved /dav
<Location /dav>
  Dav On
  DirectoryIndex disabled
  AuthType Basic
  AuthName Tilbud
  AuthUserFile "${passwords}"
  Require valid-user
</Location>
${more}
`,
    secure,
  )
  return { ...apache, dav: `${apache.address}/dav/`, moved: `${apache.address}/moved/`, setPassword }
}
