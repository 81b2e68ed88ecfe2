import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { publishTo, type Kept, type PublishOptions, type Source } from '#core/hosting/publish.ts'
import type { MarkedFile } from '#core/hosting/target.ts'
import { utf8 } from '#core/model/bytes.ts'
import { codeFromBytes } from '#core/model/code.ts'
import { groupCode } from '#core/model/grouping.ts'
import { Problem } from '#core/model/problem.ts'
import { MemoryHost } from '#test/core/hosting/memory.ts'

const pageOf = (n: number) =>
  `4839201/${groupCode(codeFromBytes(new Uint8Array(10).fill(n))).toLowerCase()}/index.html`

/** Which offers a site has, each with the version of its text, which may link to another one, and which script all load. */
type Site = Readonly<{
  script: number
  pages: ReadonlyMap<number, Readonly<{ text: number; next?: number }>>
}>

const scriptOf = (version: number) => `_astro/page.${version}.js`

/** The content of a file tells what it loads and links to, as a page's does. */
function contentsOf({ script, pages }: Site): Map<string, string> {
  return new Map([
    [scriptOf(script), `script ${script}`],
    ['index.html', `loads ${scriptOf(script)}`],
    ...[...pages].map(([n, { text, next }]) => {
      const link = next !== undefined && pages.has(next) ? ` links ${pageOf(next)}` : ''
      return [pageOf(n), `text ${text} loads ${scriptOf(script)}${link}`] as const
    }),
  ])
}

function sourceOf(site: Site, number: number, digest = `digest ${number}`): Source {
  const contents = contentsOf(site)
  return {
    workspace: 'ours',
    number,
    digest,
    marks: new Map([...contents].map(([path, content]) => [path, `mark ${content}`])),
    async *draw(paths) {
      for (const path of paths) yield { path, bytes: utf8(contents.get(path)!) }
    },
  }
}

/** What a reader of the host would meet that is not whole. */
function brokenIn(
  read: Iterable<readonly [string, MarkedFile]>,
  files: ReadonlyMap<string, MarkedFile>,
): string[] {
  return [...read].flatMap(([path, { bytes }]) =>
    [...new TextDecoder().decode(bytes).matchAll(/(?:loads|links) (\S+)/g)].flatMap(([, needed]) =>
      files.has(needed!) ? [] : `${path} lacks ${needed}`,
    ),
  )
}

/** A browser that publishes and keeps what it knows. */
class Publisher {
  kept: Kept | null = null
  readonly digests = new Set<string>()

  publish(host: MemoryHost, source: Source, more: Partial<PublishOptions> = {}) {
    this.digests.add(source.digest)
    return publishTo(host.target(), source, {
      kept: this.kept,
      keep: async ({ digest, held }) => void (this.kept = { digest, held: new Map(held) }),
      isOurs: ({ digest }) => this.digests.has(digest),
      ...more,
    })
  }
}

const pages = fc
  .uniqueArray(
    fc.record({
      n: fc.nat(7),
      text: fc.nat(2),
      next: fc.option(fc.nat(7), { nil: undefined }),
    }),
    { selector: ({ n }) => n, maxLength: 8 },
  )
  .map((list) => new Map(list.map(({ n, text, next }) => [n, { text, ...(next !== undefined && { next }) }])))
const sites = fc.record({ script: fc.nat(2), pages })

const site = (script: number, pages: Record<number, { text: number; next?: number }>): Site => ({
  script,
  pages: new Map(Object.entries(pages).map(([n, page]) => [Number(n), page])),
})

