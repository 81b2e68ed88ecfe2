import { inkOn, readableOn } from '#core/model/colour.ts'
import type { Presentation } from '#core/publication/publication.ts'

/** The softer grounds of site/styles/letter.css (`--soft`): what can be read on them can be read on the others. */
const light = '#f5f5f3'
const dark = '#1f2227'

const rule = (colour: string, ground: string) => {
  const accent = readableOn(colour, ground)
  return `:root{--accent:${accent};--accent-ink:${inkOn(accent)}}`
}

/** What all pages of the partner share: the logo, and the colour, corrected so that it can be read on a light and on a dark page. */
export const companyStyle = ({ colour, logo }: Presentation): string =>
  `${rule(colour, light)}@media (prefers-color-scheme:dark){${rule(colour, dark)}}${logo && `.logo{content:url(${logo})}`}\n`
