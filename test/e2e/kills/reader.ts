import { createHash } from 'node:crypto'
import { isPage } from '#core/hosting/files.ts'
import { readSecure } from '#test/support/secure.ts'

/** A reader of a site, who takes each page with all that it names. */

const digestOf = (body: Buffer) => createHash('sha256').update(body).digest('base64url')

/** A page as it was met. `lacks`: what it names and that is not there. */
export type Met = Readonly<{ path: string; digest: string; html: string; lacks: readonly string[] }>

/** Where a file of a page is read: folders end with a slash. */
const addressOf = (site: string, path: string) => `${site}/${path.replace(/(^|\/)index\.html$/, '$1')}`

/** What a page names on its own site, as addresses. */
function namedIn(html: string, site: string, page: string): string[] {
  const named = [...html.matchAll(/\s(?:href|src)="([^"]+)"/g)].map(([, to]) => new URL(to!, page))
  return [...new Set(named.filter(({ origin }) => origin === new URL(site).origin).map(({ href }) => href))]
}

/** What a script loads later, when somebody begins to answer. */
const loadedLater = (script: string) => [...new Set(script.match(/\b[\w-]+\.[\w-]{8}\.js\b/g) ?? [])]

export class Reader {
  /** The addresses of everything that pages load that were read since they were last looked for. */
  readonly loaded = new Set<string>()
  private readonly site: string

  constructor(site: string) {
    this.site = site
  }

  /** Reads an address that a page names. @returns what is missing there */
  private async follow(address: string): Promise<string[]> {
    const { status, body } = await readSecure(address)
    if (status !== 200 || body.length === 0) return [`${status} ${address}`]
    const path = address.slice(this.site.length + 1)
    if (isPage(`${path}index.html`)) return isWhole(body.toString()) ? [] : [`torn ${address}`]
    if (!path.startsWith('_astro/')) return []
    this.loaded.add(address)
    if (path.endsWith('.js'))
      for (const name of loadedLater(body.toString())) this.loaded.add(new URL(name, address).href)
    return []
  }

  /** Reads a page and all that it names. @param known what was read already, by its address, and need not be again */
  async read(path: string, known: Map<string, Promise<string[]>> = new Map()): Promise<Met> {
    const address = addressOf(this.site, path)
    const { status, body } = await readSecure(address)
    const html = body.toString()
    if (status !== 200) return { path, digest: '', html, lacks: [`${status} ${address}`] }
    const follow = (each: string) => {
      if (!known.has(each)) known.set(each, this.follow(each))
      return known.get(each)!
    }
    const named = await Promise.all(namedIn(html, this.site, address).map(follow))
    return { path, digest: digestOf(body), html, lacks: named.flat() }
  }

  /** Looks whether everything is still there that pages load which somebody may have open since. @returns what is not */
  async lostSince(): Promise<string[]> {
    const lost: string[] = []
    for (const address of this.loaded) {
      const { status } = await readSecure(address)
      if (status !== 200) lost.push(`${status} ${address}`)
    }
    this.loaded.clear()
    return lost
  }
}

/** Whether a page has its end. */
export const isWhole = (html: string) => /<\/html>\s*$/.test(html)
