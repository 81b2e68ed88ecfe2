/**
 * What is left at an address that the pages have moved from: for each a small
 * page that leads to the same one at the new address. What stands after `#` in
 * a link tells who it was sent to, and only a script can take it along; without
 * scripts the browser is led there all the same.
 */

/** The script of these pages, at the root of the site. */
export const movedScript = 'moved.js'

/** Its text. */
export const movedScriptText =
  "location.replace(document.querySelector('link[rel=canonical]').href + location.hash)\n"

const policy = "default-src 'none'; script-src 'self'; img-src data:; base-uri 'none'; form-action 'none'"

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!)

/** Where a file of the site is read, below an address. */
const addressOf = (siteAddress: string, path: string) =>
  `${siteAddress}/${path === '404.html' ? '' : path.replace(/(^|\/)index\.html$/, '$1')}`

/**
 * The page at an old address.
 *
 * @param path of the page in the site
 * @param company its name and the language of its pages; `siteAddress` is the new one
 */
export function movedPage(
  path: string,
  { name, language, siteAddress }: Readonly<{ name: string; language: string; siteAddress: string }>,
): string {
  const to = escaped(addressOf(siteAddress, path))
  const refresh = `<meta http-equiv="refresh" content="0; url=${to}">`
  const script = `${'../'.repeat(path.split('/').length - 1)}${movedScript}`
  // The page for what is not found is shown at any depth, and nobody in particular was sent there.
  const leading =
    path === '404.html' ? refresh : `<script src="${script}"></script>\n<noscript>${refresh}</noscript>`
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow, noarchive">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escaped(name)}</title>
<link rel="icon" href="data:,">
<link rel="canonical" href="${to}">
${leading}
</head>
<body>
<main>
<h1>${escaped(name)}</h1>
<p><a href="${to}" rel="noreferrer">${to}</a></p>
</main>
</body>
</html>
`
}

/** Whether a file of the site is a page that people read. */
export const isRead = (path: string): boolean => path.endsWith('.html')
