// The door of every npm command. Plain JavaScript that needs no packages, so
// that it runs on the Node that happens to be installed (20 or newer): it
// installs the packages when they are missing or older than the lock file,
// then hands over to `npm run NAME:run`, which runs on the pinned Node.
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const [name, ...args] = process.argv.slice(2)

// Every command begins with the same modules: read and compiled once, not every time.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../.cache/compiled', import.meta.url))

const modified = (path) =>
  statSync(new URL(`../${path}`, import.meta.url), { throwIfNoEntry: false })?.mtimeMs ?? 0

function npm(...words) {
  const result = spawnSync('npm', words, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (result.error) throw result.error
  return result.status ?? 1
}

if (modified('node_modules/.package-lock.json') < modified('package-lock.json')) {
  console.log('Installing packages …')
  // Not `npm ci`: it fails where a registry does not serve the packages of every platform (docs/adr/0002).
  const status = npm('install', '--ignore-scripts', '--no-save', '--loglevel=error')
  if (status !== 0) process.exit(status)
}
process.exit(npm('run', '--silent', `${name}:run`, '--', ...args))
