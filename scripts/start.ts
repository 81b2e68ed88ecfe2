import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { findBrowser } from '#scripts/browsers.ts'
import { root } from '#scripts/paths.ts'
import { run } from '#scripts/run.ts'
import { serve } from '#scripts/serve.ts'

/** `npm start`: builds everything, serves the example site, tells how to load the extension. */

/** The example's site address (core/exchange/example/data.ts) has it. */
const port = 4321

if ((await run('node', ['scripts/build.ts'])).code !== 0) process.exit(1)

const { address } = await serve(join(root, 'dist/site'), port).catch((error: NodeJS.ErrnoException) => {
  if (error.code !== 'EADDRINUSE') throw error
  console.error(
    `Port ${port} is in use, and the example's links point there. Stop what uses it, then start again.`,
  )
  process.exit(1)
})

console.log(`
The example site is at ${address}. It lists nothing: open an offer from the extension.

Load the extension
  Chromium, Chrome   chrome://extensions, Developer mode, Load unpacked, choose dist/chromium
  Edge               edge://extensions, Developer mode, Load unpacked, choose dist/chromium
  Firefox            about:debugging#/runtime/this-firefox, Load Temporary Add-on, choose dist/firefox/manifest.json

Then press «Load the example» in the page that opens.
Stop with Ctrl+C.`)

/** Where there is a display, a browser with the extension in it, in a profile of its own. */
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
  ]
  spawn('web-ext', args, { cwd: root, stdio: 'ignore', shell: process.platform === 'win32' }).on(
    'error',
    () => {},
  )
}
openBrowser()
