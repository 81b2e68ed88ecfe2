import { typeOf } from '#core/hosting/files.ts'
import { ask, textOf } from '#core/hosting/request.ts'
import { readStanding, standingText } from '#core/hosting/standing.ts'
import type { Held, HeldFile, Standing, Target } from '#core/hosting/target.ts'
import { fromUtf8, sha256, toHex, toPaddedBase64, utf8 } from '#core/model/bytes.ts'
import { Problem } from '#core/model/problem.ts'
import { basePath } from '#core/publication/pages.ts'

/** A Worker of Cloudflare that serves nothing but files. */
export type CloudflareAccount = Readonly<{
  /** The account's ID. */
  account: string
  /** The Worker's name. */
  script: string
  /** An API token that may edit Workers scripts. */
  token: string
  /** Where customers read the site: files lie below its path. */
  publicAddress: string
  /** Where the API is. */
  api?: string
  /** Ends whatever is under way. */
  signal?: AbortSignal | undefined
}>

/** The file in which a site names its headers: no file there, but part of the Worker's configuration. */
const headersFile = '_headers'

/** The Worker's binding that says which publication it serves; it changes with the files, all at once. */
const binding = 'TILBUD_PUBLICATION'

/** Asked only where no file fits: answers with the page for that. */
const worker = 'export default { fetch: (request, env) => env.ASSETS.fetch(request) }\n'

/** A file as Cloudflare's manifest names it. */
type Asset = Readonly<{ hash: string; size: number }>
type Session = Readonly<{ jwt?: string | null; buckets?: readonly (readonly string[])[] | null }>
type Settings = Readonly<{ bindings?: readonly Readonly<{ name: string; type: string; text?: string }>[] }>

/** Hashed with its ending, as Cloudflare's own tool does: one content with two endings is two assets, each with its own media type. */
async function assetOf(path: string, bytes: Uint8Array<ArrayBuffer>): Promise<Asset> {
  const ending = /\.([^./]+)$/.exec(path)?.[1] ?? ''
  const digest = await sha256(utf8(toPaddedBase64(bytes) + ending))
  return { hash: toHex(digest).slice(0, 32), size: bytes.length }
}

const noteOf = ({ hash, size }: Asset) => `${hash} ${size}`

function assetIn(note: string | undefined): Asset | null {
  const [, hash, size] = /^([0-9a-f]{32}) (\d+)$/.exec(note ?? '') ?? []
  return hash ? { hash, size: Number(size) } : null
}

/** The calls of the API that a publication needs. */
function apiOf({
  account,
  script,
  token,
  api = 'https://api.cloudflare.com/client/v4',
  signal,
}: CloudflareAccount) {
  const workers = `${api}/accounts/${encodeURIComponent(account)}/workers`
  const own = `${workers}/scripts/${encodeURIComponent(script)}`

  async function call<T>(
    method: string,
    address: string,
    bearer: string,
    body?: FormData | object,
    expected: readonly number[] = [],
  ): Promise<T | null> {
    const isForm = body instanceof FormData
    const response = await ask(address, {
      method,
      signal,
      headers: {
        authorization: `Bearer ${bearer}`,
        ...(body && !isForm && { 'content-type': 'application/json' }),
      },
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
      expected,
    })
    const text = await textOf(response)
    if (!response.ok) return null
    const { result } = JSON.parse(text) as { result: T | null }
    return result
  }

  return {
    /** @returns null when there is no such Worker */
    settings: () => call<Settings>('GET', `${own}/settings`, token, undefined, [404]),
    session: async (manifest: Readonly<Record<string, Asset>>): Promise<Session> =>
      (await call<Session>('POST', `${own}/assets-upload-session`, token, { manifest })) ?? {},
    upload: (jwt: string, files: FormData) =>
      call<Session>('POST', `${workers}/assets/upload?base64=true`, jwt, files),
    deploy: (script: FormData) => call('PUT', own, token, script),
    failed: () => new Problem('hostFailed', { host: new URL(api).host, status: 200 }),
  }
}

type Api = ReturnType<typeof apiOf>

/** What a Worker says of itself; null where there is none or it says nothing. */
const standingIn = (settings: Settings | null) =>
  settings?.bindings?.find(({ name }) => name === binding)?.text ?? null

/** A file that was put, until it is uploaded; browsers keep blobs where they need no memory of the page. */
type Waiting = Readonly<{ path: string; blob: Blob }>

