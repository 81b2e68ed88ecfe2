import { FetchState, pages } from 'astro/fetch'
import { renderToString } from 'astro/runtime/server/index.js'
import { basePath } from '#core/publication/pages.ts'
import type { Renderer } from '#core/publication/renderer.ts'
import { deployFiles } from '#site/deploy.ts'

const at = (path: string) => new FetchState(new Request(`https://site.invalid${path}`))

/** The site is compiled for the root of its host. No text of a customer's can look like this: a quote in it is written as a reference. */
const below = (html: string, base: string) =>
  base === '/' ? html : html.replaceAll('="/_astro/', `="${base}_astro/`)

/** The route of all offers' pages: what Astro works out once a page is found, once for all of them. */
const route = at('/0/0/')
const component = route.loadComponentInstance()

/** Straight to a text: a request and a response around each page cost as much as drawing it. */
export const drawOffer: Renderer['drawOffer'] = async ({ props }) => {
  const page = await component
  const result = await route.createResult(page, route.getActionAPIContext())
  const html = await renderToString(result, page.default, props, {}, true, route.routeData)
  if (typeof html !== 'string') throw new Error('A page answered with a response of its own.')
  return below(html, basePath(props.company.siteAddress))
}

export const drawCommon: Renderer['drawCommon'] = async (company) => {
  const base = basePath(company.siteAddress)
  const draw = async (path: string) => {
    const state = at(path)
    state.props = { company }
    const response = await pages(state)
    if (response.status !== (path === '/404' ? 404 : 200))
      throw new Error(`${path} answered ${response.status}.`)
    return below(await response.text(), base)
  }
  return new Map([
    ['index.html', await draw('/')],
    ['404.html', await draw('/404')],
    ['company.css', await draw('/company.css')],
    ...Object.entries(deployFiles(base)),
  ])
}
