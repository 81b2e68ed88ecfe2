/** Elements whose content nobody reads. */
const hidden = /<(style|script|head)\b/iy

/** Finds the next match at or after a place that only moves forward, so that a text is searched once for it. */
function finder(text: string, pattern: RegExp): (from: number) => number {
  let found = -2
  return (from) => {
    if (found === -2 || (found >= 0 && found < from)) {
      pattern.lastIndex = from
      found = pattern.exec(text)?.index ?? -1
    }
    return found
  }
}

const character = (point: number) => (point <= 0x10ffff ? String.fromCodePoint(point) : ' ')

/**
 * Text of HTML for finding a reply in it: tags would put letters between its
 * own. In time proportional to the length, whatever is written.
 */
export function textOfHtml(html: string): string {
  const closing = {
    style: finder(html, /<\/style/gi),
    script: finder(html, /<\/script/gi),
    head: finder(html, /<\/head/gi),
  }
  const parts: string[] = []
  let at = 0
  for (let open = html.indexOf('<'); open >= 0; open = html.indexOf('<', at)) {
    hidden.lastIndex = open
    const name = hidden.exec(html)?.[1]?.toLowerCase() as keyof typeof closing | undefined
    const end = name ? closing[name](open) : -1
    const close = html.indexOf('>', Math.max(open, end))
    // What is never closed is text.
    if (close < 0) break
    parts.push(html.slice(at, open))
    at = close + 1
  }
  parts.push(html.slice(at))
  return parts
    .join(' ')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|#?\w{1,40});/gi, (_, decimal?: string, hex?: string) =>
      decimal ? character(Number(decimal)) : hex ? character(parseInt(hex, 16)) : ' ',
    )
}
