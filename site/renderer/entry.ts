import { FetchState, pages } from 'astro/fetch'
import { renderToString } from 'astro/runtime/server/index.js'

const at = (path: string) => new FetchState(new Request(`https://site.invalid${path}`))

type Props = Readonly<Record<string, unknown>>

/** The route of all offers' pages: what Astro works out for a page once it is found, once for all of them. */
const offers = at('/0/0/')
const offer = offers.loadComponentInstance()

/**
 * Draws an offer's page from what it is drawn from. Straight to a text: a
 * request and a response around each page cost as much as drawing it.
 *
 * @throws Error when a component fails
 */
export async function renderOffer(props: Props): Promise<string> {
  const page = await offer
  const result = await offers.createResult(page, offers.getActionAPIContext())
  const html = await renderToString(result, page.default, props, {}, true, offers.routeData)
  if (typeof html !== 'string') throw new Error('A page answered with a response of its own.')
  return html
}

/**
 * Draws any other file of the site.
 *
 * @param path as a browser asks for it: `/`, `/404`, `/company.css`
 * @throws Error when there is none, or it fails
 */
export async function render(path: string, props: Props): Promise<string> {
  const state = at(path)
  state.props = props
  const response = await pages(state)
  if (response.status !== 200 && path !== '/404') throw new Error(`${path} answered ${response.status}.`)
  return response.text()
}
