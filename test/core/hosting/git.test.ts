import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { gitTarget, type GitTargetOptions } from '#core/hosting/git/target.ts'
import { publishTo, type Kept, type Source } from '#core/hosting/publish.ts'
import { utf8 } from '#core/model/bytes.ts'
import { codeFromBytes } from '#core/model/code.ts'
import { groupCode } from '#core/model/grouping.ts'
import { runGit, serveGit, type GitServer, type GitServerOptions } from '#scripts/gitServer.ts'

const token = 'a token with : and æ'

let server: GitServer

const serve = async (options: Partial<GitServerOptions> = {}) => {
  await server.close()
  server = await serveGit({ token, ...options })
}

beforeEach(async () => {
  server = await serveGit({ token })
})

afterEach(() => server.close())

const pageOf = (n: number) =>
  `4839201/${groupCode(codeFromBytes(Uint8Array.of(n >> 8, n & 255, 0, 0, 0, 0, 0, 0, 0, 0))).toLowerCase()}/index.html`

type Site = ReadonlyMap<string, string>

/** A site with so many pages, of which some say something else. */
const siteOf = (pages: number, changed: Readonly<Record<number, string>> = {}): Site =>
  new Map([
    ['index.html', 'index'],
    ['company.css', 'css'],
    ['_astro/page.1.js', 'script'],
    ...Array.from({ length: pages }, (_, n) => [pageOf(n), `offer ${changed[n] ?? n}`] as const),
  ])

const without = (site: Site, ...paths: readonly string[]): Site =>
  new Map([...site].filter(([path]) => !paths.includes(path)))

const sourceOf = (site: Site, number: number, digest = `digest ${number}`): Source => ({
  workspace: 'ours',
  number,
  digest,
  marks: new Map([...site].map(([path, content]) => [path, `mark ${content}`])),
  async *draw(paths) {
    for (const path of paths) yield { path, bytes: utf8(site.get(path)!) }
  },
})

/** A browser that publishes and keeps what it knows. */
class Publisher {
  kept: Kept | null = null
  readonly digests = new Set<string>()
  private readonly options: Partial<GitTargetOptions>

  constructor(options: Partial<GitTargetOptions> = {}) {
    this.options = options
  }

  publish(source: Source, mayReplace = false) {
    this.digests.add(source.digest)
    const { signal } = this.options
    const target = gitTarget({ address: server.address, branch: 'site', token, ...this.options })
    return publishTo(target, source, {
      kept: this.kept,
      keep: async ({ digest, held }) => void (this.kept = { digest, held: new Map(held) }),
      isOurs: ({ digest }) => this.digests.has(digest),
      mayReplace,
      signal,
    })
  }
}

/** What a plain git finds on the branch. */
async function clone(branch = 'site'): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), 'tilbud-clone-'))
  try {
    const { pathname, protocol, host } = new URL(server.address)
    const address = `${protocol}//somebody:${encodeURIComponent(token)}@${host}${pathname}`
    await runGit(folder, 'clone', '--quiet', '--branch', branch, address, 'clone')
    const root = join(folder, 'clone')
    const entries = await readdir(root, { recursive: true, withFileTypes: true })
    const paths = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1))
      .filter((path) => !path.startsWith('.git/'))
    return new Map(
      await Promise.all(paths.map(async (path) => [path, await readFile(join(root, path), 'utf8')] as const)),
    )
  } finally {
    await rm(folder, { recursive: true })
  }
}

const isWhole = async () => {
  // Prints what is unreachable, too, which is no fault.
  await server.git('fsck', '--full', '--strict', '--no-dangling')
  expect(await server.git('rev-list', '--count', 'site')).toBe('1\n')
}

