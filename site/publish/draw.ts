import type { Presentation } from '#core/publication/publication.ts'
import { deployFiles } from '#site/deploy.ts'
import { basePath, type OfferPage } from '#site/paths.ts'

/** What a compiled renderer does: see site/renderer/entry.ts. */
export type Renderer = Pick<typeof import('#site/renderer/entry.ts'), 'render' | 'renderOffer'>

/** The renderer draws for a site at the root of its host. No text of a customer's can look like this: a quote in it is written as a reference. */
const below = (html: string, base: string) => (base === '/' ? html : html.replaceAll('="/_astro/', `="${base}_astro/`))

/** Where an offer's page lies below the output folder. */
export const pageFolder = ({ partner, code }: Pick<OfferPage, 'partner' | 'code'>) => `${partner}/${code}`

/** An offer's page, as text. The same wherever it is drawn. */
export const drawOffer = async ({ renderOffer }: Renderer, { props }: OfferPage): Promise<string> =>
  below(await renderOffer(props), basePath(props.company.siteAddress))

/** Every file that does not come from one offer, by its path: the index, the page of what is not found, the colour, the hosts' files. */
export async function drawCommon({ render }: Renderer, company: Presentation): Promise<ReadonlyMap<string, string>> {
  const base = basePath(company.siteAddress)
  const drawn = async (path: string) => below(await render(path, { company }), base)
  return new Map([
    ['index.html', await drawn('/')],
    ['404.html', await drawn('/404')],
    ['company.css', await render('/company.css', { company })],
    ...Object.entries(deployFiles(base)),
  ])
}

/** What of the company every offer's page shows; the colour lies in a file of its own, and the language is that of the index. */
export const shownOfCompany = ({ colour: _, language: __, ...shown }: Presentation): string => JSON.stringify(shown)
