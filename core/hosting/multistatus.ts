/**
 * Reads what WebDAV servers answer to PROPFIND. By hand: workers have no
 * DOMParser. Names are told apart by what follows their prefix, which every
 * server chooses itself.
 */

/** Something that lies in a folder. */
export type Entry = Readonly<{ name: string; isFolder: boolean }>

type Resource = { path: string; isFolder: boolean; etag: string }

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const plain = (text: string) =>
  text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (all, hex?: string, decimal?: string, name = '') => {
      if (hex === undefined && decimal === undefined) return entities[name] ?? all
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : all
    },
  )

/** A name as it is; one that cannot be decoded is none of ours, and only has to differ from them. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** The path of an address, which may begin with a host, without a slash at its end. */
const pathOf = (href: string) =>
  new URL(href, 'http://host').pathname.replace(/\/+$/, '').split('/').map(decoded).join('/')

/** Every resource that a multistatus names; null when the text is none, or was cut off. */
function readResources(xml: string): Resource[] | null {
  const resources: Resource[] = []
  const open: string[] = []
  let resource: Resource | null = null
  let last = ''
  for (const [, closing, name, empty, text] of xml.matchAll(/<(\/?)([^\s/>]+)[^>]*?(\/?)>|([^<]+)/g)) {
    if (text !== undefined) {
      const value = plain(text).trim()
      if (!resource || !value) continue
      if (open.at(-1) === 'href' && open.at(-2) === 'response') resource.path = pathOf(value)
      if (open.at(-1) === 'getetag') resource.etag = value
    } else if (/^[?!]/.test(name!)) continue
    else if (closing) {
      last = open.pop() ?? ''
      if (last === 'response' && resource) {
        resources.push(resource)
        resource = null
      }
    } else {
      const local = name!.slice(name!.indexOf(':') + 1)
      if (local === 'response') resource = { path: '', isFolder: false, etag: '' }
      if (resource && local === 'collection' && open.at(-1) === 'resourcetype') resource.isFolder = true
      if (!empty) open.push(local)
    }
  }
  return last === 'multistatus' && !open.length ? resources : null
}

const lastName = (path: string) => path.slice(path.lastIndexOf('/') + 1)

/**
 * What lies in the folder that was asked for. The folder itself is named, too,
 * and has the shortest path: behind a proxy it need not be the one that was
 * asked for. What lies deeper is left out, which some servers tell unasked.
 *
 * @param folder the folder's own name; empty when a proxy may have given it another one
 * @returns null when the text does not tell that of this folder
 */
export function readEntries(xml: string, folder: string): Entry[] | null {
  const resources = readResources(xml)
  if (!resources?.length) return null
  const own = resources.reduce(
    (shortest, { path }) => (path.length < shortest.length ? path : shortest),
    resources[0]!.path,
  )
  if (folder && lastName(own) !== folder) return null
  return resources.flatMap(({ path, isFolder }) => {
    const name = path.startsWith(`${own}/`) ? path.slice(own.length + 1) : ''
    return name && !name.includes('/') ? { name, isFolder } : []
  })
}

/** The ETag of the file that was asked for, when it may stand in a condition; null otherwise. */
export function readEtag(xml: string): string | null {
  const etag = readResources(xml)?.[0]?.etag ?? ''
  // A weak one, as Apache gives in the second after a file was written, fits no condition.
  return etag.startsWith('"') ? etag : null
}
