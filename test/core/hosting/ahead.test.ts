import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { utf8 } from '#core/model/bytes.ts'
import { MemoryHost } from '#test/core/hosting/memory.ts'
import { brokenIn, contentsOf, pageOf, Publisher, site, sites, sourceOf } from '#test/core/hosting/sites.ts'

const textAt = (host: MemoryHost, path: string) => new TextDecoder().decode(host.files.get(path)?.bytes)

/** A host with a publication, and what comes next: a new page, and one that changes. */
async function published() {
  const host = new MemoryHost()
  const publisher = new Publisher()
  await publisher.publish(host, sourceOf(site(1, { 1: { text: 1 } }), 1))
  host.log.length = 0
  return { host, publisher, next: sourceOf(site(1, { 1: { text: 2 }, 2: { text: 1 } }), 2) }
}

describe('new pages that are put ahead of their publication', () => {
  it('are put alone, and not again by the run that follows', async () => {
    const { host, publisher, next } = await published()
    const ahead = await publisher.putAhead(host, next, [pageOf(2)])
    expect(ahead?.live).toEqual(new Set([pageOf(2)]))
    expect(host.log).toEqual([`put new ${pageOf(2)}`])
    const { put } = await publisher.publish(host, next, { again: ahead!.again })
    expect(put).toEqual([pageOf(1)])
  })

  it('wait where everything counts at once, and where nothing whole of ours lies', async () => {
    const empty = new MemoryHost()
    const { host, publisher, next } = await published()
    expect(await publisher.putAhead(empty, next, [pageOf(2)])).toBeNull()
    // A run that took its number and ended there may have taken away what pages load.
    host.dieAfter(1)
    await publisher.publish(host, next).catch(() => null)
    host.dieAfter(Infinity)
    host.log.length = 0
    expect(await publisher.putAhead(host, next, [pageOf(2)])).toBeNull()
    expect(host.log).toEqual([])
  })

  it('wait where another browser has published, which the run then says', async () => {
    const { host, publisher, next } = await published()
    await new Publisher().publish(host, sourceOf(site(2, { 5: { text: 1 } }), 2, 'theirs'), {
      mayReplace: true,
    })
    host.log.length = 0
    expect(await publisher.putAhead(host, next, [pageOf(2)])).toBeNull()
    await expect(publisher.publish(host, next)).rejects.toMatchObject({ code: 'hostTaken' })
    expect(host.log).toEqual([])
  })

  it('never replace what lies there', async () => {
    const { host, publisher, next } = await published()
    const theirs = { path: pageOf(2), bytes: utf8('theirs'), mark: next.marks.get(pageOf(2))! }
    host.files.set(pageOf(2), theirs)
    const ahead = await publisher.putAhead(host, next, [pageOf(2)])
    expect(ahead).toEqual({ live: new Set(), again: new Set([pageOf(2)]) })
    expect(textAt(host, pageOf(2))).toBe('theirs')
    // The run puts it, although its mark says that nothing has changed.
    await publisher.publish(host, next, { again: ahead!.again })
    expect(textAt(host, pageOf(2))).toContain('text 1')
  })

  it('are found there by a run that comes after one that ended', async () => {
    const { host, publisher, next } = await published()
    await publisher.putAhead(host, next, [pageOf(2)])
    const ahead = await publisher.putAhead(host, next, [pageOf(2)])
    expect(ahead).toEqual({ live: new Set([pageOf(2)]), again: new Set() })
  })

  it('leave whole pages wherever it ends, also beside another browser, and the next run does the rest', async () => {
    await fc.assert(
      fc.asyncProperty(sites, sites, fc.nat(20), fc.boolean(), async (before, after, operations, isTaken) => {
        const host = new MemoryHost()
        const publisher = new Publisher()
        await publisher.publish(host, sourceOf(before, 1))
        const other = sourceOf(site(9, { 7: { text: 9 } }), 2, 'theirs')
        if (isTaken) await new Publisher().publish(host, other, { mayReplace: true })
        const theirs = new Map(host.files)
        // Pages load what lies there, as they do where nothing but offers has changed; one that is closed is changed, not new.
        const next = { script: before.script, pages: after.pages }
        const isNew = ([n, page]: readonly [number, { next?: number }]) =>
          !before.pages.has(n) && page.next === undefined
        const added = [...next.pages].filter(isNew).map(([n]) => pageOf(n))
        const source = sourceOf(next, 2)
        host.dieAfter(operations)
        const ahead = await publisher.putAhead(host, source, added).catch(() => null)
        for (const path of ahead?.live ?? []) expect(host.files.has(path)).toBe(true)
        expect(brokenIn(host.files, host.files)).toEqual([])
        await publisher.publish(host, source, { again: ahead?.again ?? new Set() }).catch(() => null)
        host.dieAfter(Infinity)
        if (isTaken) {
          expect(host.files).toEqual(theirs)
          return
        }
        const known = [...host.files].filter(([path]) => contentsOf(before).has(path) || added.includes(path))
        const stay = known.filter(([path]) => contentsOf(next).has(path))
        expect(brokenIn(stay, host.files)).toEqual([])
        await publisher.publish(host, source)
        const there = [...host.files].map(
          ([path, { bytes }]) => [path, new TextDecoder().decode(bytes)] as const,
        )
        expect(new Map(there)).toEqual(contentsOf(next))
      }),
    )
  })
})
