import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import preact from '@preact/preset-vite'
import { build, type InlineConfig, type Plugin } from 'vite'
import { themeStyles } from '#extension/ui/theme.ts'
import { root } from '#scripts/paths.ts'
import { needRenderer } from '#site/renderer/compile.ts'
import { rendererFolder } from '#site/renderer/load.ts'

/** Browsers that the extension is built for, each with a manifest of its own. */
export const targets = ['chromium', 'firefox'] as const
export type Target = (typeof targets)[number]

/** Where the sources of popup and dashboard lie. */
export const source = join(root, 'extension')

export const backgroundFile = 'background.js'

/** Leaves the compiled site a file of its own, at the place that it is copied to, as every script sees it from `assets/`. */
const renderer: Plugin = {
  name: 'tilbud-renderer',
  enforce: 'pre',
  resolveId: (id) => (id === '#renderer' ? { id: '../renderer/renderer.js', external: 'absolute' } : null),
}

/** Makes Fluent's theme a style sheet of the pages. */
const theme: Plugin = {
  name: 'tilbud-theme',
  enforce: 'pre',
  resolveId: (id) => (id === '#theme.css' ? join(source, 'theme.css') : null),
  load: (id) => (id === join(source, 'theme.css') ? themeStyles() : null),
}

/**
 * How everything in this folder is bundled.
 *
 * @param plugins for pages and workers alike, before the others
 * @param client what only `npm run dev` puts into the pages and the background; its build can be read, too, and is handed over unwritten
 */
export const configOf = (out: string, plugins: readonly Plugin[] = [], client?: Plugin): InlineConfig => ({
  configFile: false,
  root: source,
  base: './',
  publicDir: false,
  logLevel: 'warn',
  plugins: [...plugins, client, theme, preact({ devToolsEnabled: false, prefreshEnabled: false }), renderer],
  worker: { format: 'es', plugins: () => [...plugins, renderer] },
  resolve: {
    alias: {
      // @hpke/core asks for Node's crypto where there is no WebCrypto; there always is.
      crypto: join(root, 'extension/no-node-crypto.ts'),
      'sha.js/sha1.js': join(root, 'extension/no-sha1.ts'),
      // Its package names a build for browsers of ten years ago, which is larger.
      dexie: 'dexie/dist/modern/dexie.mjs',
    },
  },
  build: {
    outDir: out,
    emptyOutDir: false,
    target: 'es2022',
    modulePreload: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    ...(client && { minify: false, write: false }),
  },
})

/** Everything in one file: a module worker cannot import on demand, and Firefox runs it as a plain script. */
export function bundleBackground(out: string, client?: Plugin) {
  const config = configOf(out, [], client)
  return build({
    ...config,
    build: {
      ...config.build,
      // As a library: else Vite adds what loads styles before a part, which asks for the script's address.
      lib: {
        entry: join(source, 'background/main.ts'),
        formats: ['iife'],
        name: 'background',
        fileName: () => backgroundFile,
      },
    },
  })
}

/** Popup and dashboard, and the page in which the background publishes. */
const pages = ['popup', 'dashboard', 'publisher'] as const

/** Every page, with everything that it loads. */
export function bundlePages(out: string, client?: Plugin) {
  const config = configOf(out, [], client)
  return build({
    ...config,
    build: {
      ...config.build,
      // Read from disk, not from a network.
      chunkSizeWarningLimit: client ? Infinity : 1000,
      rolldownOptions: {
        input: Object.fromEntries(pages.map((page) => [page, join(source, `${page}.html`)])),
      },
    },
  })
}

const readManifest = async () =>
  JSON.parse(await readFile(join(root, 'manifest.json'), 'utf8')) as typeof import('../manifest.json')

/** The manifest as one browser wants it: the other's keys would be warnings there. */
export function manifestFor(
  target: Target,
  manifest: typeof import('../manifest.json'),
): Record<string, unknown> {
  const {
    background,
    permissions,
    browser_specific_settings: gecko,
    minimum_chrome_version: chrome,
    ...common
  } = manifest
  return target === 'chromium'
    ? {
        ...common,
        permissions,
        background: { service_worker: background.service_worker },
        minimum_chrome_version: chrome,
      }
    : {
        ...common,
        // Its background has a document itself.
        permissions: permissions.filter((permission) => permission !== 'offscreen'),
        background: { scripts: background.scripts },
        browser_specific_settings: gecko,
      }
}

/** Copies a folder with everything in it. */
export async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    if (entry.isDirectory()) await copyFolder(join(from, entry.name), join(to, entry.name))
    else await copyFile(join(from, entry.name), join(to, entry.name))
  }
}

/** Puts the compiled site beside the screens, which draw pages with it. */
export async function addRenderer(folder: string): Promise<void> {
  await needRenderer()
  await copyRenderer(folder)
}

const copyRenderer = (folder: string) => copyFolder(rendererFolder, join(folder, 'renderer'))

/** Builds the extension into `out/chromium` and `out/firefox`. */
export async function buildExtension(out: string): Promise<void> {
  const first = join(out, targets[0])
  for (const target of targets) await rm(join(out, target), { recursive: true, force: true })
  await Promise.all([bundleBackground(first), bundlePages(first), needRenderer()])
  await addOthers(first)
  for (const target of targets) {
    const folder = join(out, target)
    if (folder !== first) await copyFolder(first, folder)
    await writeFile(join(folder, 'manifest.json'), await manifestOf(target))
  }
}

/** Puts beside the bundles what is taken as it is. */
export async function addOthers(folder: string): Promise<void> {
  await copyRenderer(folder)
  await copyFile(join(source, 'preview.html'), join(folder, 'preview.html'))
  await mkdir(join(folder, 'icons'), { recursive: true })
  for (const size of Object.keys((await readManifest()).icons))
    await copyFile(join(source, 'icons', `${size}.png`), join(folder, 'icons', `${size}.png`))
}

/** The text of one browser's manifest. */
export const manifestOf = async (target: Target): Promise<string> =>
  `${JSON.stringify(manifestFor(target, await readManifest()), null, 2)}\n`
