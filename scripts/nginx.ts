import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Debian keeps it where an ordinary user's PATH does not look. */
const findNginx = (): string | null =>
  [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin'].map((folder) => join(folder, 'nginx')).find((path) => existsSync(path)) ?? null

/**
 * The path of nginx, installed first with apt as root on Debian.
 *
 * @throws Error when there is none and none can be installed
 */
export function needNginx(): string {
  const found = findNginx()
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('Installing nginx …')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env })
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'nginx'], { stdio: 'inherit', env })
  }
  const path = findNginx()
  if (!path) throw new Error('There is no nginx. Install it, so that the pages can be tried behind a real web server.')
  return path
}