describe('a git branch', () => {
  it('can be stopped while it is pushed', async () => {
    const stop = new AbortController()
    let stopped = 0
    server.judge((what) => {
      if (what !== 'POST git-receive-pack') return null
      stop.abort()
      stopped = Date.now()
      return new Promise(() => {})
    })
    const run = new Publisher({ signal: stop.signal }).publish(sourceOf(siteOf(20), 1))
    await expect(run).rejects.toMatchObject({ code: 'stopped' })
    expect(Date.now() - stopped).toBeLessThan(1000)
    server.judge(() => null)
  })

  it('has the site in one commit, and gets none when nothing is new', async () => {
    const publisher = new Publisher()
    const source = sourceOf(siteOf(20), 1)
    await publisher.publish(source)
    expect(await clone()).toEqual(siteOf(20))
    await isWhole()
    const head = await server.git('rev-parse', 'site')
    expect(await publisher.publish(source)).toEqual({ put: [], removed: [], files: 23 })
    expect(await server.git('rev-parse', 'site')).toBe(head)
    expect(server.pushed).toHaveLength(1)
  })

  it('is sent only what is new, also once the host has thrown away what nothing leads to', async () => {
    const publisher = new Publisher()
    await publisher.publish(sourceOf(siteOf(1000), 1))
    // A page and its folder each, the folder above them, three files, their folder and the root, the commit.
    expect(server.pushed).toEqual([1000 * 2 + 1 + 3 + 1 + 1 + 1])
    await server.git('gc', '--quiet', '--prune=now')
    await publisher.publish(sourceOf(siteOf(1000, { 7: 'new' }), 2))
    // The page, its folder, the one above, the root, the commit.
    expect(server.pushed.slice(1)).toEqual([5])
    await publisher.publish(sourceOf(siteOf(1000, { 7: 'new' }), 3))
    expect(server.pushed.slice(2)).toEqual([1])
    expect(server.requests.slice(-4)).toEqual([
      'GET info/refs?service=git-receive-pack',
      'GET info/refs?service=git-upload-pack',
      'POST git-upload-pack',
      'POST git-receive-pack',
    ])
    await server.git('gc', '--quiet', '--prune=now')
    expect(await clone()).toEqual(siteOf(1000, { 7: 'new' }))
    await isWhole()
  })

  it('keeps nothing of a page that was withdrawn', async () => {
    const publisher = new Publisher()
    await publisher.publish(sourceOf(siteOf(5, { 3: 'a secret price' }), 1))
    const page = (await server.git('rev-parse', `site:${pageOf(3)}`)).trim()
    const folder = (await server.git('rev-parse', 'site:4839201')).trim()
    const { removed } = await publisher.publish(sourceOf(without(siteOf(5), pageOf(3)), 2))
    expect(removed).toEqual([pageOf(3)])
    expect(await server.git('cat-file', '-p', page)).toContain('a secret price')
    await server.git('gc', '--quiet', '--prune=now')
    const objects = await server.git(
      'cat-file',
      '--batch-all-objects',
      '--batch-check=%(objectname) %(objecttype)',
    )
    expect(objects).not.toContain(page)
    expect(objects).not.toContain(folder)
    expect(objects.match(/ commit$/gm)).toHaveLength(1)
    await isWhole()
  })

  it('lies in a folder of the branch when one is chosen, and only there', async () => {
    const before = new Publisher()
    await before.publish(sourceOf(siteOf(3), 1))
    const publisher = new Publisher({ folder: '/docs/site/' })
    publisher.digests.add('digest 1')
    await publisher.publish(sourceOf(siteOf(3), 2))
    const wanted = new Map([...siteOf(3)].map(([path, content]) => [`docs/site/${path}`, content]))
    expect(await clone()).toEqual(wanted)
    await publisher.publish(sourceOf(siteOf(3, { 1: 'new' }), 3))
    // The page, its folder, the one above, the site's, the one above, the root, the commit.
    expect(server.pushed.at(-1)).toBe(7)
    await isWhole()
  })

  it('leaves other branches alone', async () => {
    await addForeign('main')
    const head = await server.git('rev-parse', 'main')
    await new Publisher().publish(sourceOf(siteOf(2), 1))
    expect(await server.git('rev-parse', 'main')).toBe(head)
    expect(await server.git('for-each-ref', '--format=%(refname)')).toBe('refs/heads/main\nrefs/heads/site\n')
  })
})

/** A commit that is not ours on a branch. @param parent to go on from */
async function addForeign(branch: string, message = 'Theirs', parent?: string): Promise<string> {
  const tree = (await server.git('hash-object', '-t', 'tree', '-w', '/dev/null')).trim()
  const who = ['-c', 'user.name=They', '-c', 'user.email=they@example.com']
  const more = parent ? ['-p', parent] : []
  const commit = (await server.git(...who, 'commit-tree', tree, '-m', message, ...more)).trim()
  await server.git('update-ref', `refs/heads/${branch}`, commit)
  return commit
}

