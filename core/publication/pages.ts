import { groupCode } from '#core/model/grouping.ts'
import {
  codeOf,
  partnerIdOf,
  type OfferLine,
  type Presentation,
  type Publication,
} from '#core/publication/publication.ts'

/** The path below which the site lies, `/` or `/offers/`. */
export const basePath = (siteAddress: string) => `${new URL(siteAddress).pathname.replace(/\/+$/, '')}/`

/** An offer's page: where it lies below the site's own path, and what it is drawn from. */
export type OfferPage = Readonly<{
  partner: string
  code: string
  props: Readonly<{ line: OfferLine; company: Presentation; successor: OfferLine | undefined }>
}>

/** The folder of an offer's page, below the site's own path. */
export const pageFolder = ({ partner, code }: Pick<OfferPage, 'partner' | 'code'>) => `${partner}/${code}`

/** The file of a page, by the page's folder: `4839201/7k3q-…/index.html`. */
export const pageFile = (folder: string) => `${folder}/index.html`

/** The folder of a page, by the page's file. */
export const folderIn = (file: string) => file.slice(0, -'/index.html'.length)

/** The offer code in a page's folder, as it is stored: without hyphens, in capitals. */
export const codeIn = (folder: string) =>
  folder
    .slice(folder.indexOf('/') + 1)
    .replaceAll('-', '')
    .toUpperCase()

/** Where the page of a line lies. */
export const placeOf = (line: OfferLine): Pick<OfferPage, 'partner' | 'code'> => ({
  partner: partnerIdOf(line),
  code: groupCode(codeOf(line)).toLowerCase(),
})

/** The page of a line. @param successor the line that took its place, where it links to one */
export const offerPage = (
  line: OfferLine,
  company: Presentation,
  successor: OfferLine | undefined,
): OfferPage => ({
  ...placeOf(line),
  props: { line, company, successor },
})

/** The code of the line that a page links to; null where it links to none. */
export const successorOf = (line: OfferLine) => (line.t === 'closed' ? line.successor : null)

/** Every offer's page of a publication, in the order of its lines. */
export function offerPages({ company, offers }: Publication): OfferPage[] {
  const byCode = new Map(offers.map((line) => [codeOf(line), line]))
  return offers.map((line) => offerPage(line, company, byCode.get(successorOf(line) ?? '')))
}
