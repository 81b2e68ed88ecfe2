import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { azureTarget } from '#core/hosting/azure/blobs.ts'
import { below } from '#core/hosting/azure/sign.ts'
import { publishTo, type Kept, type PublishOptions, type Source } from '#core/hosting/publish.ts'
import { ask } from '#core/hosting/request.ts'
import type { Standing, Target } from '#core/hosting/target.ts'
import { utf8 } from '#core/model/bytes.ts'
import { codeFromBytes } from '#core/model/code.ts'
import { groupCode } from '#core/model/grouping.ts'
import { Problem } from '#core/model/problem.ts'
import { serveWebsite } from '#scripts/azurite.ts'
import { asOwner, blob, onTheWay, statusOf, useAzure } from '#test/core/hosting/azurite.ts'

const azure = useAzure()

let website: Awaited<ReturnType<typeof serveWebsite>>
beforeAll(async () => {
  website = await serveWebsite(azure.storage)
})
afterAll(() => website?.close())

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
    publishTo({ ...azureTarget(azure.grants.publish, base), ...more }, sourceOf(texts, number, workspace), {
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

  it('are many, and each lies where its site lies', async () => {
    const target = azureTarget(azure.grants.publish, '/many/site')
    const files = Array.from({ length: 600 }, (_, n) => ({
      path: `4839201/${n}/index.html`,
      bytes: utf8(`page ${n}`),
      mark: `mark${n}`,
    }))
    for (let at = 0; at < 600; at += 50) await Promise.all(files.slice(at, at + 50).map(target.put))
    const around = [
      azureTarget(azure.grants.publish, '/many'),
      azureTarget(azure.grants.publish, '/many/site2'),
    ]
    await around[1]!.put({ path: 'a&b <c>.html', bytes: utf8('beside'), mark: 'beside' })
    const held = await azureTarget(azure.grants.publish, '/many/site/', { listed: 250 }).list(null)
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
    const target = azureTarget(azure.grants.publish, '/held/')
    for (const path of ['one', 'two']) await target.put({ path, bytes: utf8(path), mark: 'm' })
    const file = `${azure.storage.endpoints.blob}/$web/held/two`
    const lease = { 'x-ms-lease-action': 'acquire', 'x-ms-lease-duration': '15' }
    await asOwner(azure, 'PUT', `${file}?comp=lease`, '', lease)
    await expect(target.remove(['one', 'two'])).rejects.toMatchObject({
      code: 'hostFailed',
      detail: { status: 412, reason: 'LeaseIdMissing' },
    })
    expect([...(await target.list(null)).keys()]).toEqual(['two'])
  })

  it('are refused where their bytes changed on the way', async () => {
    const request = { method: 'PUT', headers: { ...blob, 'content-md5': `${'A'.repeat(22)}==` }, body: 'x' }
    const file = below(azure.grants.publish.pages, 'md5')
    await expect(ask(file, request)).rejects.toMatchObject({ code: 'hostFailed', detail: { status: 400 } })
    expect(await statusOf('GET', file)).toBe(404)
    onTheWay((address, init, send) => send(address, { ...init, body: 'Page' }))
    const put = azureTarget(azure.grants.publish, '/').put({ path: 'md5', bytes: utf8('page'), mark: 'm' })
    await expect(put).rejects.toMatchObject({ code: 'hostFailed', detail: { status: 400 } })
  })

  it('are put by the next run where one was killed, whole at any time', async () => {
    const publish = publisher('/killed/')
    const texts = (version: string) =>
      Object.fromEntries(Array.from({ length: 40 }, (_, n) => [pageOf(n), `${version} ${n}`]))
    await publish(texts('old'), 1)
    let left = 15
    const { put } = azureTarget(azure.grants.publish, '/killed/')
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
    expect((await azureTarget(azure.grants.publish, '/two/').list(null)).size).toBe(1)
    // Sites in other folders have a standing of their own.
    expect(await azureTarget(azure.grants.publish, '/three/').find()).toBeNull()
  })

  it('stand under the tag that was read, or not at all', async () => {
    const target = azureTarget(azure.grants.publish, '/tag/')
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
    await ask(below(azure.grants.publish.standing, 'tag/publication.json'), {
      method: 'PUT',
      headers: blob,
      body: 'no standing',
    })
    expect((await target.find())?.standing.workspace).toBe('')
  })
})
