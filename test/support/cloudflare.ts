/**
 * A stand-in for Cloudflare's API, since no account is at hand: it checks each
 * request against the documented form, and proves nothing about Cloudflare
 * itself. It follows these pages of developers.cloudflare.com:
 * workers/static-assets/direct-upload in its text of November 2025 (the page
 * was last changed on 10 August 2026), and as of 2026
 * workers/configuration/multipart-upload-metadata, workers/platform/limits and
 * workers/static-assets/headers.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'

type Manifest = Readonly<Record<string, { hash: string; size: number }>>
type Metadata = Readonly<{
  main_module: string
  compatibility_date: string
  assets: { jwt: string; config: { not_found_handling?: string; _headers?: string } }
  bindings: readonly { type: string; name: string; text?: string }[]
}>

class Refusal extends Error {
  readonly status: number
  readonly code: number
  constructor(status: number, code: number, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** Throws what Cloudflare answers to a request of another form. */
function need(fits: unknown, message: string, status = 400, code = 10_021): asserts fits {
  if (!fits) throw new Refusal(status, code, message)
}

export class CloudflareStandIn {
  readonly account = '023e105f4ecef8ad9ca31a8372d0c353'
  readonly script = 'tilbud'
  readonly token = 'api-token'
  /** What has been uploaded, by its hash. */
  readonly stored = new Map<string, { bytes: Buffer; type: string }>()
  /** What the Worker says and serves; null where there is none. */
  deployed: { metadata: Metadata; manifest: Manifest } | null = null
  readonly log: string[] = []
  /** The hashes that came with each upload. */
  readonly uploads: string[][] = []
  /** Answers nothing any more once so many requests came. */
  left = Infinity
  private readonly sessions = new Map<string, Manifest>()
  private readonly completions = new Map<string, Manifest>()
  private tokens = 0
  private server!: Server

  /** @param tls serves by https with these, in PEM @returns the address of the API */
  async start(tls?: Readonly<{ key: string; cert: string }>): Promise<string> {
    const reply = (request: IncomingMessage, response: ServerResponse) => void this.reply(request, response)
    this.server = tls ? createSecureServer(tls, reply) : createServer(reply)
    this.server.listen(0, '127.0.0.1')
    await once(this.server, 'listening')
    const { port } = this.server.address() as AddressInfo
    return `${tls ? 'https' : 'http'}://127.0.0.1:${port}/client/v4`
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    this.server.close()
    await once(this.server, 'close')
  }

  /** Every file that the Worker serves, by its path. */
  served(): Map<string, { text: string; type: string }> {
    return new Map(
      Object.entries(this.deployed?.manifest ?? {}).map(([path, { hash }]) => {
        const { bytes, type } = this.stored.get(hash)!
        return [path, { text: bytes.toString(), type }]
      }),
    )
  }

