import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import * as plain from 'node:http'
import * as secure from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { accountOf, ownHeaders } from '#core/hosting/azure/sign.ts'
import { freePort } from '#scripts/ports.ts'
import { needTools } from '#scripts/tools.ts'

/**
 * Azurite, Microsoft's own emulator of Azure Storage, for tests: blobs and
 * queues in memory, on this machine alone.
 */

/** Files of a certificate and its key in PEM, with which a server speaks https. */
export type Certificate = Readonly<{ cert: string; key: string }>

type Served = Readonly<{ https?: Certificate | undefined }>

/** An account as `setUpAccount` takes it. */
export type TestAccount = Readonly<{
  account: string
  key: string
  endpoints: Readonly<{ blob: string; queue: string }>
}>

/** The emulator's account and key are the same everywhere. */
const account = 'devstoreaccount1'
const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='

/**
 * Keeps a service from sweeping out what was overwritten, which no option does:
 * with thousands of such files Azurite answers nothing for minutes, every ten
 * minutes, and what is being put meanwhile may be swept out, too.
 *
 * @param folder of the service
 * @returns a module to load before it
 */
function withoutSweeping(folder: string): string {
  const constants = JSON.stringify(join(folder, 'utils/constants.js'))
  const code = `import { createRequire } from 'node:module'
    createRequire(${constants})(${constants}).DEFAULT_GC_INTERVAL_MS = ${2 ** 31 - 1}`
  return `data:text/javascript,${encodeURIComponent(code)}`
}

/** Starts one service. @throws Error with what it said when it does not listen */
async function start(args: readonly string[], folder: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, args, {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('successfully listen')) resolve()
    })
    child.once('exit', () => reject(new Error(`Azurite ended: ${said}`)))
  })
  return child
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

/** Starts blobs and queues, installed first where they are missing. */
export async function serveAzurite({ https }: Served = {}): Promise<
  TestAccount & Readonly<{ close: () => Promise<void> }>
> {
  const modules = await needTools('azurite', { azurite: '3.37.0' }, 'Azurite')
  const folder = await mkdtemp(join(tmpdir(), 'tilbud-azurite-'))
  const begin = async (service: 'blob' | 'queue') => {
    const port = await freePort()
    const args = [
      `--${service}Port`,
      String(port),
      '--inMemoryPersistence',
      '--silent',
      '--disableTelemetry',
      ...(https ? ['--cert', https.cert, '--key', https.key] : []),
    ]
    const program = join(modules, 'azurite/dist/src', service)
    const started = ['--import', withoutSweeping(program), join(program, 'main.js'), ...args]
    const child = await start(started, folder)
    return { child, address: `${https ? 'https' : 'http'}://127.0.0.1:${port}/${account}` }
  }
  const [blob, queue] = await Promise.all([begin('blob'), begin('queue')])
  const close = async () => {
    await Promise.all([stop(blob.child), stop(queue.child)])
    await rm(folder, { recursive: true, force: true })
  }
  return { account, key, endpoints: { blob: blob.address, queue: queue.address }, close }
}

/**
 * Serves `$web` as Azure's static website does, which Azurite lacks.
 *
 * @returns its address, without a slash at the end
 */
export async function serveWebsite(
  { account: name, key, endpoints }: TestAccount,
  { https }: Served = {},
): Promise<{ address: string; close: () => Promise<void> }> {
  const account = await accountOf(name, key)
  const { get } = endpoints.blob.startsWith('https:') ? secure : plain
  const read = async (path: string) => {
    const address = `${endpoints.blob}/$web${path}`
    const headers = await ownHeaders(account, 'GET', address)
    return new Promise<plain.IncomingMessage>((resolve, reject) =>
      get(address, { headers, rejectUnauthorized: false }, resolve).on('error', reject),
    )
  }
  const answer = async (request: plain.IncomingMessage, response: plain.ServerResponse) => {
    const path = (request.url ?? '/').replace(/\?.*/, '')
    const found = await read(path.endsWith('/') ? `${path}index.html` : path)
    const isThere = found.statusCode === 200
    const file = isThere ? found : await read('/404.html')
    const { 'content-type': type = '', 'cache-control': cache = '' } = file.headers
    response.writeHead(isThere ? 200 : 404, { 'content-type': type, 'cache-control': cache })
    file.pipe(response)
  }
  const listener: plain.RequestListener = (request, response) => {
    answer(request, response).catch(() => response.writeHead(502).end())
  }
  const server = https
    ? secure.createServer({ cert: await readFile(https.cert), key: await readFile(https.key) }, listener)
    : plain.createServer(listener)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as { port: number }
  const close = async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  }
  return { address: `${https ? 'https' : 'http'}://localhost:${port}`, close }
}
