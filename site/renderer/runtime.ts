/**
 * Stands in for Astro's runtime in the renderer: what Astro compiles pages to
 * calls these. Astro's own streams each page through promises, for a server;
 * ours puts texts together, for pages that wait for nothing, in a fraction of
 * the time. It knows what our pages use and no more: a name that is missing here
 * fails when the site is compiled, a value that is unknown when a page is
 * drawn. Tests compare every page with what a plain `astro build` gives.
 */

/** What is HTML already. */
class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

const nothing = new Html('')

/** Where what pages load lies, as the compiler finds it out. */
export type Addresses = Readonly<{
  styles: readonly string[]
  /** By the script's name in the compiled page. */
  scripts: Readonly<Record<string, string>>
}>

type Props = Readonly<Record<string, unknown>>
type Slots = Readonly<Record<string, (result: Result) => Html>>
export type Result = Readonly<{
  createAstro: (props: Props) => { props: Props }
  addresses: Addresses
}>
export type Component = (result: Result, props: Props, slots: Slots) => Html | Promise<Html>

export const resultFor = (addresses: Addresses): Result => ({
  createAstro: (props) => ({ props }),
  addresses,
})

const special = /[&<>'"]/
const escaped = (text: string) =>
  special.test(text)
    ? text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll("'", '&#39;')
        .replaceAll('"', '&quot;')
    : text

/** What stands in braces on a page. Something false is nothing there, but for the number 0. */
function html(value: unknown): string {
  if (typeof value === 'string') return escaped(value)
  if (value instanceof Html) return value.text
  if (!value && value !== 0) return ''
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map(html).join('')
  throw new TypeError(`A page shows what is no text: ${typeof value}.`)
}

export function render(parts: TemplateStringsArray, ...values: readonly unknown[]): Html {
  let text = parts[0]!
  for (let at = 0; at < values.length; at++) text += html(values[at]) + parts[at + 1]!
  return new Html(text)
}

/** An attribute with its value; without one where that is empty. Only `hidden` is on or off. */
export function addAttribute(value: unknown, name: string): Html {
  if (value === null || value === undefined || (value === false && name === 'hidden')) return nothing
  if (value === '' || (value === true && name === 'hidden')) return new Html(` ${name}`)
  if (typeof value !== 'string') throw new TypeError(`A page gives ${name} no text: ${typeof value}.`)
  return new Html(` ${name}="${value.replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"`)
}

export const createComponent = (draw: Component): Component => draw

export const Fragment: Component = (result, _, slots) => renderSlot(result, slots.default)

export const renderComponent = (
  result: Result,
  _name: string,
  component: Component,
  props: Props,
  slots: Slots = {},
) => component(result, props, slots)

export const renderSlot = (result: Result, slot: Slots[string] | undefined): Html => slot?.(result) ?? nothing

export const renderHead = ({ addresses }: Result): Html =>
  new Html(addresses.styles.map((style) => `<link rel="stylesheet" href="${style}">`).join(''))

/** Every page of ours has a head of its own. */
export const maybeRenderHead = (): Html => nothing

export function renderScript({ addresses: { scripts } }: Result, name: string): Html {
  const address = scripts[name]
  if (address === undefined) throw new Error(`Nobody knows where the script ${name} lies.`)
  return new Html(`<script type="module" src="${address}"></script>`)
}

/** A whole page. */
export async function drawPage(result: Result, page: Component, props: Props): Promise<string> {
  return `<!DOCTYPE html>${(await page(result, props, {})).text}`
}

/** Every component calls it once, and none of ours uses what it gives. */
export const createAstro = () => {}
