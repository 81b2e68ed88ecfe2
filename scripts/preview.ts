import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addDays, endOfDay } from '#core/clock/clock.ts'
import { exampleLogo } from '#core/exchange/example/logo.ts'
import { pricedProduct } from '#core/exchange/example/data.ts'
import { defaultGrant } from '#core/catalog/roles.ts'
import { codeFromBytes } from '#core/model/code.ts'
import { groupCode } from '#core/model/grouping.ts'
import { pageLanguages, type PageLanguage } from '#core/model/language.ts'
import type { Binding } from '#core/model/offer.ts'
import { hashOf } from '#core/publication/canonical.ts'
import { publicationOf, writePublication } from '#core/publication/project.ts'
import type { OpenLine, Presentation } from '#core/publication/publication.ts'
import { previewFacts } from '#extension/ui/previewFacts.ts'
import { root } from '#scripts/paths.ts'
import { buildSite } from '#site/build.ts'

/**
 * The customer's page as the site really draws it, once for each language,
 * for the extension's preview: with facts that the extension puts the
 * company's own in place of, and without scripts.
 */

const lastDay = addDays('2026-12-01', 30)

function bindingOf(language: PageLanguage, index: number): Binding {
  const { product, price } = pricedProduct(0)
  return {
    format: 1,
    code: codeFromBytes(new Uint8Array(10).fill(index + 1)),
    version: 1,
    partner: { name: previewFacts.name, partnerId: previewFacts.partnerId, cloud: language === 'zh-Hans' ? '21vianet' : 'worldwide' },
    audience: 'one',
    addressee: null,
    terms: {
      kind: 'purchase',
      language,
      lastDay,
      timeZone: 'Europe/Oslo',
      message: '',
      billedBy: 'partner',
      currency: 'NOK',
      vatIncluded: false,
      lines: [{ id: 'line', product: { skuId: product.skuId, name: product.name }, count: 10, min: 1, max: 300, term: 'P1Y', price: { amount: price, per: 'month' } }],
      delegation: defaultGrant,
    },
    closesAt: endOfDay(lastDay, 'Europe/Oslo'),
    // Nothing is ever sealed to it: the preview has no script.
    replyKey: { id: '00000000', publicKey: 'AA' },
  }
}

const presentation: Presentation = {
  t: 'company', language: 'en', colour: '#1f6f8b', logo: exampleLogo,
  name: previewFacts.name, email: previewFacts.email, phone: previewFacts.phone, website: previewFacts.website, siteAddress: previewFacts.siteAddress,
}

/** Without what only a served page needs: policy, scripts, and the answer's data. */
const still = (html: string) =>
  html
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
    .replace(/<script\b[^>]*>.*?<\/script>/gs, '')
    .replace(/ data-offer="[^"]*"/, '')
    .replace(/<noscript>.*?<\/noscript>/gs, '')
    .replace(/<link rel="stylesheet"[^>]*>/g, '')
    .replace('</head>', '<link rel="stylesheet" href="page.css"></head>')
    // The form is what a customer sees once the page's script runs.
    .replace(/<form hidden/, '<form')

/** Writes `<language>.html` for each language, and their styles, into a folder. */
export async function buildPreviews(out: string): Promise<void> {
  await mkdir(join(root, '.cache'), { recursive: true })
  const work = await mkdtemp(join(root, '.cache', 'preview-'))
  const bindings = pageLanguages.map(bindingOf)
  const lines = await Promise.all(bindings.map(async (binding): Promise<OpenLine> => ({ t: 'offer', state: 'open', hash: await hashOf(binding), binding })))
  const publication = join(work, 'preview.jsonl')
  await writeFile(publication, writePublication(publicationOf('preview', 1, presentation, lines)))
  const site = await buildSite({ publication, out: join(work, 'site'), force: true })
  if (!site.ok) throw new Error(`The previews were not built: ${JSON.stringify(site)}`)
  await mkdir(out, { recursive: true })
  for (const [index, language] of pageLanguages.entries()) {
    const page = join(work, 'site', previewFacts.partnerId, groupCode(bindings[index]!.code).toLowerCase(), 'index.html')
    await writeFile(join(out, `${language}.html`), still(await readFile(page, 'utf8')))
  }
  const styles = (await readdir(join(work, 'site'), { recursive: true })).find((file) => /_astro.*\.css$/.test(file))
  if (!styles) throw new Error('The site has no stylesheet.')
  await copyFile(join(work, 'site', styles), join(out, 'page.css'))
  await rm(work, { recursive: true })
}
