import { readCode } from '#core/model/code.ts'
import type { HostKind } from '#core/model/host.ts'
import { codeIn } from '#core/publication/pages.ts'

/** Media types of the files that a site has, by the endings of their names. */
const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
  webp: 'image/webp',
  jpg: 'image/jpeg',
  ics: 'text/calendar; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
}

/** The media type that a host sends a file with. */
export const typeOf = (path: string): string =>
  types[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream'

/** Whether pages load a file by a name that changes with its content. */
export const isHashed = (path: string): boolean => path.startsWith('_astro/')

/** Whether a file is the page of an offer. */
export const isPage = (path: string): boolean => /^\d{4,10}\/[0-9a-z-]+\/index\.html$/.test(path)

/** Whether a file is the page of an offer, and its code a right one: other programs have folders with numbers, too. */
export const isSurelyPage = (path: string): boolean =>
  isPage(path) && readCode(codeIn(path.slice(0, -'/index.html'.length))) !== null

/** An offer may be closed at any time: a page is asked for again, and only what changes its name with its content is kept. */
export const cacheOf = (path: string): string =>
  isHashed(path) ? 'public, max-age=31536000, immutable' : 'no-cache'

/**
 * Files by which a site tells hosts what to send (site/deploy.ts), each with
 * the kinds of hosts that read it. A branch is served by whoever deploys from
 * it, be it a web hotel; a zip or a folder by anybody, and has all of them.
 */
const readBy: Readonly<Record<string, readonly HostKind[]>> = {
  _headers: ['cloudflare', 'git'],
  'netlify.toml': ['git'],
  'staticwebapp.config.json': ['git'],
  '.htaccess': ['webdav', 'git'],
  '.nojekyll': ['git'],
}

/** Whether a file is meant for hosts, and not for readers. */
export const isForHosts = (path: string): boolean => Object.hasOwn(readBy, path)

/** What of a site belongs on a kind of host: all but what only others read. */
export const filesFor = <T>(kind: HostKind, files: ReadonlyMap<string, T>): Map<string, T> =>
  new Map([...files].filter(([path]) => !isForHosts(path) || readBy[path]!.includes(kind)))
