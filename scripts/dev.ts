import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findBrowser, type BrowserName } from '#scripts/browsers.ts'
import { openDevBrowser } from '#scripts/dev/browser.ts'
import { DevBundles } from '#scripts/dev/bundles.ts'
import { bringExtension } from '#scripts/dev/extension.ts'
import { serveDev, shelter } from '#scripts/dev/serve.ts'
import { watchSources } from '#scripts/dev/watch.ts'
import { root } from '#scripts/paths.ts'
import { run } from '#scripts/run.ts'
import { needRenderer } from '#site/renderer/compile.ts'

/**
 * `npm run dev [-- chromium firefox | none] [--port N]`: shows every saved file
 * at once, in the extension's pages and in the example's. Of the extension
 * only the bundle is made anew that the file is in, and whole: nothing else is
 * remembered that could be wrong.
 */

const { values, positionals } = parseArgs({
  // The example's links point there.
  options: { port: { type: 'string', default: '4321' } },
  allowPositionals: true,
})

const out = join(root, 'dist/dev')
const profiles = join(root, '.cache/dev')

/** Id of the compiled site, which the extension carries as well. */
let renderer = ''

async function buildPages(): Promise<void> {
  renderer = (await needRenderer()).id
  if ((await run(process.execPath, ['scripts/dev/site.ts'])).code !== 0)
    throw new Error('The pages were not built.')
}

const bundles = new DevBundles()
async function buildScreens(changed: Iterable<string>): Promise<void> {
  const address = `http://localhost:${values.port}${shelter}`
  await bringExtension(await bundles.make(changed), join(profiles, 'build'), out, address)
}

/** Rooms of core that the example's pages do not come from. */
const notOfPages = /^core\/(access|storage|workspace|locale\/screens)\//

/** Builds one part. An error is told; what was built before stays. */
async function tell(what: string, build: () => Promise<void>): Promise<boolean> {
  const start = performance.now()
  try {
    await build()
    console.log(`${what}: ${Math.round(performance.now() - start)} ms`)
    return true
  } catch (error) {
    console.error(`${what}: ${error instanceof Error ? error.message : String(error)}`)
    return false
  }
}

/** One build of the extension after the other. */
let screens = Promise.resolve(true)
const showScreens = (changed: Iterable<string>) =>
  (screens = screens.then(() => tell('extension', () => buildScreens(changed))))

if (!(await tell('pages', buildPages)) || !(await showScreens([]))) process.exit(1)
const site = await serveDev(join(out, 'site'), Number(values.port))

watchSources(['core', 'extension'], async (changed) => {
  console.log([...changed].join(', '))
  await showScreens(changed)
})
// After the screens, which would take twice as long beside it.
watchSources(['core', 'site'], async (changed) => {
  if ([...changed].every((path) => notOfPages.test(path))) return
  await screens
  const before = renderer
  if (!(await tell('pages', buildPages))) return
  site.tellChange()
  if (renderer !== before) await showScreens([])
})

/** Those that were asked for; otherwise one that is there, where there is a display. */
function wanted(): BrowserName[] {
  const names = ['chromium', 'firefox'] as const
  if (positionals.length) return names.filter((name) => positionals.includes(name))
  const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
  return hasDisplay ? names.filter((name) => findBrowser(name)).slice(0, 1) : []
}

for (const name of wanted()) {
  const { browser } = await openDevBrowser(name, {
    extension: join(out, name),
    profile: join(profiles, `profile-${name}`),
  })
  browser.on('disconnected', () => console.log(`${name} was closed.`))
}

console.log(`
The example's pages are at ${site.address}.
The extension is in dist/dev/chromium and dist/dev/firefox, for a browser that it is not open in.
Saved files show at once. Stop with Ctrl+C.`)
