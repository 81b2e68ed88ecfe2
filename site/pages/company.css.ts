import { inkOn, readableOn } from '#core/model/colour.ts'
import { publication } from '#site/publication.ts'

/** Grounds of site/styles/page.css that the accent stands on. */
const light = '#ffffff'
const dark = '#16181c'

const rule = (colour: string, ground: string) => {
  const accent = readableOn(colour, ground)
  return `:root{--accent:${accent};--accent-ink:${inkOn(accent)}}`
}

/** The partner's colour, corrected so that it can be read on a light and on a dark page. */
export async function GET(): Promise<Response> {
  const { company: { colour } } = await publication()
  const css = `${rule(colour, light)}@media (prefers-color-scheme:dark){${rule(colour, dark)}}\n`
  return new Response(css, { headers: { 'content-type': 'text/css' } })
}
