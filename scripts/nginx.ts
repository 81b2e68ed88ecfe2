import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { needDebian } from '#scripts/debian.ts'

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

/**
 * Serves a folder through a real nginx, which is installed when it is missing.
 *
 * @param root the folder; whoever nginx runs as must be able to read it
 * @param include a file of the `server` block, as the build writes one
 * @returns the address without a slash at its end, once nginx answers
 * @throws Error when there is no nginx and none can be installed, or it does not start
 */
export async function serveWithNginx(root: string, include: string): Promise<{ address: string; close: () => Promise<void> }> {
  const program = needDebian('nginx', 'nginx')
  const folder = await mkdtemp(join(tmpdir(), 'tilbud-nginx-'))
  // As root, nginx serves as somebody else, who must be let in.
  await chmod(folder, 0o755)
  const port = await freePort()
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${folder}/${kind};`)
  await writeFile(join(folder, 'nginx.conf'), `
    daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log; worker_processes 1; events {}
    http {
      access_log off; types { text/html html; text/css css; text/javascript js; } ${temporary.join(' ')}
      gzip on; gzip_types text/css text/javascript; gzip_comp_level 9;
      server { listen 127.0.0.1:${port}; root ${root}; include ${include}; }
    }`)
  const nginx = spawn(program, ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' })
  const close = async () => {
    nginx.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  }
  const address = `http://127.0.0.1:${port}`
  for (let tries = 0; tries < 200; tries++) {
    if (await fetch(address).then(() => true, () => false)) return { address, close }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await close()
  throw new Error('nginx does not answer.')
}
