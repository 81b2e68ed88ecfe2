import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { build, type Plugin } from 'vite'
import { exampleCompany } from '#core/exchange/example/data.ts'
import { exampleRecords } from '#core/exchange/example/records.ts'
import { linkOf } from '#core/workspace/links.ts'
import type { ExamplePage } from '#example'
import { addRenderer, configOf, copyFolder, source } from '#scripts/extension.ts'

/** The example's site as it is built: for the root of its address. */
const { siteAddress } = exampleCompany('')

/** Files that the demo has others for, and in which hosts read what they should send: that is for a site of its own. */
const notOfTheDemo = [
  'index.html',
  '404.html',
  '_headers',
  '.htaccess',
  'netlify.toml',
  'staticwebapp.config.json',
]

/** What an extension's manifest says of its pages; what cannot be said in a page is left out. */
const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'"

const policyTag = `<meta http-equiv="Content-Security-Policy" content="${policy}">`

/** Files of which the demo has another one, so that popup and dashboard are the very same sources. */
const replaced: Readonly<Record<string, string>> = {
  '#extension/browser.ts': join(source, 'demo/browser.ts'),
  '#extension/browserInbox.ts': join(source, 'demo/browserInbox.ts'),
  '#core/exchange/example/records.ts': join(source, 'demo/example.ts'),
}

const replacements: Plugin = {
  name: 'tilbud-demo-replacements',
  enforce: 'pre',
  resolveId: (id, importer) => (importer?.startsWith(join(source, 'demo')) ? null : (replaced[id] ?? null)),
}

/** What the demo is told of the example. */
const example = (known: { day: string; pages: readonly ExamplePage[] }): Plugin => ({
  name: 'tilbud-demo-example',
  enforce: 'pre',
  resolveId: (id) => (id === '#example' ? '\0example' : null),
  load: (id) =>
    id === '\0example'
      ? Object.entries(known)
          .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)}`)
          .join('\n')
      : null,
})

/** Gives every page its policy and its icon, and the workplace the bar that says where one is. */
const pageHeads: Plugin = {
  name: 'tilbud-demo-heads',
  transformIndexHtml: {
    order: 'pre',
    handler: (html, { path }) => {
      const icon = '<link rel="icon" href="./icons/32.png">'
      const headed = html.replace('<head>', `<head>${policyTag}${icon}`)
      return path === '/index.html'
        ? headed
        : headed.replace('<script', '<script type="module" src="./demo/bar.tsx"></script><script')
    },
  },
}

/** The pages of the example as the start page lists them, each link with its recipient's token. */
async function listPages(day: string): Promise<ExamplePage[]> {
  const { versions, offers, recipients, customers, company } = (await exampleRecords(day)).records
  return versions.map((version) => {
    const { state, code, binding, offerId } = version
    const isNewest = offers.some((offer) => offer.code === code)
    const to = recipients.filter((recipient) => recipient.offerId === offerId)
    const sole = isNewest && binding.audience === 'one' ? (to[0] ?? null) : null
    return {
      kind: binding.terms.kind,
      state,
      closesAt: binding.closesAt,
      language: binding.terms.language,
      audience: binding.audience,
      customers: to.map(({ customerId }) => customers.find(({ id }) => id === customerId)!.name),
      link: linkOf(company[0]!, version, sole).slice(`${siteAddress}/`.length),
    }
  })
}

/** From an offer's page to the demo's folder. */
const up = '../../'

/** A page with addresses that hold wherever the demo lies. @param script that puts the rest right, in the demo's folder */
const movable = (html: string, script: string) =>
  html
    .replace('</head>', `<script type="module" src="${up}${script}"></script></head>`)
    .replaceAll(/="\/(?=_astro\/|company\.css")/g, `="${up}`)
    // A page that was replaced leads to the newest.
    .replaceAll(`href="${siteAddress}/`, `href="${up}`)

/** Puts the example's pages beside the demo. */
async function addSite(site: string, out: string): Promise<void> {
  for (const entry of await readdir(site, { withFileTypes: true })) {
    const [from, to] = [join(site, entry.name), join(out, entry.name)]
    if (entry.isDirectory()) await copyFolder(from, to)
    else if (!notOfTheDemo.includes(entry.name)) await copyFile(from, to)
  }
  const script = (await readdir(join(out, 'assets'))).find((name) => name.startsWith('address-'))!
  for (const page of await readdir(out, { recursive: true })) {
    const path = page.split(sep)
    // The offers' pages lie two folders deep.
    if (path.length !== 3 || path[2] !== 'index.html') continue
    const file = join(out, page)
    await writeFile(file, movable(await readFile(file, 'utf8'), `assets/${script}`))
  }
}

/**
 * Builds the demo: start page, workplace and the example's pages, as a folder
 * that every static host can show at any path.
 *
 * @param site the folder of the example's site
 * @param day `YYYY-MM-DD`, for which that was built
 */
export async function buildDemo(out: string, site: string, day: string): Promise<void> {
  await rm(out, { recursive: true, force: true })
  const config = configOf(out, [replacements, example({ day, pages: await listPages(day) }), pageHeads])
  const inputs = ['index.html', 'popup.html', 'dashboard.html', 'demo/address.ts']
  await build({
    ...config,
    build: {
      ...config.build,
      chunkSizeWarningLimit: 1000,
      rolldownOptions: { input: inputs.map((file) => join(source, file)) },
    },
  })
  // What answers for an address that is not there cannot know how deep that lies: hosts read it at their root alone.
  const index = await readFile(join(out, 'index.html'), 'utf8')
  await writeFile(
    join(out, '404.html'),
    index.replace('<body', '<body data-page="missing"').replaceAll('"./assets/', '"/assets/'),
  )
  const preview = await readFile(join(source, 'preview.html'), 'utf8')
  await writeFile(join(out, 'preview.html'), preview.replace('<title>', `${policyTag}\n<title>`))
  await addRenderer(out)
  await addSite(site, out)
}
