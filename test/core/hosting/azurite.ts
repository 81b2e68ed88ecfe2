import { afterAll, afterEach, beforeAll, vi } from 'vitest'
import { setUpAccount, type Grants } from '#core/hosting/azure/setUp.ts'
import { accountOf, ownHeaders } from '#core/hosting/azure/sign.ts'
import { ask } from '#core/hosting/request.ts'
import { serveAzurite, type TestAccount } from '#scripts/azurite.ts'

/** An account in Azurite that has been set up, for the tests of a file. */
export type Azure = {
  storage: TestAccount
  grants: Grants
}

export const blob = { 'x-ms-blob-type': 'BlockBlob' }
export const xml = { 'content-type': 'application/xml' }

/** The account's owner, whose grants end tomorrow. */
export const ownerOf = ({ storage }: Azure) => ({
  ...storage,
  expires: new Date(Date.now() + 24 * 3_600_000).toISOString(),
})

/** Starts Azurite before the tests of a file, and ends it after them. @returns what is there once they run */
export function useAzure(): Azure {
  const azure = {} as Azure
  let close: (() => Promise<void>) | undefined
  beforeAll(async () => {
    const { close: end, ...storage } = await serveAzurite()
    close = end
    azure.storage = storage
    azure.grants = await setUpAccount({ ...ownerOf(azure) })
  }, 600_000)
  afterEach(() => vi.restoreAllMocks())
  afterAll(() => close?.())
  return azure
}

type Tried = Readonly<{ headers?: Record<string, string>; body?: string }>

/** The status of a request that carries nothing but its address. */
export async function statusOf(method: string, address: string, { headers = {}, body }: Tried = {}) {
  const response = await fetch(address, { method, headers, ...(body !== undefined && { body }) })
  await response.arrayBuffer()
  return response.status
}

/** What the account's owner reads or does. */
export async function asOwner(
  { storage }: Azure,
  method: string,
  address: string,
  body = '',
  given: Record<string, string> = {},
) {
  const account = await accountOf(storage.account, storage.key)
  const headers = await ownHeaders(account, method, address, { ...given, ...(body && xml) }, body)
  const response = await ask(address, { method, headers, ...(body && { body }) })
  return response.text()
}

/** Stands between this program and the network, for one test. */
export function onTheWay(
  between: (address: string, init: RequestInit, send: typeof fetch) => Promise<Response>,
): void {
  const send = fetch
  vi.spyOn(globalThis, 'fetch').mockImplementation((address, init = {}) =>
    between(address as string, init, send),
  )
}

export const clearInbox = (azure: Azure) =>
  asOwner(azure, 'DELETE', `${azure.storage.endpoints.queue}/inbox/messages`)
