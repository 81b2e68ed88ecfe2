import { md5 } from 'hash-wasm'
import type { Grants } from '#core/hosting/azure/setUp.ts'
import { below } from '#core/hosting/azure/sign.ts'
import { insides, textIn } from '#core/hosting/azure/xml.ts'
import { cacheOf, typeOf } from '#core/hosting/files.ts'
import { asking, type Ask } from '#core/hosting/request.ts'
import { readStanding, standingText } from '#core/hosting/standing.ts'
import type { Found, Held, HeldFile, MarkedFile, Standing, Target } from '#core/hosting/target.ts'
import { fromHex, toPaddedBase64 } from '#core/model/bytes.ts'
import { Problem } from '#core/model/problem.ts'

/** Pages in Azure Blob Storage: a PUT for each file, whole or not at all. */

/** How many deletions one request takes. */
const batchSize = 256

/** The most files that one request lists. */
const mostListed = 5000

const block = { 'x-ms-blob-type': 'BlockBlob' } as const

/** A name, of which Azure encodes what XML cannot hold. */
const nameIn = (blob: string) =>
  /<Name Encoded="true"/i.test(blob) ? decodeURIComponent(textIn(blob, 'Name')) : textIn(blob, 'Name')

/** The standing, which lies where nobody reads it but by the grant. @param address of its blob */
function standingIn(address: string, ask: Ask): Pick<Target, 'find' | 'claim'> {
  async function read(): Promise<Readonly<{ text: string; tag: string }> | null> {
    const response = await ask(address, { method: 'GET', expected: [404] })
    const text = await response.text()
    return response.status === 404 ? null : { text, tag: response.headers.get('etag') ?? '' }
  }

  async function find(): Promise<Found | null> {
    const found = await read()
    return found && { standing: readStanding(found.text), tag: found.tag }
  }

  async function claim(wanted: Standing, tag: string | null): Promise<void> {
    const body = standingText(wanted)
    const response = await ask(address, {
      method: 'PUT',
      headers: {
        ...block,
        'content-type': 'application/json',
        ...(tag === null ? { 'if-none-match': '*' } : { 'if-match': tag }),
      },
      body,
      expected: tag === null ? [409, 412] : [404, 412],
    })
    // A request whose answer was lost is sent again, and finds itself there.
    if (!response.ok && (await read())?.text !== body) throw new Problem('hostTaken')
  }

  return { find, claim }
}

export type AzureOptions = Readonly<{
  /** The most files that one request lists. */
  listed?: number
  /** Ends whatever is under way. */
  signal?: AbortSignal | undefined
}>

/**
 * @param base the path below which the site lies, `/` or `/offers/`: a site sees and touches nothing outside its own
 */
export function azureTarget(
  { pages, standing }: Grants['publish'],
  base: string,
  { listed = mostListed, signal }: AzureOptions = {},
): Target {
  const ask = asking(signal)
  const path = base.replace(/^\/+|\/+$/g, '')
  const folder = path && `${decodeURIComponent(path)}/`
  /** The site whose file it is: another one may lie in a folder of this one. */
  const site = encodeURI(`/${folder}`)
  const { find, claim } = standingIn(below(standing, `${folder}publication.json`), ask)

  function heldFile(blob: string): readonly [string, HeldFile] {
    const metadata = insides(blob, 'Metadata')[0] ?? ''
    const isOurs = textIn(metadata, 'site') === site
    return [nameIn(blob).slice(folder.length), { mark: isOurs ? textIn(metadata, 'mark') : '' }]
  }

  async function list(): Promise<Held> {
    const held = new Map<string, HeldFile>()
    const query = {
      maxresults: String(listed),
      restype: 'container',
      comp: 'list',
      include: 'metadata',
      ...(folder && { prefix: folder }),
    }
    let marker = ''
    do {
      const address = below(pages, '', { ...query, ...(marker && { marker }) })
      const xml = await (await ask(address, { method: 'GET' })).text()
      for (const blob of insides(xml, 'Blob')) held.set(...heldFile(blob))
      marker = textIn(xml, 'NextMarker')
    } while (marker)
    return held
  }

  async function send({ path, bytes, mark }: MarkedFile, isNew: boolean): Promise<boolean> {
    const response = await ask(below(pages, folder + path), {
      method: 'PUT',
      headers: {
        ...block,
        ...(isNew && { 'if-none-match': '*' }),
        'x-ms-blob-content-type': typeOf(path),
        'x-ms-blob-cache-control': cacheOf(path),
        'x-ms-meta-mark': mark,
        'x-ms-meta-site': site,
        // Bytes that changed on their way are refused.
        'content-md5': toPaddedBase64(fromHex(await md5(bytes))),
      },
      body: bytes,
      expected: isNew ? [409, 412] : [],
    })
    return response.ok
  }

  async function remove(paths: readonly string[]): Promise<void> {
    for (let at = 0; at < paths.length; at += batchSize) {
      const addresses = paths.slice(at, at + batchSize).map((path) => below(pages, folder + path))
      // One by one a refusal has its own name, and what was busy is asked again.
      for (const address of await removeTogether(pages, addresses, ask))
        await ask(address, { method: 'DELETE', expected: [404] })
    }
  }

  return {
    mostFiles: null,
    find,
    claim,
    list,
    put: async (file) => void (await send(file, false)),
    putNew: (file) => send(file, true),
    remove,
  }
}

/** Deletes blobs in one request. @returns the addresses of those that may still be there */
async function removeTogether(pages: string, addresses: readonly string[], ask: Ask): Promise<string[]> {
  const boundary = `batch_${crypto.randomUUID()}`
  const parts = addresses.map((address, index) => {
    const { pathname, search } = new URL(address)
    return [
      `--${boundary}`,
      'Content-Type: application/http',
      'Content-Transfer-Encoding: binary',
      `Content-ID: ${index}`,
      '',
      `DELETE ${pathname}${search} HTTP/1.1`,
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n')
  })
  const response = await ask(below(pages, '', { restype: 'container', comp: 'batch' }), {
    method: 'POST',
    headers: { 'content-type': `multipart/mixed; boundary=${boundary}` },
    body: `${parts.join('')}--${boundary}--\r\n`,
    expected: [400, 403],
  })
  const text = await response.text()
  const gone = new Set(
    text
      .split(/^--/m)
      .filter((part) => /^HTTP\/1\.1 (202|404)/m.test(part))
      .map((part) => Number(/^Content-ID: *(\d+)/im.exec(part)?.[1])),
  )
  return addresses.filter((_, index) => !gone.has(index))
}
