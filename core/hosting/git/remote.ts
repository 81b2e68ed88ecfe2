import '#core/hosting/git/buffer.ts'
import { getRemoteInfo2, type GitHttpRequest, type GitHttpResponse } from 'isomorphic-git'
import { firstCommit } from '#core/hosting/git/objects.ts'
import { bands, Broken, flush, NotGit, packets, pktLine } from '#core/hosting/git/pktLine.ts'
import { readFiles, type FilesOfTree } from '#core/hosting/git/readPack.ts'
import { ask, type HostRequest } from '#core/hosting/request.ts'
import { concat, joined, utf8 } from '#core/model/bytes.ts'
import { Problem } from '#core/model/problem.ts'

/**
 * What is said to a git host: which commit a branch has, what is in it, and
 * which one it shall have. Protocol version 0, which every host speaks.
 */

export type GitAddress = Readonly<{
  /** Of the repository, as `git clone` takes it. */
  address: string
  branch: string
  /** Most hosts look at the token alone. */
  user?: string | undefined
  token: string
  /** Ends whatever is under way. */
  signal?: AbortSignal | undefined
}>

/** Which objects of a commit are wanted, where the host can leave some out: none but itself, or no files. */
type Filter = 'tree:0' | 'blob:none'

export type Rejection = Readonly<{
  /** Why, as the host says it. */
  reason: string
}>

/** How much of a pack is fetched at most for the commit at its start, where a host leaves nothing out. */
const firstPart = 65_536

/** A first push or a fetch of everything goes over slow lines, too: milliseconds. */
const longest = 900_000

const zero = '0'.repeat(40)

/** An error by which isomorphic-git says that it did not understand the host. */
const isOfGit = (error: unknown): error is Error & { code: string } =>
  (error as { isIsomorphicGitError?: true } | null)?.isIsomorphicGitError === true

export class Remote {
  private readonly branch: string
  private readonly address: string
  readonly host: string
  private readonly authorization: string
  private readonly signal: AbortSignal | undefined
  /** What the host can do when something is pushed, and when something is fetched. */
  private capabilities: Record<'push' | 'fetch', Readonly<Record<string, string | true>> | null> = {
    push: null,
    fetch: null,
  }

  constructor({ address, branch, user = 'tilbud', token, signal }: GitAddress) {
    this.address = address
    this.signal = signal
    this.host = new URL(address).host
    this.branch = `refs/heads/${branch}`
    this.authorization = `Basic ${btoa(String.fromCharCode(...utf8(`${user}:${token}`)))}`
  }

