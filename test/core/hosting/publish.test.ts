import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { publishTo } from '#core/hosting/publish.ts'
import { utf8 } from '#core/model/bytes.ts'
import { Problem } from '#core/model/problem.ts'
import { MemoryHost } from '#test/core/hosting/memory.ts'
import {
  brokenIn,
  contentsOf,
  pageOf,
  Publisher,
  scriptOf,
  site,
  sites,
  sourceOf,
} from '#test/core/hosting/sites.ts'

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

  it('keeps what it has put now and then, so that a run that was killed is gone on with', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const host = new MemoryHost()
    const publisher = new Publisher()
    const pages = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [n, { text: 1 }]))
    host.keepsMarks = false
    await publisher.publish(host, sourceOf(site(1, {}), 1))
    host.dieAfter(31)
    const onPart = () => void vi.advanceTimersByTime(100)
    await publisher.publish(host, sourceOf(site(1, pages), 2), { onPart }).catch(() => null)
    host.dieAfter(Infinity)
    const { put } = await publisher.publish(host, sourceOf(site(1, pages), 2))
    vi.useRealTimers()
    // Claimed, 30 pages put, of which the first 20 were kept.
    expect(put).toEqual(Array.from({ length: 20 }, (_, n) => pageOf(n + 20)))
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
