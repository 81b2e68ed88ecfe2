import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { webdavTarget } from '#core/hosting/webdav.ts'
import { utf8 } from '#core/model/bytes.ts'
import { Problem } from '#core/model/problem.ts'
import { serveWithWebdav, type WebdavServer } from '#scripts/webdav.ts'
import { contentsOf, folderOf, pageOf, Publisher, sample, scriptOf } from '#test/core/hosting/samples.ts'
import { relayTo, type Relay } from '#test/support/relay.ts'

const user = 'kari nordmann'
const password = 'blåbær:på tur'
const standingFile = 'tilbud-publication.json'

let folder: string
let root: string
let server: WebdavServer
/** The folder of the site, with symbols that an address has in another form. */
let site: string
let dav: string
let address: string
let tests = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tilbud-webdav-'))
  root = join(folder, 'root')
  await mkdir(root)
  // As root, Apache serves as somebody else, who must be let in.
  await chmod(folder, 0o755)
  await chmod(root, 0o777)
  server = await serveWithWebdav(root, {
    user,
    password,
    more: `
RedirectMatch 507 "^/dav/.*/full\\.html$"
<LocationMatch "/(\\.ht|denied)">
  Require all denied
</LocationMatch>`,
  })
})
afterAll(async () => {
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

const relays: Relay[] = []
beforeEach(async () => {
  const name = `våre tilbud æ ${++tests}`
  site = join(root, name)
  await mkdir(site)
  await chmod(site, 0o777)
  dav = `${server.dav}${name}`
  address = `${server.address}/${encodeURIComponent(name)}/`
})
afterEach(async () => {
  for (const relay of relays.splice(0)) await relay.close()
})

/** A relay between a publisher and the server, which says what was asked. */
async function relayed(
  ...options: Parameters<typeof relayTo> extends [string, ...infer Rest] ? Rest : never
) {
  const relay = await relayTo(server.address, ...options)
  relays.push(relay)
  return { ...relay, dav: dav.replace(server.address, relay.address) }
}

const targetAt = (at = dav) => webdavTarget({ address: at, user, password })
const publisherAt = (at = dav, workspace = 'ours') => new Publisher(() => targetAt(at), workspace)
const put = (path: string, text: string, target = targetAt()) =>
  target.put({ path, bytes: utf8(text), mark: 'mark' })

/** Every file that lies there, by its path, without what says which publication it is. */
async function filesThere(): Promise<Map<string, string>> {
  const entries = await readdir(site, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && entry.name !== standingFile)
  return new Map(
    await Promise.all(
      files.map(async ({ parentPath, name }) => {
        const path = join(parentPath, name)
        return [path.slice(site.length + 1), await readFile(path, 'utf8')] as const
      }),
    ),
  )
}

describe('a folder on a web hotel', () => {
  it('takes files, tells what lies there, and gives them up with their folders', async () => {
    const target = targetAt()
    await Promise.all([
      put(pageOf(1), 'one', target),
      put(pageOf(2), 'two', target),
      put('index.html', 'all'),
    ])
    await put(pageOf(1), 'one, changed')
    expect(await (await fetch(address + folderOf(1))).text()).toBe('one, changed')
    const held = await targetAt().list(null)
    expect(held).toEqual(new Map(['index.html', pageOf(1), pageOf(2)].map((path) => [path, { mark: '' }])))
    await target.remove([pageOf(1), pageOf(7)])
    expect(await readdir(join(site, '4839201'))).toEqual([folderOf(2).slice('4839201/'.length, -1)])
    await target.remove([pageOf(2)])
    expect(await readdir(site)).toEqual(['index.html'])
  })

  it('takes a file where none lies, and never over another', async () => {
    const file = (text: string) => ({ path: pageOf(1), bytes: utf8(text), mark: text })
    expect(await targetAt().putNew!(file('one'))).toBe(true)
    expect(await targetAt().putNew!(file('other'))).toBe(false)
    expect(await filesThere()).toEqual(new Map([[pageOf(1), 'one']]))
  })

  it('keeps every folder in which others have put something', async () => {
    await put(pageOf(1), 'one')
    await writeFile(join(site, folderOf(1), 'theirs.txt'), 'theirs')
    await targetAt().remove([pageOf(1)])
    expect([...(await filesThere()).keys()]).toEqual([`${folderOf(1)}theirs.txt`])
  })

  it('is the same folder with a slash at its end and without', async () => {
    await put('a.txt', 'a', targetAt(`${dav}/`))
    await put('b.txt', 'b', targetAt(dav))
    expect([...(await filesThere()).keys()].sort()).toEqual(['a.txt', 'b.txt'])
    expect((await readdir(root)).filter((name) => name.endsWith('.txt'))).toEqual([])
  })

  it('makes a folder again that somebody has taken away meanwhile', async () => {
    const target = targetAt()
    await put(pageOf(1), 'one', target)
    await rm(join(site, '4839201'), { recursive: true })
    await put(pageOf(1), 'one', target)
    expect((await filesThere()).get(pageOf(1))).toBe('one')
  })

  it('goes without what the server keeps to itself', async () => {
    await put('.htaccess', 'ErrorDocument 404 /404.html')
    expect((await filesThere()).size).toBe(0)
  })

  it('refuses a wrong password, a folder that is read alone, and a redirect, and says when it is full or gone', async () => {
    const wrong = webdavTarget({ address: dav, user, password: 'blåbær' })
    await expect(wrong.find()).rejects.toMatchObject({ code: 'hostRefused', detail: { status: 401 } })
    await expect(put('full.html', 'much')).rejects.toMatchObject({ code: 'hostFull' })
    await expect(put('index.html', 'all', targetAt(dav.replace('/dav/', '/moved/')))).rejects.toMatchObject({
      code: 'hostUnreachable',
    })
    await expect(targetAt(`${dav}/nowhere`).list(null)).rejects.toMatchObject({
      code: 'hostFailed',
      detail: { status: 404 },
    })
    await expect(put('denied.html', 'all')).rejects.toMatchObject({ code: 'hostRefused' })
    await chmod(site, 0o555)
    await expect(put('index.html', 'all')).rejects.toMatchObject({
      code: 'hostFailed',
      detail: { status: 500 },
    })
    await chmod(site, 0o777)
    const relay = await relayed()
    await relay.close()
    relays.pop()
    await expect(targetAt(relay.dav).find()).rejects.toMatchObject({ code: 'hostUnreachable' })
    expect((await filesThere()).size).toBe(0)
  })

  it('gives a reader no torn page and no missing one while a page is put anew', async () => {
    const size = 200_000
    await put(pageOf(1), 'A'.repeat(size))
    const over = new AbortController()
    let reads = 0
    const broken: string[] = []
    const reader = async () => {
      while (!over.signal.aborted) {
        const response = await fetch(address + folderOf(1))
        const text = await response.text()
        reads++
        if (text !== text[0]!.repeat(size)) broken.push(`${response.status} ${text.length}`)
      }
    }
    const readers = Promise.all([reader(), reader()])
    for (let turn = 0; turn < 30; turn++) await put(pageOf(1), 'ABC'[turn % 3]!.repeat(size))
    over.abort()
    await readers
    expect(reads).toBeGreaterThan(10)
    expect(broken).toEqual([])
  })
})

describe('which publication lies in a folder', () => {
  const standing = { workspace: 'ours', number: 1, digest: 'one', retired: [] }

  it('is found again, and replaced only by who knows it', async () => {
    const target = targetAt()
    expect(await target.find()).toBeNull()
    await target.claim(standing, null)
    const found = await target.find()
    expect(found?.standing).toEqual(standing)
    await expect(target.claim({ ...standing, number: 2 }, null)).rejects.toMatchObject({ code: 'hostTaken' })
    await target.claim({ ...standing, number: 2 }, found!.tag)
    await expect(target.claim({ ...standing, number: 3 }, found!.tag)).rejects.toMatchObject({
      code: 'hostTaken',
    })
    expect((await target.find())?.standing.number).toBe(2)
  })

  it('is one alone when several write at once', async () => {
    const target = targetAt()
    const claims = (tag: string | null) =>
      Promise.allSettled([2, 3, 4, 5].map((number) => target.claim({ ...standing, number }, tag)))
    const fulfilled = (ends: readonly PromiseSettledResult<void>[]) =>
      ends.filter(({ status }) => status === 'fulfilled').length
    expect(fulfilled(await claims(null))).toBe(1)
    // Until then the server gives a weak ETag, which no condition takes.
    await new Promise((resolve) => setTimeout(resolve, 1100))
    expect(fulfilled(await claims((await target.find())!.tag))).toBe(1)
  })

  it('is read again where a server knows no conditions', async () => {
    const blind = await relayed({
      change: (headers) => {
        delete headers['if-match']
        delete headers['if-none-match']
      },
    })
    const target = targetAt(blind.dav)
    await target.claim(standing, null)
    await expect(target.claim({ ...standing, number: 2 }, null)).rejects.toMatchObject({ code: 'hostTaken' })
    await target.claim({ ...standing, number: 2 }, (await target.find())!.tag)
    expect((await target.find())?.standing.number).toBe(2)
  })

  it('is claimed although the answer to the claim was lost', async () => {
    let lost = 0
    const relay = await relayed({ lose: (method) => method === 'PUT' && lost++ === 0 })
    await targetAt(relay.dav).claim(standing, null)
    expect(relay.log.filter((line) => line.startsWith('PUT'))).toHaveLength(2)
    expect((await targetAt().find())?.standing).toEqual(standing)
  })

  it('is nobody’s when the file cannot be read, and a person may replace it', async () => {
    await writeFile(join(site, standingFile), '{"workspace":"ours","num', { mode: 0o666 })
    await expect(publisherAt().publish(sample(1, 1), 1)).rejects.toMatchObject({ code: 'hostTaken' })
    await publisherAt().publish(sample(1, 1), 1, { mayReplace: true })
    expect((await targetAt().find())?.standing.workspace).toBe('ours')
  })
})

describe('publishing to a folder', () => {
  it('brings a thousand pages, then nothing, then the one that changed', async () => {
    const first = sample(1, 1000)
    const relay = await relayed()
    const publisher = publisherAt(relay.dav)
    const done = await publisher.publish(first, 1)
    expect(done.put).toHaveLength(1003)
    expect(await filesThere()).toEqual(contentsOf(first))
    expect(relay.log.filter((line) => line.startsWith('MKCOL'))).toHaveLength(1002)

    relay.log.length = 0
    expect((await publisher.publish(first, 2)).put).toEqual([])
    const idle = relay.log.length
    expect(idle).toBeLessThan(6)

    relay.log.length = 0
    const texts = first.texts.map((text, n) => (n === 700 ? 'changed' : text))
    const third = await publisher.publish({ ...first, texts }, 3)
    expect(third).toEqual({ put: [pageOf(700)], removed: [], files: 1003 })
    expect(relay.log).toHaveLength(idle + 1)
    expect(await filesThere()).toEqual(contentsOf({ ...first, texts }))
  })

  it('puts all again where nobody knows any more what lies there, and takes away what is gone', async () => {
    await publisherAt().publish(sample(1, 3), 1)
    // The same workspace in another browser.
    const done = await publisherAt().publish(sample(2, 2), 2)
    expect(done.put).toHaveLength(5)
    expect(done.removed).toEqual([pageOf(2)])
    const wanted = contentsOf(sample(2, 2))
    // A script that is named by its content stays: whose it is nobody knows.
    expect(await filesThere()).toEqual(wanted.set(scriptOf(1), '// script 1'))
  })

  it('takes away a page that a run has put which ended on the way, when its offer is no more', async () => {
    const publisher = publisherAt()
    await publisher.publish(sample(1, 2), 1)
    const onPart = () => {
      throw new Problem('stopped')
    }
    await expect(publisher.publish(sample(1, 3), 2, { onPart })).rejects.toMatchObject({ code: 'stopped' })
    expect((await filesThere()).has(pageOf(2))).toBe(true)
    expect((await publisher.publish(sample(1, 2), 3)).removed).toEqual([pageOf(2)])
    expect(await filesThere()).toEqual(contentsOf(sample(1, 2)))
  })

  it('lets one of two browsers through, and stops the other before it touches anything', async () => {
    const [one, other] = [publisherAt(), publisherAt(dav, 'theirs')]
    await one.publish(sample(1, 2), 1)
    const before = await filesThere()
    await expect(other.publish(sample(1, 2, 'theirs'), 1)).rejects.toMatchObject({ code: 'hostTaken' })
    expect(await filesThere()).toEqual(before)
    await other.publish(sample(1, 2, 'theirs'), 1, { mayReplace: true })
    await expect(one.publish(sample(1, 2, 'ours'), 2)).rejects.toMatchObject({ code: 'hostTaken' })
    expect(await filesThere()).toEqual(contentsOf(sample(1, 2, 'theirs')))
  })

  it('asks before it replaces what others have put there', async () => {
    await mkdir(join(site, '2024', 'our-team'), { recursive: true })
    await writeFile(join(site, 'index.html'), 'theirs', { mode: 0o666 })
    await writeFile(join(site, '2024', 'our-team', 'index.html'), 'theirs')
    await expect(publisherAt().publish(sample(1, 1), 1)).rejects.toMatchObject({
      code: 'hostForeign',
      detail: { n: 1, path: 'index.html' },
    })
    const publisher = publisherAt()
    await publisher.publish(sample(1, 1), 1, { mayReplace: true })
    await publisher.publish(sample(1, 0), 2)
    expect((await filesThere()).get('2024/our-team/index.html')).toBe('theirs')
    expect((await filesThere()).has(pageOf(0))).toBe(false)
  })

  it('leaves whole pages when it is killed, and the next run puts what is missing', async () => {
    const pages = 150
    const kept = join(folder, `kept-${tests}.json`)
    /** @param last the file after which it is killed */
    const run = (script: number, text: string, number: number, last = Infinity) =>
      spawn(
        process.execPath,
        [
          'test/core/hosting/publishing.ts',
          ...[dav, user, password, kept, script, pages, text, number, last].map(String),
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      )
    /** @returns how many files it put, and the signal that ended it */
    const ended = async (child: ReturnType<typeof run>) => {
      let put = 0
      child.stdout.on('data', (dots: Buffer) => (put += dots.length))
      const [, signal] = await once(child, 'close')
      return { put, signal }
    }
    expect(await ended(run(1, 'first', 1))).toEqual({ put: pages + 3, signal: null })

    const over = new AbortController()
    const broken: string[] = []
    const reader = (async () => {
      for (let n = 0; !over.signal.aborted; n = (n + 1) % pages) {
        const text = await (await fetch(address + folderOf(n))).text()
        const line = text.slice(0, text.indexOf('\n') + 1)
        const script = /loads (\S+)</.exec(line)?.[1]
        const isWhole = script && text === line.repeat(200) && (await fetch(address + script)).ok
        if (!isWhole) broken.push(`${n}: ${line}`)
      }
    })()
    for (const [turn, last] of [1, 40, 149].entries()) {
      const [script, text, number] = [turn + 2, `turn ${turn}`, turn + 2]
      expect(await ended(run(script, text, number, last))).toEqual({ put: last, signal: 'SIGKILL' })
      // A listing has no hashes: what was put since it was last kept what lies there is put again.
      const { put } = await ended(run(script, text, number))
      expect(put).toBeGreaterThanOrEqual(pages + 2 - last)
      const there = await filesThere()
      for (const [path, content] of contentsOf(sample(script, pages, text)))
        expect(there.get(path)).toBe(content)
    }
    over.abort()
    await reader
    expect(broken).toEqual([])
  })
})
