import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cloudflareTarget } from '#core/hosting/cloudflare.ts'
import { utf8 } from '#core/model/bytes.ts'
import { contentsOf, pageOf, Publisher, sample, scriptOf, type Sample } from '#test/core/hosting/samples.ts'
import { CloudflareStandIn } from '#test/support/cloudflare.ts'

let host: CloudflareStandIn
let api: string
beforeEach(async () => {
  host = new CloudflareStandIn()
  api = await host.start()
})
afterEach(() => host.close())

const publicAddress = 'https://tilbud.example/offers/'
const target = (more: { token?: string; account?: string } = {}) =>
  cloudflareTarget({
    account: host.account,
    script: host.script,
    token: host.token,
    publicAddress,
    api,
    ...more,
  })
const publisher = (workspace = 'ours') => new Publisher(() => target(), workspace)
const texts = () =>
  new Map([...host.served()].map(([path, { text }]) => [path.slice('/offers/'.length), text]))
const uploaded = () => host.uploads.flat().length

describe('a Worker of Cloudflare', () => {
  it('serves a thousand pages at once, then the one that changed', async () => {
    const first = sample(1, 1000)
    const browser = publisher()
    const verified: number[] = []
    const verify = async () => void verified.push(host.served().size)
    // Pages with one content are one file to Cloudflare.
    const different: Sample = { ...first, texts: first.texts.map((_, n) => `page ${n}`) }
    expect((await browser.publish(different, 1, { verify })).put).toHaveLength(1003)
    expect(texts()).toEqual(contentsOf(different))
    expect(uploaded()).toBe(1003)
    expect(host.served().get(`/offers/${pageOf(1)}`)?.type).toBe('text/html; charset=utf-8')
    // Customers can read it only when all of it counts.
    expect(verified).toEqual([1003])

    host.uploads.length = 0
    const changed = { ...different, texts: different.texts.map((text, n) => (n === 700 ? 'changed' : text)) }
    expect((await browser.publish(changed, 2)).put).toEqual([pageOf(700)])
    expect(texts()).toEqual(contentsOf(changed))
    expect(uploaded()).toBe(1)

    host.uploads.length = 0
    expect((await browser.publish(changed, 3)).put).toEqual([])
    expect(uploaded()).toBe(0)
    expect((await target().find())?.standing.number).toBe(3)
  })

  it('takes away pages that are gone, and scripts one publication later', async () => {
    const browser = publisher()
    await browser.publish(sample(1, 3), 1)
    await browser.publish(sample(2, 2), 2)
    expect(texts()).toEqual(contentsOf(sample(2, 2)).set(scriptOf(1), '// script 1'))
    await browser.publish(sample(2, 2), 3)
    expect(texts()).toEqual(contentsOf(sample(2, 2)))
  })

  it('serves what it did until a run is through, wherever that ends', async () => {
    const browser = publisher()
    const before = sample(1, 2, 'before')
    await browser.publish(before, 1)
    for (let requests = 1; ; requests++) {
      host.left = requests
      const end = await browser.publish(sample(2, 3, 'after'), 2).then(
        () => 'through',
        ({ code }) => code as string,
      )
      host.left = Infinity
      if (end === 'through') break
      expect(end).toBe('hostUnreachable')
      const isNew = host.deployed!.metadata.bindings.some(({ text }) => text?.includes('"number":2'))
      expect(texts().get(pageOf(0))).toBe(contentsOf(isNew ? sample(2, 3, 'after') : before).get(pageOf(0)))
      if (isNew) break
    }
    await browser.publish(sample(2, 3, 'after'), 2)
    const served = texts()
    for (const [path, content] of contentsOf(sample(2, 3, 'after'))) expect(served.get(path)).toBe(content)
  }, 60_000)

  it('uploads nothing twice where nobody knows any more what lies there', async () => {
    await publisher().publish(sample(1, 3), 1)
    host.uploads.length = 0
    const done = await publisher().publish(sample(1, 2), 2)
    expect(done.put).toHaveLength(5)
    expect(uploaded()).toBe(0)
    expect(texts()).toEqual(contentsOf(sample(1, 2)))
  })

  it('puts again what Cloudflare has lost', async () => {
    const browser = publisher()
    await browser.publish(sample(1, 2), 1)
    const { hash } = host.deployed!.manifest[`/offers/${scriptOf(1)}`]!
    host.stored.delete(hash)
    expect((await browser.publish(sample(1, 2), 2)).put).toEqual([scriptOf(1)])
    expect(texts()).toEqual(contentsOf(sample(1, 2)))
  })

  it('sends the headers that the site names, and serves no file of them', async () => {
    const standing = { workspace: 'ours', number: 1, digest: 'one', retired: [] }
    const first = target()
    await first.claim(standing, null)
    const note = await first.put({
      path: '_headers',
      bytes: utf8('/*\n  X-Robots-Tag: noindex\n'),
      mark: 'h',
    })
    await first.settle!()
    expect(host.deployed?.metadata.assets.config).toMatchObject({
      _headers: '/*\n  X-Robots-Tag: noindex\n',
      not_found_handling: '404-page',
    })
    expect(host.served().size).toBe(0)
    const second = target()
    await second.list(new Map([['_headers', { mark: 'h', note: note! }]]))
    await second.claim({ ...standing, number: 2 }, (await second.find())!.tag)
    await second.settle!()
    expect(host.deployed?.metadata.assets.config._headers).toContain('noindex')
  })

  it('lets one of two browsers through', async () => {
    const [one, other] = [publisher(), publisher('theirs')]
    await one.publish(sample(1, 2), 1)
    await expect(other.publish(sample(1, 2, 'theirs'), 1)).rejects.toMatchObject({ code: 'hostTaken' })
    expect(texts()).toEqual(contentsOf(sample(1, 2)))
    // The other one is through while this one draws.
    const [slow, quick] = [target(), target()]
    const { standing, tag } = (await slow.find())!
    await slow.claim({ ...standing, number: 2 }, tag)
    await quick.claim({ ...standing, workspace: 'theirs' }, tag)
    await quick.settle!()
    await expect(slow.settle!()).rejects.toMatchObject({ code: 'hostTaken' })
    expect((await target().find())?.standing.workspace).toBe('theirs')
  })

  it('asks before it replaces a Worker that does something else', async () => {
    host.deployed = {
      manifest: {},
      metadata: {
        main_module: 'shop.js',
        compatibility_date: '2026-01-01',
        assets: { jwt: '', config: {} },
        bindings: [],
      },
    }
    await expect(publisher().publish(sample(1, 1), 1)).rejects.toMatchObject({ code: 'hostForeign' })
    expect(host.deployed.metadata.main_module).toBe('shop.js')
    await publisher().publish(sample(1, 1), 1, { mayReplace: true })
    expect(texts()).toEqual(contentsOf(sample(1, 1)))
  })

  it('says that a token or account is wrong, and that too many files are', async () => {
    await expect(target({ token: 'wrong' }).find()).rejects.toMatchObject({ code: 'hostRefused' })
    const elsewhere = new Publisher(() => target({ account: 'wrong' }))
    await expect(elsewhere.publish(sample(1, 1), 1)).rejects.toMatchObject({ code: 'hostFailed' })
    await expect(publisher().publish(sample(1, 20_000), 1)).rejects.toMatchObject({ code: 'hostTooMany' })
    expect(host.deployed).toBeNull()
  })
})
