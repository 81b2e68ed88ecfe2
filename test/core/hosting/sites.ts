import fc from 'fast-check'
import { putAhead, publishTo, type Kept, type PublishOptions, type Source } from '#core/hosting/publish.ts'
import type { MarkedFile } from '#core/hosting/target.ts'
import { utf8 } from '#core/model/bytes.ts'
import { codeFromBytes } from '#core/model/code.ts'
import { groupCode } from '#core/model/grouping.ts'
import { Problem } from '#core/model/problem.ts'
import type { MemoryHost } from '#test/core/hosting/memory.ts'

/** Sites of which each file says what it loads and links to, and a browser that publishes them. */

export const pageOf = (n: number) =>
  `4839201/${groupCode(codeFromBytes(new Uint8Array(10).fill(n))).toLowerCase()}/index.html`

/** Which offers a site has, each with the version of its text, which may link to another one, and which script all load. */
export type Site = Readonly<{
  script: number
  pages: ReadonlyMap<number, Readonly<{ text: number; next?: number }>>
}>

export const scriptOf = (version: number) => `_astro/page.${version}.js`

/** The content of a file tells what it loads and links to, as a page's does. */
export function contentsOf({ script, pages }: Site): Map<string, string> {
  return new Map([
    [scriptOf(script), `script ${script}`],
    ['index.html', `loads ${scriptOf(script)}`],
    ...[...pages].map(([n, { text, next }]) => {
      const link = next !== undefined && pages.has(next) ? ` links ${pageOf(next)}` : ''
      return [pageOf(n), `text ${text} loads ${scriptOf(script)}${link}`] as const
    }),
  ])
}

export function sourceOf(site: Site, number: number, digest = `digest ${number}`): Source {
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
export function brokenIn(
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
export class Publisher {
  kept: Kept | null = null
  readonly digests = new Set<string>()

  /** The last publication that was brought whole. */
  private whole = ''

  async publish(host: MemoryHost, source: Source, more: Partial<PublishOptions> = {}) {
    this.digests.add(source.digest)
    const published = await publishTo(host.target(), source, {
      kept: this.kept,
      keep: async ({ digest, held }) => void (this.kept = { digest, held: new Map(held) }),
      isOurs: ({ digest }) => this.digests.has(digest),
      ...more,
    })
    this.whole = source.digest
    return published
  }

  /** Puts the pages of a site that are not in the last publication of this browser, and looks whether they are there. */
  putAhead(host: MemoryHost, source: Source, pages: readonly string[]) {
    async function* marked(): AsyncGenerator<MarkedFile> {
      for await (const file of source.draw(new Set(pages)))
        yield { ...file, mark: source.marks.get(file.path)! }
    }
    return putAhead(host.target(), marked(), {
      kept: this.kept,
      keep: async ({ digest, held }) => void (this.kept = { digest, held: new Map(held) }),
      isWhole: ({ digest }) => digest === this.whole,
      verify: async ({ path, bytes }) => {
        const there = host.files.get(path)
        if (!there || !Buffer.from(there.bytes).equals(bytes)) throw new Problem('hostNotLive')
      },
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
export const sites = fc.record({ script: fc.nat(2), pages })

export const site = (script: number, pages: Record<number, { text: number; next?: number }>): Site => ({
  script,
  pages: new Map(Object.entries(pages).map(([n, page]) => [Number(n), page])),
})
