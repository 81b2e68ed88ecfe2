import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { needDebian } from '#scripts/debian.ts'
import { freePort, listens } from '#scripts/ports.ts'

/** Modules without which Apache serves nothing; `.htaccess` must get along with no more than these. */
const needed = ['mpm_event', 'authz_core', 'dir', 'mime']

export type Apache = Readonly<{
  /** Without a slash at its end. */
  address: string
  close: () => Promise<void>
}>

/** Files of a certificate and its key, in PEM. */
export type Certificate = Readonly<{ certificate: string; key: string }>

const encryption = ({ certificate, key }: Certificate) => `
SSLEngine on
SSLSessionCache none
SSLCertificateFile "${certificate}"
SSLCertificateKeyFile "${key}"
`

/**
 * Starts a real Apache, which is installed when it is missing.
 *
 * @param modules further modules, by their names without `mod_`
 * @param directives what it serves. Its argument is a folder of Apache's own, in which it may write
 * @param secure serves https with this certificate alone
 * @throws Error when there is no Apache and none can be installed, or it does not start
 */
export async function startApache(
  modules: readonly string[],
  directives: (folder: string) => string,
  secure?: Certificate,
): Promise<Apache> {
  const program = needDebian('apache2', 'apache2')
  const folder = await mkdtemp(join(tmpdir(), 'tilbud-apache-'))
  // As root, Apache serves as somebody else, who must be let in.
  await chmod(folder, 0o777)
  const port = await freePort()
  const file = join(folder, 'apache.conf')
  const loaded = [...needed, ...modules, ...(secure ? ['ssl'] : [])]
  await writeFile(
    file,
    `
ServerRoot ${folder}
ServerName localhost
Listen 127.0.0.1:${port}
PidFile ${folder}/pid
ErrorLog ${folder}/error.log
Mutex file:${folder}
${loaded.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
${process.getuid?.() === 0 ? 'User www-data\nGroup www-data' : ''}
TypesConfig /etc/mime.types
DirectoryIndex index.html
${secure ? encryption(secure) : ''}
${directives(folder)}
`,
  )
  const apache = spawn(program, ['-D', 'FOREGROUND', '-f', file], { stdio: 'ignore' })
  const ended = once(apache, 'exit')
  const close = async () => {
    apache.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  if (await Promise.race([listens(port), ended.then(() => false)]))
    return { address: `${secure ? 'https' : 'http'}://127.0.0.1:${port}`, close }
  await close()
  throw new Error('Apache does not answer.')
}

/**
 * Serves a folder through a real Apache.
 *
 * @param root the folder; whoever Apache runs as must be able to read it
 * @param override what `.htaccess` may say there, as `AllowOverride` takes it
 * @param modules further modules, by their names without `mod_`
 */
export const serveWithApache = (
  root: string,
  override: string,
  modules: readonly string[],
): Promise<Apache> =>
  startApache(
    modules,
    () => `
DocumentRoot ${root}
<Directory ${root}>
  AllowOverride ${override}
  Require all granted
</Directory>
`,
  )