/** Brings what is missing of a manifest. @returns the token that completes it */
async function upload(
  api: Api,
  manifest: Readonly<Record<string, Asset>>,
  waiting: ReadonlyMap<string, Waiting>,
): Promise<string> {
  const { jwt, buckets } = await api.session(manifest)
  if (!jwt) throw api.failed()
  let completed = buckets?.length ? null : jwt
  for (const bucket of buckets ?? []) {
    const form = new FormData()
    for (const hash of bucket) {
      const file = waiting.get(hash)
      if (!file) throw api.failed()
      const base64 = toPaddedBase64(new Uint8Array(await file.blob.arrayBuffer()))
      form.append(hash, new File([base64], hash, { type: typeOf(file.path) }), hash)
    }
    completed = (await api.upload(jwt, form))?.jwt ?? completed
  }
  if (!completed) throw api.failed()
  return completed
}

function scriptForm(jwt: string, standing: Standing, headers: string | undefined): FormData {
  const form = new FormData()
  const metadata = {
    main_module: 'worker.js',
    compatibility_date: '2026-01-01',
    assets: {
      jwt,
      config: {
        html_handling: 'auto-trailing-slash',
        not_found_handling: '404-page',
        ...(headers !== undefined && { _headers: headers }),
      },
    },
    bindings: [
      { type: 'assets', name: 'ASSETS' },
      { type: 'plain_text', name: binding, text: standingText(standing) },
    ],
  }
  form.append('metadata', JSON.stringify(metadata))
  form.append('worker.js', new File([worker], 'worker.js', { type: 'application/javascript+module' }))
  return form
}

/**
 * A Worker of Cloudflare that serves a site as static assets. Nothing counts
 * before the last call, and then everything at once.
 */
export function cloudflareTarget(account: CloudflareAccount): Target {
  const api = apiOf(account)
  const base = basePath(account.publicAddress)
  const assets = new Map<string, Asset>()
  const waiting = new Map<string, Waiting>()
  let headers: string | undefined
  let claimed: { standing: Standing; tag: string | null } | null = null

  const manifest = () =>
    Object.fromEntries([...assets].map(([path, asset]) => [`${base}${path}`, asset] as const))

  async function demand(tag: string | null): Promise<void> {
    if (standingIn(await api.settings()) !== tag) throw new Problem('hostTaken')
  }

  /** What Cloudflare still has of what was put there last. */
  async function listKnown(known: Held): Promise<Held> {
    for (const [path, { note }] of known) {
      const asset = assetIn(note)
      if (path === headersFile) headers = note
      else if (asset) assets.set(path, asset)
    }
    const lost = new Set(assets.size ? (await api.session(manifest())).buckets?.flat() : [])
    for (const [path, { hash }] of assets) if (lost.has(hash)) assets.delete(path)
    const isThere = (path: string) => (path === headersFile ? headers !== undefined : assets.has(path))
    return new Map([...known].map(([path, file]) => [path, isThere(path) ? file : { mark: '' }]))
  }

  return {
    // Of a free plan; 100,000 of a paid one (developers.cloudflare.com/workers/platform/limits, 2026).
    mostFiles: 20_000,

    find: async () => {
      const text = standingIn(await api.settings())
      return text === null ? null : { standing: readStanding(text), tag: text }
    },

    claim: async (standing, tag) => {
      await demand(tag)
      claimed = { standing, tag }
    },

    list: async (known) => {
      if (known) return listKnown(known)
      // Nobody tells which files a Worker has. One that is not ours serves something else, which would go.
      const settings = await api.settings()
      const isForeign = settings !== null && standingIn(settings) === null
      return new Map<string, HeldFile>(isForeign ? [['index.html', { mark: '' }]] : [])
    },

    put: async ({ path, bytes }) => {
      if (path === headersFile) {
        headers = fromUtf8(bytes)
        return headers
      }
      const asset = await assetOf(path, bytes)
      assets.set(path, asset)
      waiting.set(asset.hash, { path, blob: new Blob([bytes]) })
      return noteOf(asset)
    },

    remove: async (paths) => {
      for (const path of paths) {
        assets.delete(path)
        if (path === headersFile) headers = undefined
      }
    },

    settle: async () => {
      const { standing, tag } = claimed!
      const jwt = await upload(api, manifest(), waiting)
      await demand(tag)
      await api.deploy(scriptForm(jwt, standing, headers))
      await demand(standingText(standing))
    },
  }
}