describe('a git branch that others use', () => {
  it('is refused when its commit is not ours, also when a person would replace it', async () => {
    const commit = await addForeign('site')
    for (const mayReplace of [false, true])
      await expect(new Publisher().publish(sourceOf(siteOf(2), 1), mayReplace)).rejects.toMatchObject({
        code: 'hostForeign',
        detail: { n: 1, path: 'site' },
      })
    expect((await server.git('rev-parse', 'site')).trim()).toBe(commit)
  })

  it('is refused when somebody went on from our commit with our words', async () => {
    const publisher = new Publisher()
    await publisher.publish(sourceOf(siteOf(2), 1))
    const message = await server.git('log', '-1', '--format=%B', 'site')
    await addForeign('site', message, (await server.git('rev-parse', 'site')).trim())
    await expect(publisher.publish(sourceOf(siteOf(2), 2))).rejects.toMatchObject({ code: 'hostForeign' })
  })

  it('lets one of two browsers through that publish at once', async () => {
    const first = new Publisher()
    await first.publish(sourceOf(siteOf(3), 1))
    const second = new Publisher()
    second.digests.add('digest 1')
    const sources = [siteOf(3, { 1: 'one' }), siteOf(3, { 1: 'other' })]
    const ends = await Promise.allSettled(
      [first, second].map((publisher, at) => publisher.publish(sourceOf(sources[at]!, 2, `digest of ${at}`))),
    )
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = ends.findIndex(({ status }) => status === 'rejected')
    expect((ends[lost] as PromiseRejectedResult).reason).toMatchObject({ code: 'hostTaken' })
    expect(await clone()).toEqual(sources[1 - lost])
    await isWhole()
  })

  it('lets one of two browsers through that make it at once', async () => {
    const ends = await Promise.allSettled(
      [0, 1].map((n) => new Publisher().publish(sourceOf(siteOf(n), 1, `digest of ${n}`))),
    )
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(ends.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'hostTaken' } })
    await isWhole()
  })

  for (const [when, at] of [
    ['while its commit is read', 1],
    ['while its files are read', 2],
  ] as const)
    it(`is found to be taken when another browser publishes ${when}`, async () => {
      const other = new Publisher()
      await other.publish(sourceOf(siteOf(3), 1))
      const publisher = new Publisher()
      publisher.digests.add('digest 1')
      let asked = 0
      server.judge(async (request) => {
        if (request === 'POST git-upload-pack' && ++asked === at)
          await other.publish(sourceOf(siteOf(3, { 1: 'other' }), 2, 'theirs'))
        return null
      })
      await expect(publisher.publish(sourceOf(siteOf(4), 2))).rejects.toMatchObject({ code: 'hostTaken' })
      expect(await clone()).toEqual(siteOf(3, { 1: 'other' }))
    })

  it('is replaced when a person wants so, though another browser published', async () => {
    await new Publisher().publish(sourceOf(siteOf(3), 1, 'theirs'))
    const publisher = new Publisher()
    await expect(publisher.publish(sourceOf(siteOf(2), 1))).rejects.toMatchObject({ code: 'hostTaken' })
    await publisher.publish(sourceOf(siteOf(2), 1), true)
    expect(await clone()).toEqual(siteOf(2))
    await isWhole()
  })
})

describe('a browser that lost what it kept', () => {
  for (const filter of [true, false])
    it(`sends only what differs and takes away what is gone, ${filter ? 'by the names alone' : 'where a host leaves nothing out'}`, async () => {
      await serve({ filter })
      await new Publisher().publish(sourceOf(siteOf(300), 1))
      await server.git('gc', '--quiet')
      const publisher = new Publisher()
      publisher.digests.add('digest 1')
      const site = without(siteOf(300, { 7: 'new' }), pageOf(9), 'company.css')
      const done = await publisher.publish(sourceOf(site, 2))
      expect([...done.removed].sort()).toEqual([pageOf(9), 'company.css'])
      // The page, its folder, the one above, the root, the commit.
      expect(server.pushed.at(-1)).toBe(5)
      expect(await clone()).toEqual(site)
      await isWhole()
      expect((await publisher.publish(sourceOf(site, 3))).put).toEqual([])
    })

  it('does not go by what it kept when the branch has other bytes', async () => {
    const publisher = new Publisher()
    await publisher.publish(sourceOf(siteOf(3), 1))
    // The same publication from another browser, which draws one page another way.
    const other = new Publisher()
    other.digests.add('digest 1')
    const source = sourceOf(siteOf(3, { 1: 'drawn otherwise' }), 1)
    await other.publish(source)
    await publisher.publish(sourceOf(siteOf(3), 2))
    expect(await clone()).toEqual(siteOf(3))
    await isWhole()
  })
})

