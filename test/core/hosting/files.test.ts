import { describe, expect, it } from 'vitest'
import { filesFor, isForHosts } from '#core/hosting/files.ts'
import { publishTo, type Kept, type Source } from '#core/hosting/publish.ts'
import { hostKinds, type HostKind } from '#core/model/host.ts'
import { deployFiles } from '#site/deploy.ts'
import { MemoryHost } from '#test/core/hosting/memory.ts'

const site = new Map(['index.html', '404.html', ...Object.keys(deployFiles('/'))].map((path) => [path, path]))

const sourceOf = (marks: ReadonlyMap<string, string>, number: number): Source => ({
  workspace: 'ours',
  number,
  digest: `digest ${number}`,
  marks,
  async *draw(paths) {
    for (const path of paths) yield { path, bytes: new Uint8Array() }
  },
})

describe('files that are meant for hosts', () => {
  it('are those that the site has for them', () => {
    expect([...site.keys()].filter(isForHosts)).toEqual(Object.keys(deployFiles('/')))
  })

  it.each([
    ['azure', []],
    ['webdav', ['.htaccess']],
    ['git', ['_headers', 'netlify.toml', 'staticwebapp.config.json', '.htaccess', '.nojekyll']],
    ['cloudflare', ['_headers']],
  ] as const satisfies readonly (readonly [HostKind, readonly string[]])[])(
    'come to %s only where it reads them',
    (kind, read) => {
      expect([...filesFor(kind, site).keys()]).toEqual(['index.html', '404.html', ...read])
    },
  )

  it.each(hostKinds)('go from %s with the next run where they lie there from before', async (kind) => {
    const host = new MemoryHost()
    let kept: Kept | null = null
    const publish = (marks: ReadonlyMap<string, string>, number: number) =>
      publishTo(host.target(), sourceOf(marks, number), {
        kept,
        keep: async (now) => void (kept = now),
        isOurs: () => true,
      })
    await publish(site, 1)
    const wanted = filesFor(kind, site)
    await publish(wanted, 2)
    expect([...host.files.keys()]).toEqual([...wanted.keys()])
  })
})
