import { describe, expect, it } from 'vitest'
import { movedPage } from '#core/publication/moved.ts'

const company = { name: 'Nord & Sør "IT" <AS>', language: 'nb', siteAddress: 'https://offers.example.net/a' }
const path = '4839201/7k3q-0000-0000-0000-0/index.html'

describe('a page that leads to the new address', () => {
  it('leads to the same page there, with and without scripts, and says where', () => {
    const page = movedPage(path, company)
    const to = 'https://offers.example.net/a/4839201/7k3q-0000-0000-0000-0/'
    expect(page).toContain(`<link rel="canonical" href="${to}">`)
    expect(page).toContain(`<noscript><meta http-equiv="refresh" content="0; url=${to}"></noscript>`)
    expect(page).toContain('<script src="../../moved.js"></script>')
    expect(page).toContain(`<a href="${to}" rel="noreferrer">${to}</a>`)
  })
  it('keeps the rules of the pages: nobody finds it, learns of it or puts anything into it', () => {
    const page = movedPage(path, company)
    expect(page).toContain(
      "default-src 'none'; script-src 'self'; img-src data:; base-uri 'none'; form-action 'none'",
    )
    expect(page).toContain('content="noindex, nofollow, noarchive"')
    expect(page).toContain('<meta name="referrer" content="no-referrer">')
    expect(page).toContain('<h1>Nord &amp; Sør &quot;IT&quot; &lt;AS&gt;</h1>')
  })
  it('leads from the index, and from what is not found, to the index', () => {
    for (const file of ['index.html', '404.html'])
      expect(movedPage(file, company)).toContain(
        '<link rel="canonical" href="https://offers.example.net/a/">',
      )
    expect(movedPage('index.html', company)).toContain('<script src="moved.js"></script>')
    expect(movedPage('404.html', company)).not.toContain('<script')
  })
})
