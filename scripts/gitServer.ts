import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { needDebian } from '#scripts/debian.ts'

export type GitServerOptions = Readonly<{
  /** What must be the password; the name may be any. */
  token: string
  /** Whether files can be left out of what is fetched, as on most hosts. */
  filter?: boolean
  /** Serves by https with these, in PEM. */
  tls?: Readonly<{ key: string; cert: string }>
}>

/** What happens to a request: it is let through, or its connection ends before or after git has done what it asks. */
export type Fate = 'before' | 'after' | null

export type GitServer = Readonly<{
  /** Of the repository. */
  address: string
  /** The bare repository. */
  folder: string
  /** Runs git in the repository. @returns what it prints */
  git: (...args: readonly string[]) => Promise<string>
  /** Every request that was let through, in their order: method and what is asked. */
  requests: string[]
  /** How many objects each push brought. */
  pushed: number[]
  /** Decides on requests for a service, such as `git-receive-pack`. */
  judge: (fate: (request: string) => Fate | Promise<Fate>) => void
  /** Lets a hook of this name run. @param script of the shell */
  hook: (name: string, script: string) => Promise<void>
  close: () => Promise<void>
}>

/** Of git's own settings only those of the repository count. */
const environment = {
  PATH: process.env.PATH,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
}

/** Runs git apart from the settings of whoever runs it. @returns what it prints */
export async function runGit(folder: string, ...args: readonly string[]): Promise<string> {
  const program = needDebian('git', 'git')
  const { stdout } = await promisify(execFile)(program, args, {
    cwd: folder,
    env: environment,
    maxBuffer: 64 * 1024 * 1024,
  })
  return stdout
}

/** Asks `git http-backend` as a web server does (RFC 3875). */
async function runBackend(root: string, request: IncomingMessage, body: Buffer): Promise<Buffer> {
  const { pathname, searchParams } = new URL(request.url!, 'http://localhost')
  const backend = spawn(needDebian('git', 'git'), ['http-backend'], {
    env: {
      ...environment,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      REQUEST_METHOD: request.method,
      PATH_INFO: pathname,
      QUERY_STRING: searchParams.toString(),
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      CONTENT_LENGTH: String(body.length),
      REMOTE_USER: 'somebody',
      REMOTE_ADDR: '127.0.0.1',
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  backend.stdin.on('error', () => {})
  backend.stdin.end(body)
  const parts: Buffer[] = []
  for await (const part of backend.stdout) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** Gives an answer of the backend on. It has no CORS headers, as those of hosts have none. */
function give(answer: Buffer, response: ServerResponse): void {
  const end = answer.indexOf('\r\n\r\n')
  const heads = answer.subarray(0, end).toString('latin1').split('\r\n')
  let status = 200
  for (const head of heads) {
    const [, name, value] = /^([^:]+): (.*)$/.exec(head) ?? []
    if (name === 'Status') status = Number.parseInt(value!, 10)
    else if (name) response.setHeader(name, value!)
  }
  response.writeHead(status).end(answer.subarray(end + 4))
}

/** How many objects are in the pack of a push. */
const objectsIn = (body: Buffer) => body.readUInt32BE(body.indexOf('PACK') + 8)

/**
 * Serves a new, empty repository on this machine through git's own
 * `http-backend`, behind a password. Installs git when it is missing.
 */
export async function serveGit({ token, filter = true, tls }: GitServerOptions): Promise<GitServer> {
  const root = await mkdtemp(join(tmpdir(), 'tilbud-git-'))
  const folder = join(root, 'site.git')
  const git = (...args: readonly string[]) => runGit(folder, ...args)
  await runGit(root, 'init', '--quiet', '--bare', '--initial-branch=main', folder)
  await git('config', 'http.receivepack', 'true')
  await git('config', 'uploadpack.allowFilter', String(filter))
  const requests: string[] = []
  const pushed: number[] = []
  let judge: (request: string) => Fate | Promise<Fate> = () => null

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    const [, sent = ''] = /^Basic (.+)$/.exec(request.headers.authorization ?? '') ?? []
    const password = Buffer.from(sent, 'base64').toString().split(':').slice(1).join(':')
    if (password !== token) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end()
      return
    }
    const what = `${request.method} ${request.url!.replace(/^\/site\.git\//, '')}`
    const fate = await judge(what)
    if (fate === 'before') return void response.destroy()
    requests.push(what)
    if (what === 'POST git-receive-pack') pushed.push(objectsIn(body))
    const answer = await runBackend(root, request, body)
    if (fate === 'after') response.destroy()
    else give(answer, response)
  }
  const listen = (request: IncomingMessage, response: ServerResponse) =>
    void handle(request, response).catch(() => response.destroy())
  const server = tls ? createSecureServer(tls, listen) : createServer(listen)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  return {
    address: `${tls ? 'https' : 'http'}://127.0.0.1:${port}/site.git`,
    folder,
    git,
    requests,
    pushed,
    judge: (fate) => void (judge = fate),
    hook: async (name, script) => {
      const file = join(folder, 'hooks', name)
      await writeFile(file, `#!/bin/sh\n${script}\n`)
      await chmod(file, 0o755)
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
      await rm(root, { recursive: true, force: true })
    },
  }
}
