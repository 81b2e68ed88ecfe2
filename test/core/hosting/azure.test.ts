import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { azureTarget } from '#core/hosting/azure/blobs.ts'
import { drop, hand, handAddress, handBody, peek, take } from '#core/hosting/azure/queue.ts'
import { endRotation, renew, rotateHand, setUpAccount, type Grants } from '#core/hosting/azure/setUp.ts'
import { accountOf, below, ownHeaders } from '#core/hosting/azure/sign.ts'
import { publishTo, type Kept, type PublishOptions, type Source } from '#core/hosting/publish.ts'
import { ask } from '#core/hosting/request.ts'
import type { Standing, Target } from '#core/hosting/target.ts'
import { randomBytes, utf8 } from '#core/model/bytes.ts'
import { codeFromBytes } from '#core/model/code.ts'
import { groupCode } from '#core/model/grouping.ts'
import { Problem } from '#core/model/problem.ts'
import { toArmor } from '#core/reply/armor.ts'
import { serveAzurite, serveWebsite } from '#scripts/azurite.ts'

let azurite: Awaited<ReturnType<typeof serveAzurite>>
let website: Awaited<ReturnType<typeof serveWebsite>>
let grants: Grants

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
const owner = () => ({ ...azurite, expires: inHours(24) })
const pagesOrigin = 'https://offers.example.com'

beforeAll(async () => {
  azurite = await serveAzurite()
  website = await serveWebsite(azurite)
  grants = await setUpAccount({ ...owner() })
}, 600_000)

afterAll(async () => {
  await website?.close()
  await azurite?.close()
})

type Tried = Readonly<{ headers?: Record<string, string>; body?: string }>
const blob = { 'x-ms-blob-type': 'BlockBlob' }
const xml = { 'content-type': 'application/xml' }
const aclBody = '<SignedIdentifiers></SignedIdentifiers>'

/** The status of a request that carries nothing but its address. */
async function statusOf(method: string, address: string, { headers = {}, body }: Tried = {}) {
  const response = await fetch(address, { method, headers, ...(body !== undefined && { body }) })
  await response.arrayBuffer()
  return response.status
}

/** What the account's owner reads or does. */
async function asOwner(method: string, address: string, body = '', given: Record<string, string> = {}) {
  const account = await accountOf(azurite.account, azurite.key)
  const headers = await ownHeaders(account, method, address, { ...given, ...(body && xml) }, body)
  const response = await ask(address, { method, headers, ...(body && { body }) })
  return response.text()
}

/** Stands between this program and the network, for one test. */
function onTheWay(
  between: (address: string, init: RequestInit, send: typeof fetch) => Promise<Response>,
): void {
  const send = fetch
  vi.spyOn(globalThis, 'fetch').mockImplementation((address, init = {}) =>
    between(address as string, init, send),
  )
}

afterEach(() => vi.restoreAllMocks())

const clearInbox = () => asOwner('DELETE', `${azurite.endpoints.queue}/inbox/messages`)

