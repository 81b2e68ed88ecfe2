import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { needDebian } from '#scripts/debian.ts'
import { answers, freePort } from '#scripts/ports.ts'

/**
 * Serves a folder through a real nginx, which is installed when it is missing.
 *
 * @param root the folder; whoever nginx runs as must be able to read it
 * @param include a file of the `server` block, as the build writes one
 * @param more directives of the `server` block that stand there besides
 * @returns the address without a slash at its end, once nginx answers
 * @throws Error when there is no nginx and none can be installed, or it does not start
 */
export async function serveWithNginx(
  root: string,
  include: string,
  more = '',
): Promise<{ address: string; close: () => Promise<void> }> {
  const program = needDebian('nginx', 'nginx')
  const folder = await mkdtemp(join(tmpdir(), 'tilbud-nginx-'))
  // As root, nginx serves as somebody else, who must be let in.
  await chmod(folder, 0o755)
  const port = await freePort()
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  )
  await writeFile(
    join(folder, 'nginx.conf'),
    `
    daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log; worker_processes 1; events {}
    http {
      # As Debian's own: HTML alone is compressed.
      access_log off; types { text/html html; text/css css; application/javascript js; } gzip on; ${temporary.join(' ')}
      server { listen 127.0.0.1:${port}; root ${root}; include ${include}; ${more} }
    }`,
  )
  const nginx = spawn(program, ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' })
  const close = async () => {
    nginx.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  }
  const address = `http://127.0.0.1:${port}`
  if (await answers(address)) return { address, close }
  await close()
  throw new Error('nginx does not answer.')
}