  /** Makes a Problem of what shows that the connection broke, or that no git answered. */
  private async guard<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      const { host } = this
      if (error instanceof Broken) throw new Problem('hostUnreachable', { host })
      if (error instanceof NotGit) throw new Problem('hostFailed', { host, status: `git: ${error.message}` })
      if (isOfGit(error)) throw new Problem('hostFailed', { host, status: `git: ${error.code}` })
      throw error
    }
  }

  private async send(url: string, request: HostRequest): Promise<Response> {
    const headers = { ...request.headers, authorization: this.authorization }
    const response = await ask(url, { ...request, headers, signal: this.signal, expected: [404] })
    // GitHub says 404 to whoever may not see a repository, Azure DevOps shows its sign-in page with 203.
    if (response.status !== 404 && response.status !== 203) return response
    await response.body?.cancel()
    throw new Problem('hostRefused', { host: this.host, status: response.status })
  }

  private post(service: string, body: Uint8Array<ArrayBuffer>, patience: number): Promise<Response> {
    return this.send(`${this.address}/${service}`, {
      method: 'POST',
      headers: {
        'content-type': `application/x-${service}-request`,
        accept: `application/x-${service}-result`,
      },
      body,
      patience,
    })
  }

  private readonly http = {
    request: async ({ url, method = 'GET', headers = {} }: GitHttpRequest): Promise<GitHttpResponse> => {
      const response = await this.send(url, { method, headers })
      const bytes = await response.arrayBuffer().catch(() => {
        throw new Broken()
      })
      return {
        url,
        method,
        statusCode: response.status,
        statusMessage: response.statusText,
        headers: Object.fromEntries(response.headers),
        body: (async function* () {
          yield new Uint8Array(bytes)
        })(),
      }
    },
  }

  private async discover(way: 'push' | 'fetch'): Promise<string | null> {
    const { capabilities, refs = [] } = await getRemoteInfo2({
      http: this.http,
      url: this.address,
      forPush: way === 'push',
      protocolVersion: 1,
    })
    const format = capabilities['object-format'] ?? 'sha1'
    if (format !== 'sha1') throw new NotGit(String(format))
    this.capabilities[way] = capabilities
    return refs.find(({ ref }) => ref === this.branch)?.oid ?? null
  }

  /** The name of the branch's commit, null when there is no such branch. Asked for as one who may write there. */
  readHead(): Promise<string | null> {
    return this.guard(() => this.discover('push'))
  }

  /** Asks for a commit without its history. @returns the pack piece by piece */
  private async *fetch(oid: string, filter: Filter): AsyncGenerator<Uint8Array, void> {
    if (!this.capabilities.fetch) await this.discover('fetch')
    const can = this.capabilities.fetch!
    const wanted = ['multi_ack_detailed', 'side-band-64k', 'ofs-delta', 'no-progress', 'filter']
    const chosen = wanted.filter((name) => can[name])
    const lines = [
      pktLine(`want ${oid} ${chosen.join(' ')}\n`),
      pktLine('deepen 1\n'),
      ...(can.filter ? [pktLine(`filter ${filter}\n`)] : []),
    ]
    const response = await this.post('git-upload-pack', concat(...lines, flush, pktLine('done\n')), longest)
    for await (const { kind, bytes } of bands(response.body!)) {
      const refusal = kind === 'line' && /^ERR (.*)/.exec(new TextDecoder().decode(bytes))
      if (refusal) throw new NotGit(refusal[1])
      if (kind === 'data') yield bytes
    }
  }

  /** A commit. Where the host can leave nothing out, the answer is ended after its beginning. */
  fetchCommit(oid: string): Promise<Uint8Array> {
    return this.guard(async () => {
      let pack: Uint8Array = new Uint8Array()
      for await (const bytes of this.fetch(oid, 'tree:0')) {
        pack = concat(pack, bytes)
        if (pack.length > firstPart) break
      }
      const commit = firstCommit(pack)
      if (!commit) throw new NotGit('no commit')
      return commit
    })
  }

  /**
   * The files of a commit, and its trees. Where the host cannot leave them out, what is in the files is fetched, too.
   *
   * @param tree the commit's
   */
  fetchFiles(oid: string, tree: string): Promise<FilesOfTree> {
    return this.guard(async () => {
      const parts: Uint8Array[] = []
      for await (const bytes of this.fetch(oid, 'blob:none')) parts.push(bytes)
      return readFiles(concat(...parts), tree)
    })
  }

  /**
   * Lets the branch have another commit, when it still has the one that is named.
   *
   * @param from null when there was no branch
   * @param pack in parts
   * @returns null when it has it now
   */
  push(from: string | null, to: string, pack: readonly Uint8Array[]): Promise<Rejection | null> {
    return this.guard(async () => {
      const can = this.capabilities.push ?? {}
      const chosen = ['report-status', 'side-band-64k'].filter((name) => can[name])
      const command = pktLine(`${from ?? zero} ${to} ${this.branch}\0 ${chosen.join(' ')}\n`)
      const response = await this.post('git-receive-pack', joined([command, flush, ...pack]), longest)
      const { report, said } = await readReport(response.body!)
      const refused = report.find((line) => !/^(?:unpack ok$|ok )/.test(line))
      if (!refused && report.length > 0) return null
      const reason = (refused ?? 'no report').replace(/^ng \S+ /, '')
      return { reason: [reason, said].filter(Boolean).join(': ').slice(0, 300) }
    })
  }
}

/** What a host reports of a push, and what it says to whoever pushes. */
async function readReport(
  stream: ReadableStream<Uint8Array>,
): Promise<{ report: readonly string[]; said: string }> {
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trimEnd()
  const report: string[] = []
  const data: Uint8Array<ArrayBuffer>[] = []
  const said: string[] = []
  for await (const { kind, bytes } of bands(stream)) {
    if (kind === 'line') report.push(decode(bytes))
    else if (kind === 'data') data.push(concat(bytes))
    else said.push(decode(bytes))
  }
  for await (const line of packets(new Blob(data).stream())) report.push(decode(line))
  return { report, said: said.join(' ').replace(/\s+/g, ' ').trim() }
}