describe('an account that is set up', () => {
  it('serves pages, lets them read what the inbox answers, and may be set up again', async () => {
    expect(await setUpAccount({ ...owner() })).toEqual(grants)
    const ofBlobs = await asOwner('GET', `${azurite.endpoints.blob}/?restype=service&comp=properties`)
    expect(ofBlobs).toMatch(/<StaticWebsite><Enabled>true<.*>index\.html<.*>404\.html</)
    const asked = await fetch(handAddress(grants.hand), {
      method: 'POST',
      headers: { origin: pagesOrigin, 'content-type': 'text/plain' },
      body: handBody('read'),
    })
    expect(asked.status).toBe(201)
    expect(asked.headers.get('access-control-allow-origin')).toBe('*')
    await clearInbox()
  })

  it('keeps rules and policies that others have made', async () => {
    const properties = `${azurite.endpoints.queue}/?restype=service&comp=properties`
    const theirs =
      '<AllowedOrigins>https://other.example</AllowedOrigins><AllowedMethods>GET</AllowedMethods><AllowedHeaders>*</AllowedHeaders><ExposedHeaders>*</ExposedHeaders><MaxAgeInSeconds>5</MaxAgeInSeconds>'
    await asOwner(
      'PUT',
      properties,
      `<StorageServiceProperties><Cors><CorsRule>${theirs}</CorsRule></Cors></StorageServiceProperties>`,
    )
    const acl = `${azurite.endpoints.blob}/$web?restype=container&comp=acl`
    const before = await asOwner('GET', acl)
    const other =
      '<SignedIdentifier><Id>other</Id><AccessPolicy><Expiry>2031-01-01T00:00:00Z</Expiry><Permission>r</Permission></AccessPolicy></SignedIdentifier>'
    await asOwner(
      'PUT',
      acl,
      before.slice(before.indexOf('<SignedIdentifiers')).replace('</SignedIdentifiers>', `${other}$&`),
    )
    await setUpAccount({ ...owner() })
    await setUpAccount({ ...owner() })
    const rules = await asOwner('GET', properties)
    expect([...rules.matchAll(/<AllowedOrigins>([^<]*)/g)].map(([, origin]) => origin)).toEqual([
      'https://other.example',
      '*',
    ])
    expect(
      [...(await asOwner('GET', acl)).matchAll(/<Id>([^<]*)/g)]
        .map(([, id]) => id!)
        .sort((a, b) => (a < b ? -1 : 1)),
    ).toEqual(['other', 'publish'])
  })

  it('is ready once its policies count', async () => {
    let early = 2
    onTheWay(async (address, init, send) =>
      new URL(address).searchParams.has('sig') && early-- > 0
        ? new Response('', { status: 403 })
        : send(address, init),
    )
    expect(await renew(owner())).toEqual(grants)
    expect(early).toBeLessThan(0)
  })

  it('names the step that failed', async () => {
    const key = `${'A'.repeat(86)}==`
    await expect(setUpAccount({ ...owner(), key })).rejects.toMatchObject({
      code: 'hostRefused',
      detail: { step: 'website', status: 403 },
    })
    const endpoints = { ...azurite.endpoints, queue: `${azurite.endpoints.queue}no` }
    await expect(setUpAccount({ ...owner(), endpoints })).rejects.toMatchObject({
      detail: { step: 'cors', status: 404 },
    })
    for (const [wrong, path] of [
      [{ key: 'no key' }, 'key'] as const,
      [{ account: 'A/b' }, 'account'] as const,
    ])
      await expect(setUpAccount({ ...owner(), ...wrong })).rejects.toMatchObject({
        code: 'invalid',
        faults: [{ path }],
      })
  })
})

describe('grants', () => {
  it('publish: read, write, delete and list, and nothing of the account', async () => {
    const { pages, standing } = grants.publish
    const file = below(pages, 'tried.html')
    expect(await statusOf('PUT', file, { headers: blob, body: 'x' })).toBe(201)
    expect(await statusOf('GET', file)).toBe(200)
    expect(await statusOf('GET', below(pages, '', { restype: 'container', comp: 'list' }))).toBe(200)
    expect(await statusOf('DELETE', file)).toBe(202)
    for (const granted of [pages, standing]) {
      const acl = below(granted, '', { restype: 'container', comp: 'acl' })
      expect(await statusOf('PUT', acl, { headers: xml, body: aclBody })).toBe(403)
      expect(await statusOf('GET', acl)).toBe(403)
      expect(await statusOf('DELETE', below(granted, '', { restype: 'container' }))).toBe(403)
    }
    expect(await statusOf('GET', below(standing, '', { restype: 'container', comp: 'list' }))).toBe(403)
    expect(await statusOf('PUT', file.replace('/$web/', '/other/'), { headers: blob, body: 'x' })).toBe(403)
    expect(await statusOf('GET', file.replace('/$web/', '/tilbud/'))).toBe(403)
    expect(await statusOf('GET', file.replace(/\?.*/, ''))).not.toBe(200)
    expect(await statusOf('GET', file.replace(/sig=.../, 'sig=AAA'))).toBe(403)
  })

  const messages = (granted: string, query: Record<string, string> = {}) => below(granted, 'messages', query)
  const added = { headers: { 'content-type': 'text/plain' }, body: handBody('x') }

  it('look: to look, and no more', async () => {
    const { look } = grants
    expect(await statusOf('GET', messages(look, { peekonly: 'true' }))).toBe(200)
    expect(await statusOf('GET', messages(look))).toBe(403)
    expect(await statusOf('POST', messages(look), added)).toBe(403)
    expect(await statusOf('DELETE', messages(look))).toBe(403)
    expect(await statusOf('PUT', below(look, '', { comp: 'acl' }), { headers: xml, body: aclBody })).toBe(403)
  })

  it('take: to take and drop, and no more', async () => {
    expect(await statusOf('GET', messages(grants.take))).toBe(200)
    expect(await statusOf('GET', messages(grants.take, { peekonly: 'true' }))).toBe(403)
    expect(await statusOf('POST', messages(grants.take), added)).toBe(403)
    expect(await statusOf('DELETE', messages(grants.take))).toBe(403)
  })

  it('hand: to add, and no more', async () => {
    expect(await statusOf('POST', handAddress(grants.hand), added)).toBe(201)
    expect(await statusOf('GET', messages(grants.hand, { peekonly: 'true' }))).toBe(403)
    expect(await statusOf('GET', messages(grants.hand))).toBe(403)
    expect(await statusOf('DELETE', messages(grants.hand))).toBe(403)
    expect(await statusOf('GET', below(grants.hand, '', { comp: 'metadata' }))).toBe(403)
    expect(
      await statusOf('POST', handAddress(grants.hand), { ...added, body: handBody('x'.repeat(65_537)) }),
    ).toBe(413)
    await clearInbox()
  })

  it('end with their policy, and come back when it is renewed', async () => {
    const ending = new Date(Date.now() + 5000).toISOString()
    expect(await renew({ ...azurite, expires: ending })).toEqual(grants)
    await new Promise((resolve) => setTimeout(resolve, 5000))
    await expect(peek(grants.look)).rejects.toMatchObject({ code: 'hostRefused' })
    await expect(azureTarget(grants.publish, '/').find()).rejects.toMatchObject({ code: 'hostRefused' })
    await renew(owner())
    expect(await peek(grants.look)).toEqual([])
  })

  it('let pages have another address before the old one ends', async () => {
    const next = await rotateHand(owner())
    await hand(grants.hand, 'old')
    await hand(next, 'new')
    expect((await setUpAccount({ ...owner() })).hand).toBe(next)
    await endRotation(azurite)
    await expect(hand(grants.hand, 'old')).rejects.toMatchObject({ code: 'hostRefused' })
    await hand(next, 'new')
    expect((await peek(grants.look)).map(({ text }) => text)).toEqual(['old', 'new', 'new'])
    // A name never comes again: the address of old pages would count with it. There is room for three.
    const rotated = [next]
    for (let n = 0; n < 3; n++) rotated.push(await rotateHand(owner()))
    expect(new Set([grants.hand, ...rotated]).size).toBe(5)
    await expect(hand(rotated[0]!, 'old')).rejects.toMatchObject({ code: 'hostRefused' })
    for (const each of rotated.slice(1)) await hand(each, 'newer')
    await endRotation(azurite)
    await expect(hand(rotated[2]!, 'old')).rejects.toMatchObject({ code: 'hostRefused' })
    grants = await renew(owner())
    expect(grants.hand).toBe(rotated[3])
    await clearInbox()
  })
})

