import { isHashed, isSurelyPage, typeOf } from '#core/hosting/files.ts'
import { readEntries, readEtag, type Entry } from '#core/hosting/multistatus.ts'
import { each } from '#core/hosting/publish.ts'
import { ask, textOf, type HostRequest } from '#core/hosting/request.ts'
import { readStanding, standingText } from '#core/hosting/standing.ts'
import type { HeldFile, Target } from '#core/hosting/target.ts'
import { toPaddedBase64, utf8 } from '#core/model/bytes.ts'
import { Problem } from '#core/model/problem.ts'

/** A folder on a web hotel, and who may write there. */
export type WebdavAccount = Readonly<{
  /** The site's folder as WebDAV names it, with or without a slash at its end. It has to be there. */
  address: string
  user: string
  password: string
  /** Ends whatever is under way. */
  signal?: AbortSignal | undefined
}>

/** Says which publication lies there. It is public, like all of the site, and names no page. */
const standingFile = 'tilbud-publication.json'

const asked =
  '<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><resourcetype/><getetag/></prop></propfind>'

/** What servers answer that cannot tell what lies there. */
const unlisted = [403, 404, 405, 501]

/** What servers answer where somebody has taken the folder away. */
const noFolder = [404, 409]

/** Answers of servers that keep files to themselves whose names begin with a dot. */
const keptBack = [403, 404, 405]

/** Within so many milliseconds two that write at once have both written. */
const writesAtOnce = 250

/** The folder that something lies in, with a slash at its end; empty for the site's own. */
const folderOf = (path: string) => path.slice(0, path.replace(/\/$/, '').lastIndexOf('/') + 1)

/** The name of a folder without those that it lies in. */
const nameOf = (folder: string) => folder.slice(folderOf(folder).length, -1)

function baseOf(address: string): string {
  const { origin, pathname } = new URL(address)
  return `${origin}${pathname.replace(/\/+$/, '')}/`
}

/** Requests to a folder and what is in it: no path leads out of it. */
function requester({ address, user, password, signal }: WebdavAccount) {
  const base = baseOf(address)
  const authorization = `Basic ${toPaddedBase64(utf8(`${user}:${password}`))}`
  return (method: string, path: string, request: Omit<HostRequest, 'method'> = {}): Promise<Response> =>
    ask(base + path.split('/').map(encodeURIComponent).join('/'), {
      ...request,
      signal,
      method,
      headers: { ...request.headers, authorization },
    })
}

type Send = ReturnType<typeof requester>

/** Sends what has no answer worth reading. */
async function tell(send: Send, ...request: Parameters<Send>): Promise<number> {
  const response = await send(...request)
  await response.body?.cancel()
  return response.status
}

/** Makes folders, each once: many pages share their partner's. */
function folderMaker(send: Send) {
  const made = new Map<string, Promise<void>>()
  const make = (folder: string): Promise<void> => {
    if (!folder) return Promise.resolve()
    let making = made.get(folder)
    if (!making) {
      // 405 says that it is there.
      making = make(folderOf(folder)).then(
        async () => void (await tell(send, 'MKCOL', folder, { expected: [405] })),
      )
      made.set(folder, making)
      making.catch(() => made.delete(folder))
    }
    return making
  }
  return {
    make,
    /** Of a folder that was found there. */
    isThere: (folder: string) => void made.set(folder, Promise.resolve()),
    forget: () => made.clear(),
  }
}