describe('a run that ends before its end', () => {
  it('has changed nothing, and the next one does it all', async () => {
    const publisher = new Publisher()
    await publisher.publish(sourceOf(siteOf(3), 1))
    server.judge((request) => (request === 'POST git-receive-pack' ? 'before' : null))
    const source = sourceOf(siteOf(4, { 1: 'new' }), 2)
    await expect(publisher.publish(source)).rejects.toMatchObject({ code: 'hostUnreachable' })
    expect(await clone()).toEqual(siteOf(3))
    server.judge(() => null)
    await publisher.publish(source)
    expect(await clone()).toEqual(siteOf(4, { 1: 'new' }))
    await isWhole()
  })

  it('is through when only the answer was lost', async () => {
    const publisher = new Publisher()
    let lost = 0
    server.judge((request) => (request === 'POST git-receive-pack' && lost++ === 0 ? 'after' : null))
    await publisher.publish(sourceOf(siteOf(3), 1))
    expect(lost).toBeGreaterThan(0)
    await publisher.publish(sourceOf(siteOf(3, { 1: 'new' }), 2))
    expect(await clone()).toEqual(siteOf(3, { 1: 'new' }))
    await isWhole()
  })
})

describe('a git host that says no', () => {
  const publish = (options: Partial<GitTargetOptions> = {}) =>
    new Publisher(options).publish(sourceOf(siteOf(2), 1))

  it('refuses a wrong token', async () => {
    await expect(publish({ token: 'wrong' })).rejects.toMatchObject({
      code: 'hostRefused',
      detail: { status: 401 },
    })
  })

  it('refuses who may only read', async () => {
    await server.git('config', 'http.receivepack', 'false')
    await expect(publish()).rejects.toMatchObject({ code: 'hostRefused', detail: { status: 403 } })
  })

  it('knows no such repository, or says so to who may not see it', async () => {
    const address = server.address.replace('site.git', 'none.git')
    await expect(publish({ address })).rejects.toMatchObject({ code: 'hostRefused', detail: { status: 404 } })
  })

  it('gives the words of a hook', async () => {
    await server.hook('pre-receive', 'echo "Nothing is published on Fridays." >&2; exit 1')
    await expect(publish()).rejects.toMatchObject({
      code: 'hostFailed',
      detail: { status: 'pre-receive hook declined: Nothing is published on Fridays.' },
    })
    await expect(clone()).rejects.toThrow()
  })

  it('does not let history be replaced', async () => {
    const publisher = new Publisher()
    await publisher.publish(sourceOf(siteOf(2), 1))
    await server.git('config', 'receive.denyNonFastForwards', 'true')
    const message = await publisher.publish(sourceOf(siteOf(3), 2)).catch((error: unknown) => error)
    expect(message).toMatchObject({
      code: 'hostFailed',
      detail: { status: expect.stringContaining('non-fast-forward') },
    })
    expect(await clone()).toEqual(siteOf(2))
  })

  it('is none', async () => {
    const page = createServer((_, response) => void response.end('<!doctype html><title>Welcome</title>'))
    page.listen(0, '127.0.0.1')
    await once(page, 'listening')
    const { port } = page.address() as AddressInfo
    try {
      await expect(publish({ address: `http://127.0.0.1:${port}/site` })).rejects.toMatchObject({
        code: 'hostFailed',
        detail: { host: `127.0.0.1:${port}`, status: 'git: SmartHttpError' },
      })
    } finally {
      page.close()
    }
  })

  it('is gone', async () => {
    const gone = server.address
    await serve()
    await expect(publish({ address: gone })).rejects.toMatchObject({ code: 'hostUnreachable' })
  })
})
