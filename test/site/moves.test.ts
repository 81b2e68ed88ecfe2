import '#test/support/indexeddb.ts'
import '#test/support/passphrases.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { isForHosts, isHashed, isPage } from '#core/hosting/files.ts'
import { findHostBefore } from '#core/workspace/moving.ts'
import { withdrawOffer } from '#core/workspace/offers.ts'
import { Bench, good } from '#test/core/workspace/support.ts'
import {
  azurePlace,
  browserOf,
  cloudflarePlace,
  connect,
  gitPlace,
  leadRequests,
  webdavPlace,
  type Place,
} from '#test/support/publishing.ts'

leadRequests()

/** The script that takes along who a link was sent to. */
const script = "location.replace(document.querySelector('link[rel=canonical]').href + location.hash)\n"

describe('pages that move to a web hotel', () => {
  let next: Place
  let old: Place | undefined
  beforeAll(async () => {
    next = await webdavPlace('next')
  })
  afterEach(() => old?.close())
  afterAll(() => next.close())

  it.each([
    ['Azure', azurePlace, []],
    [
      'a git branch',
      gitPlace,
      ['.htaccess', '.nojekyll', '_headers', 'netlify.toml', 'staticwebapp.config.json'],
    ],
    ['Cloudflare', cloudflarePlace, []],
    ['another web hotel', () => webdavPlace('old'), ['.htaccess', 'tilbud-publication.json']],
  ] as const)(
    'from %s leave there a page for each link, which leads to the same one, and nothing else',
    async (_, serve, besides) => {
      old = await serve()
      const bench = await Bench.start()
      const browser = browserOf(bench)
      await connect(bench, old)
      const customer = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
      await bench.offer('purchase', [customer])
      const closed = await bench.offer('trial', [customer])
      await good(browser.bring())
      await good(withdrawOffer(bench.context, { code: closed.code, reason: '' }))
      await good(browser.bring())
      const before = [...(await old.files()).keys()]
      const pages = before.filter(isPage)
      expect(pages).toHaveLength(2)

      await connect(bench, next, 'lead')
      // A workspace of another test has left its pages there.
      await good(browser.bring({ mayReplace: true }))
      await good(browser.leadOn())
      const files = await old.files()
      const read = [...pages, 'index.html', '404.html']
      const kept = before.filter(isHashed)
      expect([...files.keys()].sort()).toEqual([...read, 'moved.js', ...besides, ...kept].sort())
      expect(files.get('moved.js')).toBe(script)
      const there = await next.files()
      const { siteAddress } = next.connection
      for (const path of [...pages, 'index.html']) {
        const to = `${siteAddress}/${path.replace('index.html', '')}`
        expect(files.get(path)).toContain(`<link rel="canonical" href="${to}">`)
        expect(files.get(path)).toContain(
          `<script src="${path === 'index.html' ? '' : '../../'}moved.js"></script>`,
        )
        expect(there.has(path)).toBe(true)
      }
      const text = [...files].filter(([path]) => !isHashed(path) && !isForHosts(path)).map(([, each]) => each)
      expect(text.join('')).not.toContain('Fjord Bygg')
      expect(text.join('')).not.toContain('data-form')
      expect(await findHostBefore(bench.db)).toBeNull()
    },
  )
})
