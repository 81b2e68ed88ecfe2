import { page as notFound } from 'virtual:astro:page:pages/404@_@astro'
import { page as offer } from 'virtual:astro:page:pages/[partner]/[code]@_@astro'
import { page as index } from 'virtual:astro:page:pages/index@_@astro'
import type { Renderer } from '#core/publication/renderer.ts'
import { companyStyle } from '#site/companyStyle.ts'
import { deployFiles } from '#site/deploy.ts'
import { addressesHere } from '#site/renderer/addressesHere.ts'
import { drawPage, resultFor, type Component } from '#site/renderer/runtime.ts'
import { senderOf } from '#site/view.ts'

const result = resultFor(addressesHere)

/** The site is compiled for the root of its host. No text of a customer's can look like this: a quote in it is written as a reference. */
const below = (html: string, base: string) =>
  base === '/' ? html : html.replaceAll('="/_astro/', `="${base}_astro/`)

export const drawOffer: Renderer['drawOffer'] = async ({ props }) =>
  below(await drawPage(result, offer().default, props), senderOf(props.company).base)

export const drawCommon: Renderer['drawCommon'] = async (company) => {
  const { base } = senderOf(company)
  const draw = async (page: Component) => below(await drawPage(result, page, { company }), base)
  return new Map([
    ['index.html', await draw(index().default)],
    ['404.html', await draw(notFound().default)],
    ['company.css', companyStyle(company)],
    ...Object.entries(deployFiles(base)),
  ])
}