/** A site whose pages are known by number, each with a text. */
function sourceOf(texts: Readonly<Record<string, string>>, number: number, workspace = 'ours'): Source {
  return {
    workspace,
    number,
    digest: `${workspace} ${number}`,
    marks: new Map(Object.entries(texts).map(([path, text]) => [path, `mark_${text}`])),
    async *draw(paths) {
      for (const path of paths) yield { path, bytes: utf8(texts[path]!) }
    },
  }
}

const pageOf = (n: number) =>
  `4839201/${groupCode(codeFromBytes(new Uint8Array(10).fill(n))).toLowerCase()}/index.html`

/** A browser that publishes and keeps what it knows. */
function publisher(base: string, workspace = 'ours') {
  let kept: Kept | null = null
  return (texts: Record<string, string>, number: number, more: Partial<PublishOptions & Target> = {}) =>
    publishTo({ ...azureTarget(grants.publish, base), ...more }, sourceOf(texts, number, workspace), {
      kept,
      keep: async (now) => void (kept = now),
      isOurs: (standing) => standing.workspace === workspace,
      ...more,
    })
}

const read = async (path: string) => {
  const response = await fetch(website.address + path)
  return { status: response.status, text: await response.text(), headers: response.headers }
}

describe('pages in Azure', () => {
  it('are put, served, left alone where nothing changed, and taken away', async () => {
    const publish = publisher('/first/')
    const site = { 'index.html': 'list', '_astro/a.js': 'script', [pageOf(1)]: 'one', [pageOf(2)]: 'two' }
    expect((await publish(site, 1)).put).toHaveLength(4)
    const page = await read(`/first/${pageOf(1).replace('index.html', '')}`)
    expect([page.status, page.text]).toEqual([200, 'one'])
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.headers.get('cache-control')).toBe('no-cache')
    expect((await read('/first/_astro/a.js')).headers.get('cache-control')).toContain('immutable')
    expect((await publish(site, 2)).put).toEqual([])
    expect((await publish({ ...site, [pageOf(2)]: 'more' }, 3)).put).toEqual([pageOf(2)])
    const { [pageOf(1)]: _, ...without } = site
    expect((await publish(without, 4)).removed).toEqual([pageOf(1)])
    expect((await read(`/first/${pageOf(1)}`)).status).toBe(404)
  })

  it('are put where none lies, and never over another', async () => {
    const target = azureTarget(grants.publish, '/new/')
    const file = (text: string) => ({ path: pageOf(1), bytes: utf8(text), mark: text })
    expect(await target.putNew!(file('one'))).toBe(true)
    expect(await target.putNew!(file('other'))).toBe(false)
    expect((await read(`/new/${pageOf(1)}`)).text).toBe('one')
    expect(await target.list(null)).toEqual(new Map([[pageOf(1), { mark: 'one' }]]))
  })

  it('are many, and each lies where its site lies', async () => {
    const target = azureTarget(grants.publish, '/many/site')
    const files = Array.from({ length: 600 }, (_, n) => ({
      path: `4839201/${n}/index.html`,
      bytes: utf8(`page ${n}`),
      mark: `mark${n}`,
    }))
    for (let at = 0; at < 600; at += 50) await Promise.all(files.slice(at, at + 50).map(target.put))
    const around = [azureTarget(grants.publish, '/many'), azureTarget(grants.publish, '/many/site2')]
    await around[1]!.put({ path: 'a&b <c>.html', bytes: utf8('beside'), mark: 'beside' })
    const held = await azureTarget(grants.publish, '/many/site/', { listed: 250 }).list(null)
    expect(held).toEqual(new Map(files.map(({ path, mark }) => [path, { mark }])))
    // A site does not take the files of one in its folder for its own.
    const outer = await around[0]!.list(null)
    expect(outer.size).toBe(601)
    expect(new Set([...outer.values()].map(({ mark }) => mark))).toEqual(new Set(['']))
    expect([...(await around[1]!.list(null))]).toEqual([['a&b <c>.html', { mark: 'beside' }]])
    let requests = 0
    onTheWay((address, init, send) => {
      requests++
      return send(address, init)
    })
    await target.remove([...files.map(({ path }) => path), 'never/there.html'])
    expect(requests).toBe(3)
    expect((await target.list(null)).size).toBe(0)
    expect((await around[0]!.list(null)).size).toBe(1)
  })

  it('say which of them could not be taken away', async () => {
    const target = azureTarget(grants.publish, '/held/')
    for (const path of ['one', 'two']) await target.put({ path, bytes: utf8(path), mark: 'm' })
    const file = `${azurite.endpoints.blob}/$web/held/two`
    const lease = { 'x-ms-lease-action': 'acquire', 'x-ms-lease-duration': '15' }
    await asOwner('PUT', `${file}?comp=lease`, '', lease)
    await expect(target.remove(['one', 'two'])).rejects.toMatchObject({
      code: 'hostFailed',
      detail: { status: 412, reason: 'LeaseIdMissing' },
    })
    expect([...(await target.list(null)).keys()]).toEqual(['two'])
  })

  it('are refused where their bytes changed on the way', async () => {
    const request = { method: 'PUT', headers: { ...blob, 'content-md5': `${'A'.repeat(22)}==` }, body: 'x' }
    const file = below(grants.publish.pages, 'md5')
    await expect(ask(file, request)).rejects.toMatchObject({ code: 'hostFailed', detail: { status: 400 } })
    expect(await statusOf('GET', file)).toBe(404)
    onTheWay((address, init, send) => send(address, { ...init, body: 'Page' }))
    const put = azureTarget(grants.publish, '/').put({ path: 'md5', bytes: utf8('page'), mark: 'm' })
    await expect(put).rejects.toMatchObject({ code: 'hostFailed', detail: { status: 400 } })
  })

  it('are put by the next run where one was killed, whole at any time', async () => {
    const publish = publisher('/killed/')
    const texts = (version: string) =>
      Object.fromEntries(Array.from({ length: 40 }, (_, n) => [pageOf(n), `${version} ${n}`]))
    await publish(texts('old'), 1)
    let left = 15
    const { put } = azureTarget(grants.publish, '/killed/')
    const dying: Target['put'] = async (file) => {
      if (left-- <= 0) throw new Problem('hostUnreachable')
      return put(file)
    }
    await expect(publish(texts('new'), 2, { put: dying })).rejects.toMatchObject({ code: 'hostUnreachable' })
    const found = await Promise.all(Object.keys(texts('')).map((path) => read(`/killed/${path}`)))
    expect(new Set(found.map(({ text }) => text.slice(0, 3)))).toEqual(new Set(['new', 'old']))
    expect((await publish(texts('new'), 2)).put).toHaveLength(25)
    const after = await Promise.all(Object.keys(texts('')).map((path) => read(`/killed/${path}`)))
    expect(after.map(({ text }) => text)).toEqual(Object.values(texts('new')))
  })

  it('are one browser’s at a time', async () => {
    const [one, other] = [publisher('/two/'), publisher('/two/', 'theirs')]
    const ends = await Promise.allSettled([one({ [pageOf(1)]: 'one' }, 1), other({ [pageOf(2)]: 'two' }, 1)])
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'hostTaken' } })
    expect((await azureTarget(grants.publish, '/two/').list(null)).size).toBe(1)
    // Sites in other folders have a standing of their own.
    expect(await azureTarget(grants.publish, '/three/').find()).toBeNull()
  })

  it('stand under the tag that was read, or not at all', async () => {
    const target = azureTarget(grants.publish, '/tag/')
    const standing = (number: number): Standing => ({
      workspace: 'w',
      number,
      digest: `${number}`,
      retired: [],
    })
    await expect(target.claim(standing(1), '"0x0"')).rejects.toMatchObject({ code: 'hostTaken' })
    await target.claim(standing(1), null)
    await expect(target.claim(standing(2), null)).rejects.toMatchObject({ code: 'hostTaken' })
    const found = await target.find()
    expect(found?.standing).toEqual(standing(1))
    await target.claim(standing(2), found!.tag)
    await expect(target.claim(standing(3), found!.tag)).rejects.toMatchObject({ code: 'hostTaken' })
    let lost = 1
    onTheWay(async (address, init, send) => {
      const response = await send(address, init)
      if (init.method === 'PUT' && lost-- > 0) throw new TypeError('The answer is lost.')
      return response
    })
    await target.claim(standing(3), (await target.find())!.tag)
    expect(lost).toBeLessThan(0)
    expect((await target.find())?.standing).toEqual(standing(3))
    await ask(below(grants.publish.standing, 'tag/publication.json'), {
      method: 'PUT',
      headers: blob,
      body: 'no standing',
    })
    expect((await target.find())?.standing.workspace).toBe('')
  })
})