describe('publishing to a host', () => {
  it('puts only what is not there yet', async () => {
    const host = new MemoryHost()
    const publisher = new Publisher()
    await publisher.publish(host, sourceOf(site(1, { 1: { text: 1 }, 2: { text: 1 } }), 1))
    host.log.length = 0
    const done = await publisher.publish(host, sourceOf(site(1, { 1: { text: 1 }, 2: { text: 2 } }), 2))
    expect(done).toEqual({ put: [pageOf(2)], removed: [], files: 4 })
    expect(host.log).toEqual(['claim', `put ${pageOf(2)}`])
  })

  it('takes away pages that are gone, and scripts one publication later', async () => {
    const host = new MemoryHost()
    const publisher = new Publisher()
    await publisher.publish(host, sourceOf(site(1, { 1: { text: 1 }, 2: { text: 1 } }), 1))
    const second = await publisher.publish(host, sourceOf(site(2, { 1: { text: 1 } }), 2))
    expect(second.removed).toEqual([pageOf(2)])
    expect(host.files.has(scriptOf(1))).toBe(true)
    const third = await publisher.publish(host, sourceOf(site(2, { 1: { text: 2 } }), 3))
    expect(third.removed).toEqual([scriptOf(1)])
  })

  it('keeps scripts for pages that are open when a run that ended on the way goes on', async () => {
    const host = new MemoryHost()
    const publisher = new Publisher()
    await publisher.publish(host, sourceOf(site(1, { 1: { text: 1 } }), 1))
    host.dieAfter(2)
    const next = sourceOf(site(2, { 1: { text: 1 } }), 2)
    await expect(publisher.publish(host, next)).rejects.toMatchObject({ code: 'hostUnreachable' })
    host.dieAfter(Infinity)
    expect((await publisher.publish(host, next)).removed).toEqual([])
    expect((await publisher.publish(host, next)).removed).toEqual([])
    const third = await publisher.publish(host, sourceOf(site(2, { 1: { text: 2 } }), 3))
    expect(third.removed).toEqual([scriptOf(1)])
  })

  it('leaves whole pages wherever it ends, and the next run does the rest', async () => {
    await fc.assert(
      fc.asyncProperty(sites, sites, fc.nat(20), async (before, after, operations) => {
        const host = new MemoryHost()
        const publisher = new Publisher()
        await publisher.publish(host, sourceOf(before, 1))
        host.dieAfter(operations)
        await publisher.publish(host, sourceOf(after, 2)).catch(() => null)
        const wanted = contentsOf(after)
        // Whoever has the address of a page that stays finds it whole, and whatever it leads to.
        const known = [...host.files].filter(([path]) => contentsOf(before).has(path) && wanted.has(path))
        expect(brokenIn(known, host.files)).toEqual([])
        host.dieAfter(Infinity)
        await publisher.publish(host, sourceOf(after, 2))
        expect(brokenIn(host.files, host.files)).toEqual([])
        const there = [...host.files].filter(([path]) => !path.startsWith('_astro/') || wanted.has(path))
        expect(new Map(there.map(([path, { bytes }]) => [path, new TextDecoder().decode(bytes)]))).toEqual(
          wanted,
        )
      }),
    )
  })

  it('stops before it touches anything where another browser has published', async () => {
    const host = new MemoryHost()
    const [one, other] = [new Publisher(), new Publisher()]
    await one.publish(host, sourceOf(site(1, { 1: { text: 1 } }), 1))
    host.log.length = 0
    await expect(other.publish(host, sourceOf(site(1, { 2: { text: 1 } }), 2))).rejects.toMatchObject({
      code: 'hostTaken',
    })
    expect(host.log).toEqual([])
    await other.publish(host, sourceOf(site(1, { 2: { text: 1 } }), 2), { mayReplace: true })
    await expect(one.publish(host, sourceOf(site(1, { 1: { text: 2 } }), 3))).rejects.toMatchObject({
      code: 'hostTaken',
    })
  })

  it('lets one of two browsers through that publish at once', async () => {
    const host = new MemoryHost()
    const both = [new Publisher(), new Publisher()]
    const sources = [1, 2].map((n) => sourceOf(site(1, { [n]: { text: 1 } }), 1, `digest ${n}`))
    const ends = await Promise.allSettled(both.map((each, at) => each.publish(host, sources[at]!)))
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(host.log.filter((what) => what === 'claim')).toHaveLength(1)
  })

  it('asks before it replaces files of others, and never takes one away', async () => {
    const host = new MemoryHost()
    const foreign = (path: string) => host.files.set(path, { path, bytes: utf8('theirs'), mark: '' })
    foreign('index.html')
    foreign('_astro/their.js')
    foreign('2024/our-team/index.html')
    const publisher = new Publisher()
    const source = sourceOf(site(1, { 1: { text: 1 } }), 1)
    await expect(publisher.publish(host, source)).rejects.toMatchObject({
      code: 'hostForeign',
      detail: { n: 1, path: 'index.html' },
    })
    expect(host.log).toEqual([])
    await publisher.publish(host, source, { mayReplace: true })
    await publisher.publish(host, sourceOf(site(1, {}), 2))
    expect(host.files.has('_astro/their.js')).toBe(true)
    expect(host.files.has('2024/our-team/index.html')).toBe(true)
    expect(host.files.has(pageOf(1))).toBe(false)
  })

  it('takes away nothing before customers can read what is new', async () => {
    const host = new MemoryHost()
    const publisher = new Publisher()
    await publisher.publish(host, sourceOf(site(1, { 1: { text: 1 } }), 1))
    const verify = async () => {
      throw new Problem('hostFailed')
    }
    const next = sourceOf(site(1, { 2: { text: 1 } }), 2)
    await expect(publisher.publish(host, next, { verify })).rejects.toMatchObject({ code: 'hostFailed' })
    expect(host.files.has(pageOf(1))).toBe(true)
    expect((await publisher.publish(host, next)).removed).toEqual([pageOf(1)])
  })

  it('can be stopped', async () => {
    const host = new MemoryHost()
    const stop = new AbortController()
    const source = sourceOf(site(1, { 1: { text: 1 }, 2: { text: 1 } }), 1)
    const run = new Publisher().publish(host, source, { signal: stop.signal, onPart: () => stop.abort() })
    await expect(run).rejects.toMatchObject({ code: 'stopped' })
    expect(host.files.size).toBe(1)
  })

  it('says beforehand that a host cannot hold so many files', async () => {
    const host = new MemoryHost()
    const source = sourceOf(site(1, { 1: { text: 1 } }), 1)
    const options = { kept: null, keep: async () => {}, isOurs: () => true }
    await expect(publishTo(host.target(2), source, options)).rejects.toMatchObject({
      code: 'hostTooMany',
      detail: { n: 3, most: 2 },
    })
  })
})
