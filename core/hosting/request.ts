import { Problem } from '#core/model/problem.ts'

/** The one place where requests leave for hosts. */

/** How long a host may take for one answer when nothing else is said, in milliseconds. */
const usual = 60_000

/** How often a request is sent that a host was too busy for or that did not get through. */
const tries = 4

/** Answers after which the same request may do. */
const passing = new Set([408, 425, 429, 500, 502, 503, 504])

export type HostRequest = Readonly<{
  method: string
  headers?: Readonly<Record<string, string>>
  body?: Uint8Array<ArrayBuffer> | string | FormData
  /** Answers besides 2xx that say something to the caller. */
  expected?: readonly number[]
  /** How long it may take, in milliseconds. */
  patience?: number
  signal?: AbortSignal | undefined
}>

/** Milliseconds to wait before another try: what the host asks for, else longer each time; at most ten seconds. */
function pause(response: Response | null, tried: number): number {
  const asked = Number(response?.headers.get('retry-after') ?? Number.NaN) * 1000
  const own = 250 * 2 ** tried * (0.5 + Math.random())
  return Math.min(Number.isFinite(asked) ? Math.max(asked, own) : own, 10_000)
}

/** Waits so many milliseconds, or until it is stopped. */
const wait = (milliseconds: number, signal: AbortSignal | undefined) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    signal?.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })

/** Hosts to which each request says when it was sent take none that is further off, in milliseconds. */
const clockMayDiffer = 15 * 60_000

/** Whether the clock of whoever answers shows another time. */
const hasOtherTime = (headers: Headers) =>
  Math.abs(Date.parse(headers.get('date') ?? '') - Date.now()) > clockMayDiffer

/** The problem that an answer means. */
function problemOf(address: string, { status, headers }: Response): Problem {
  // Azure's own name of it, which tells a wrong key from one that may not be used.
  const reason = headers.get('x-ms-error-code')
  const detail = { host: new URL(address).host, status, ...(reason && { reason }) }
  if (status === 401 || status === 403)
    return new Problem(hasOtherTime(headers) ? 'hostClock' : 'hostRefused', detail)
  if (status === 507) return new Problem('hostFull', detail)
  return new Problem('hostFailed', detail)
}

/** Sends a request once: without cookies, following no redirect. @throws TypeError, DOMException as `fetch` does */
export const request = (
  address: string,
  { method, headers, body, patience = usual, signal }: HostRequest,
): Promise<Response> =>
  fetch(address, {
    method,
    headers,
    body: body ?? null,
    cache: 'no-store',
    credentials: 'omit',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.any([AbortSignal.timeout(patience), ...(signal ? [signal] : [])]),
  })

/**
 * Sends a request to a host, again when the host was busy. Only requests that
 * may be sent twice come here.
 *
 * @throws Problem `hostUnreachable`, `hostRefused`, `hostClock`, `hostFull`, `hostFailed`; `stopped` when `signal` ends it
 */
export async function ask(address: string, asked: HostRequest): Promise<Response> {
  const { expected = [], signal } = asked
  for (let tried = 0; ; tried++) {
    const response = await request(address, asked).catch(() => null)
    if (signal?.aborted) throw new Problem('stopped')
    if (response && (response.ok || expected.includes(response.status))) return response
    // What is not read keeps its connection.
    await response?.body?.cancel()
    if ((response && !passing.has(response.status)) || tried + 1 === tries) {
      if (response) throw problemOf(address, response)
      throw new Problem('hostUnreachable', { host: new URL(address).host })
    }
    await wait(pause(response, tried), signal)
    if (signal?.aborted) throw new Problem('stopped')
  }
}

/** The text of an answer. @throws Problem `hostUnreachable` when it ends early */
export const textOf = (response: Response): Promise<string> =>
  response.text().catch(() => {
    throw new Problem('hostUnreachable', { host: new URL(response.url).host })
  })

/** A way to ask that ends with the work that it is part of. */
export type Ask = typeof ask
export const asking =
  (signal: AbortSignal | undefined): Ask =>
  (address, asked) =>
    ask(address, { ...asked, signal })
