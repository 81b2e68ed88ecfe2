import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { needDebian } from '#scripts/debian.ts'
import { answers, freePort } from '#scripts/ports.ts'

/** Modules without which Apache serves nothing; `.htaccess` must get along with no more than these. */
const needed = ['mpm_event', 'authz_core', 'dir', 'mime']

/**
 * Serves a folder through a real Apache, which is installed when it is missing.
 *
 * @param root the folder; whoever Apache runs as must be able to read it
 * @param override what `.htaccess` may say there, as `AllowOverride` takes it
 * @param modules further modules, by their names without `mod_`
 * @returns the address without a slash at its end, once Apache answers
 * @throws Error when there is no Apache and none can be installed, or it does not start
 */
export async function serveWithApache(
  root: string,
  override: string,
  modules: readonly string[],
): Promise<{ address: string; close: () => Promise<void> }> {
  const program = needDebian('apache2', 'apache2')
  const folder = await mkdtemp(join(tmpdir(), 'tilbud-apache-'))
  await chmod(folder, 0o755)
  const port = await freePort()
  const file = join(folder, 'apache.conf')
  await writeFile(
    file,
    `
ServerRoot ${folder}
ServerName localhost
Listen 127.0.0.1:${port}
PidFile ${folder}/pid
ErrorLog ${folder}/error.log
Mutex file:${folder}
${[...needed, ...modules].map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
${process.getuid?.() === 0 ? 'User www-data\nGroup www-data' : ''}
TypesConfig /etc/mime.types
DirectoryIndex index.html
DocumentRoot ${root}
<Directory ${root}>
  AllowOverride ${override}
  Require all granted
</Directory>
`,
  )
  const apache = spawn(program, ['-D', 'FOREGROUND', '-f', file], { stdio: 'ignore' })
  const close = async () => {
    const ended = new Promise((resolve) => apache.once('exit', resolve))
    apache.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  const address = `http://127.0.0.1:${port}`
  if (await answers(address)) return { address, close }
  await close()
  throw new Error('Apache does not answer.')
}