/** What can be done in the folder of an account. */
function openFolder(account: WebdavAccount) {
  const send = requester(account)
  const folders = folderMaker(send)

  const propfind = (path: string, depth: '0' | '1', expected: readonly number[] = []) =>
    send('PROPFIND', path, {
      headers: { depth, 'content-type': 'application/xml; charset=utf-8' },
      body: asked,
      expected,
    })

  /** What lies in a folder; null when the server does not tell. @param folder with a slash at its end, or empty */
  async function entriesOf(folder: string, expected?: readonly number[]): Promise<Entry[] | null> {
    const response = await propfind(folder, '1', expected)
    const text = await textOf(response)
    return response.ok ? readEntries(text, nameOf(folder)) : null
  }

  async function needEntriesOf(folder: string): Promise<Entry[]> {
    const entries = await entriesOf(folder)
    if (!entries) throw new Problem('hostFailed', { host: new URL(account.address).host, status: 207 })
    return entries
  }

  async function readStandingFile(): Promise<string | null> {
    const response = await send('GET', standingFile, { expected: [404] })
    const text = await textOf(response)
    return response.ok ? text : null
  }

  async function etagOfStanding(): Promise<string | null> {
    const response = await propfind(standingFile, '0', unlisted)
    const text = await textOf(response)
    return response.ok ? readEtag(text) : null
  }

  async function putFile(
    path: string,
    bytes: Uint8Array<ArrayBuffer>,
    expected: readonly number[],
    condition: Readonly<Record<string, string>> = {},
  ): Promise<boolean> {
    await folders.make(folderOf(path))
    const status = await tell(send, 'PUT', path, {
      body: bytes,
      headers: { ...condition, 'content-type': typeOf(path) },
      expected,
    })
    return !expected.includes(status)
  }

  /** A folder is taken away with all that is in it: only an empty one is. */
  async function removeEmpty(folder: string): Promise<void> {
    const entries = await entriesOf(folder, unlisted)
    if (entries?.length === 0) await tell(send, 'DELETE', folder, { expected: unlisted })
  }

  return {
    send,
    folders,
    needEntriesOf,
    readStandingFile,
    etagOfStanding,
    putFile,
    removeEmpty,
  }
}

/**
 * A folder on a web hotel that speaks WebDAV. A file is put where it belongs:
 * servers write it beside and rename it. To do the same here, with MOVE, would
 * take the old page away first (RFC 4918, 9.9.3; bug 47657 of Apache).
 */
export function webdavTarget(account: WebdavAccount): Target {
  const { send, folders, needEntriesOf, readStandingFile, etagOfStanding, putFile, removeEmpty } =
    openFolder(account)

  return {
    mostFiles: null,

    find: async () => {
      const text = await readStandingFile()
      return text === null ? null : { standing: readStanding(text), tag: text }
    },

    claim: async (standing, tag) => {
      // Before the content, so that it is never newer than that.
      const etag = await etagOfStanding()
      if ((await readStandingFile()) !== tag) throw new Problem('hostTaken')
      const text = standingText(standing)
      const condition: Record<string, string> =
        tag === null ? { 'if-none-match': '*' } : etag ? { 'if-match': etag } : {}
      const headers = { ...condition, 'content-type': typeOf(standingFile) }
      await tell(send, 'PUT', standingFile, { body: text, headers, expected: [412] })
      // Some servers know no conditions, others look and write in two steps, and a request whose answer was lost meets its own file.
      await new Promise((resolve) => setTimeout(resolve, writesAtOnce))
      if ((await readStandingFile()) !== text) throw new Problem('hostTaken')
    },

    list: async (known) => {
      if (known) {
        for (const path of known.keys()) folders.isThere(folderOf(path))
        return known
      }
      const held = new Map<string, HeldFile>()
      const add = (path: string) => void held.set(path, { mark: '' })
      for (const { name, isFolder } of await needEntriesOf('')) {
        if (!isFolder) {
          if (name !== standingFile) add(name)
        } else if (isHashed(`${name}/`) || /^\d{4,10}$/.test(name)) {
          folders.isThere(`${name}/`)
          for (const child of await needEntriesOf(`${name}/`)) {
            // To ask each page's folder would be a request a page: where a code is right its page is taken to be there.
            const path = `${name}/${child.name}${child.isFolder ? '/index.html' : ''}`
            if (child.isFolder ? isSurelyPage(path) : isHashed(path)) add(path)
          }
        }
      }
      return held
    },

    put: async ({ path, bytes }) => {
      // What is only meant for the server is left out where it does not want it.
      if (path.startsWith('.')) await putFile(path, bytes, keptBack)
      else if (!(await putFile(path, bytes, noFolder))) {
        folders.forget()
        await putFile(path, bytes, [])
      }
    },

    putNew: ({ path, bytes }) => putFile(path, bytes, [412], { 'if-none-match': '*' }),

    remove: async (paths) => {
      await each(paths, async (path) => void (await tell(send, 'DELETE', path, { expected: [404] })))
      const pages = new Set(paths.filter(isSurelyPage).map(folderOf))
      await each(pages, removeEmpty)
      await each(new Set([...pages].map(folderOf)), removeEmpty)
    },
  }
}