describe('answers in Azure', () => {
  it('come home', async () => {
    const armor = toArmor(randomBytes(900))
    await hand(grants.hand, armor)
    expect(await peek(grants.look)).toEqual([{ id: expect.any(String), text: armor }])
    const [message] = await take(grants.take)
    expect(message!.text).toBe(armor)
    expect(await peek(grants.look)).toEqual([])
    await drop(grants.take, message!)
    await drop(grants.take, message!)
    expect(await take(grants.take)).toEqual([])
  })

  it('are there again where a browser ended before it dropped them', async () => {
    await hand(grants.hand, 'kept')
    const [first] = await take(grants.take, 1)
    expect(await take(grants.take, 1)).toEqual([])
    await new Promise((resolve) => setTimeout(resolve, 1100))
    const [again] = await take(grants.take, 1)
    expect([again!.id, again!.text]).toEqual([first!.id, 'kept'])
    // An old receipt drops nothing.
    await drop(grants.take, first!)
    await new Promise((resolve) => setTimeout(resolve, 1100))
    const [last] = await take(grants.take, 1)
    expect(last!.id).toBe(first!.id)
    await drop(grants.take, last!)
    await new Promise((resolve) => setTimeout(resolve, 1100))
    expect(await take(grants.take)).toEqual([])
  })

  it('are text, whatever somebody sends', async () => {
    const odd = ['', ' <b>&amp;</b> ]]> ', '&#x1f600; &lt;', 'åøæ 😀', 'two\nlines', '\r\n', '</MessageText>']
    for (const text of odd) await hand(grants.hand, text)
    expect((await peek(grants.look)).map(({ text }) => text)).toEqual(odd)
    for (const message of await take(grants.take)) await drop(grants.take, message)
  })

  it('are taken 32 at a time, and kept for 90 days', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, n) => hand(grants.hand, `${n}`)))
    const address = below(grants.look, 'messages', { peekonly: 'true' })
    const expires = /<ExpirationTime>([^<]*)/.exec(await (await fetch(address)).text())![1]!
    expect(Math.round((Date.parse(expires) - Date.now()) / 86_400_000)).toBe(90)
    const [first, second] = [await take(grants.take), await take(grants.take)]
    expect([first.length, second.length]).toEqual([32, 8])
    expect(new Set([...first, ...second].map(({ text }) => text)).size).toBe(40)
    await clearInbox()
  })

  it('are too long above 64 KiB', async () => {
    await expect(hand(grants.hand, 'x'.repeat(65_537))).rejects.toMatchObject({
      code: 'hostFailed',
      detail: { status: 413 },
    })
  })
})
