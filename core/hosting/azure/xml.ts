/** XML as Azure writes it, read and written by hand: workers have no DOMParser. No element lies in one of its own name. */

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const symbolOf = (whole: string, name: string) => {
  if (!name.startsWith('#')) return named[name] ?? whole
  const code = name[1]?.toLowerCase() === 'x' ? parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole
}

const decode = (xml: string) => xml.replace(/&([a-z]+|#\d+|#x[0-9a-f]+);/gi, symbolOf)

/** Text as it stands in an element. A carriage return would be read as a line feed. */
export const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;')

const elements = (name: string) => new RegExp(`<${name}(?:\\s[^>]*)?(?:/>|(?<!/)>([^]*?)</${name}>)`, 'g')

/** What is in each element of a name, as XML. */
export const insides = (xml: string, name: string): string[] =>
  [...xml.matchAll(elements(name))].map(([, inside]) => inside ?? '')

/** The text of the first element of a name; empty where there is none. */
export const textIn = (xml: string, name: string): string => decode(elements(name).exec(xml)?.[1] ?? '')
