import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { findBrowser } from '#scripts/browsers.ts'
import { root } from '#scripts/paths.ts'
import { run } from '#scripts/run.ts'
import { serve } from '#scripts/serve.ts'

/** `npm start`: builds everything, and shows it: start page, demo and the example's pages, in one folder on one port. */

/** The example's links point there (core/exchange/example/data.ts). */
const port = 4321

if ((await run('node', ['scripts/build.ts'])).code !== 0) process.exit(1)

const { address } = await serve(join(root, 'dist/demo'), port).catch((error: NodeJS.ErrnoException) => {
  if (error.code !== 'EADDRINUSE') throw error
  console.error(
    `Port ${port} is in use, and the example's links point there. Stop what uses it, then start again.`,
  )
  process.exit(1)
})

console.log(`
Tilbud is at ${address}
  The start page says what it is, and has the workplace to try, the example's pages,
  and how to load the extension (dist/chromium, dist/firefox) in your browser.

Stop with Ctrl+C.`)

/** Where there is a display, a browser with the start page and the extension in it, in a profile of its own. */
function openBrowser(): void {
  const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  if (!hasDisplay || process.env.CI) return
  if (!findBrowser('firefox')) return
  // Branded Chrome no longer loads an extension from the command line; web-ext knows how Firefox wants it.
  const args = [
    'run',
    '--source-dir',
    join(root, 'dist/firefox'),
    '--no-config-discovery',
    '--no-reload',
    '--firefox',
    findBrowser('firefox')!,
    '--start-url',
    address,
  ]
  spawn('web-ext', args, { cwd: root, stdio: 'ignore', shell: process.platform === 'win32' }).on(
    'error',
    () => {},
  )
}
openBrowser()