  private async reply(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, answer: object) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ messages: [], ...answer }))
    }
    try {
      const [status, result] = await this.answer(request)
      send(status, { success: true, errors: [], result })
    } catch (error) {
      if (!(error instanceof Refusal)) request.destroy()
      else {
        const { status, code, message } = error
        send(status, { success: false, errors: [{ code, message }], result: null })
      }
    }
  }

  private async answer(request: IncomingMessage): Promise<[number, unknown]> {
    const { method = '', url = '' } = request
    this.log.push(`${method} ${url}`)
    if (this.left-- <= 0) throw new Error('gone')
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const headers = new Headers({ 'content-type': request.headers['content-type'] ?? '' })
    const body = new Response(Buffer.concat(pieces), { headers })
    const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
    need(bearer, 'Unable to authenticate request', 401, 10_001)
    const workers = `/client/v4/accounts/${this.account}/workers`
    const own = `${workers}/scripts/${this.script}`
    if (method === 'POST' && url === `${workers}/assets/upload?base64=true`) return this.upload(bearer, body)
    need(bearer === this.token, 'Authentication error', 403, 10_000)
    if (method === 'GET' && url === `${own}/settings`) {
      need(this.deployed, 'This Worker does not exist on your account.', 404, 10_007)
      return [200, { bindings: this.deployed.metadata.bindings }]
    }
    if (method === 'POST' && url === `${own}/assets-upload-session`) return this.session(body)
    if (method === 'PUT' && url === own) return this.deploy(await body.formData())
    throw new Refusal(404, 7003, `Could not route to ${url}`)
  }

  private issue(kind: Map<string, Manifest>, manifest: Manifest): string {
    const jwt = `jwt-${++this.tokens}`
    kind.set(jwt, manifest)
    return jwt
  }

  private missing(manifest: Manifest): string[] {
    return [...new Set(Object.values(manifest).map(({ hash }) => hash))].filter(
      (hash) => !this.stored.has(hash),
    )
  }

  private async session(body: Response): Promise<[number, unknown]> {
    need(body.headers.get('content-type') === 'application/json', 'The manifest is JSON')
    const { manifest } = (await body.json()) as { manifest: Manifest }
    need(Object.keys(manifest).length <= 20_000, 'Too many files', 413, 10_068)
    for (const [path, { hash, size }] of Object.entries(manifest)) {
      need(path.startsWith('/') && !path.startsWith('//'), `Not a path: ${path}`)
      need(/^[0-9a-f]{32}$/.test(hash), `Not a hash: ${hash}`)
      need(Number.isSafeInteger(size) && size >= 0 && size < 25 * 2 ** 20, `Not a size: ${size}`)
    }
    const missing = this.missing(manifest)
    if (!missing.length) return [200, { jwt: this.issue(this.completions, manifest), buckets: [] }]
    const buckets = Array.from({ length: Math.ceil(missing.length / 300) }, (_, at) =>
      missing.slice(at * 300, at * 300 + 300),
    )
    return [201, { jwt: this.issue(this.sessions, manifest), buckets }]
  }

  private async upload(jwt: string, body: Response): Promise<[number, unknown]> {
    const manifest = this.sessions.get(jwt)
    need(manifest, 'This is no token of an upload', 401, 10_001)
    const asked = new Set(this.missing(manifest))
    const sizes = new Map(Object.values(manifest).map(({ hash, size }) => [hash, size]))
    const form = await body.formData()
    const hashes: string[] = []
    for (const [hash, file] of form) {
      need(typeof file !== 'string', 'A file is a part with a media type')
      need(asked.has(hash), `Nobody asked for ${hash}`)
      const base64 = await file.text()
      const bytes = Buffer.from(base64, 'base64')
      need(bytes.toString('base64') === base64, 'Not base64')
      need(bytes.length === sizes.get(hash), `Another size than in the manifest: ${bytes.length}`)
      this.stored.set(hash, { bytes, type: file.type })
      hashes.push(hash)
    }
    this.uploads.push(hashes)
    if (this.missing(manifest).length) return [202, { jwt: null }]
    return [201, { jwt: this.issue(this.completions, manifest) }]
  }

  private async deploy(form: FormData): Promise<[number, unknown]> {
    const text = form.get('metadata')
    need(typeof text === 'string', 'No metadata')
    const metadata = JSON.parse(text) as Metadata
    need(/^\d{4}-\d{2}-\d{2}$/.test(metadata.compatibility_date), 'No compatibility date')
    const main = form.get(metadata.main_module)
    need(main instanceof File && main.type === 'application/javascript+module', 'No main module')
    const manifest = this.completions.get(metadata.assets.jwt)
    need(manifest, 'This is no completion token', 400, 10_100)
    for (const variable of metadata.bindings)
      need(Buffer.byteLength(variable.text ?? '') <= 5 * 1024, 'A variable holds 5 kB', 400, 10_054)
    this.deployed = { metadata, manifest }
    return [200, { id: this.script, etag: String(this.tokens) }]
  }
}
