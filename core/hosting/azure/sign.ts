import { fromBase64, toPaddedBase64, utf8 } from '#core/model/bytes.ts'
import { Problem } from '#core/model/problem.ts'

/**
 * How Azure Storage knows who asks: the owner of an account by a key that signs
 * each request (Shared Key), others by an address that names a stored access
 * policy (service SAS). What such an address allows, and until when, is said by
 * the policy alone, so that it can be changed and taken back.
 */

/** The version of Azure's interface that requests and addresses are written in. */
const version = '2023-11-03'

/** An account with its key, which signs and cannot be read out again. */
export type Account = Readonly<{ name: string; key: CryptoKey }>

/** @throws Problem `invalid` when name or key cannot be one */
export async function accountOf(name: string, keyText: string): Promise<Account> {
  const faulty = (path: string) => new Problem('invalid', {}, [{ path, rule: 'characters' }])
  if (!/^[a-z0-9]{3,24}$/.test(name)) throw faulty('account')
  if (!/^[A-Za-z0-9+/]{86}==$/.test(keyText)) throw faulty('key')
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  return { name, key: await crypto.subtle.importKey('raw', fromBase64(keyText), hmac, false, ['sign']) }
}

const signature = async ({ key }: Account, text: string) =>
  toPaddedBase64(new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(text))))

/** Headers besides `content-length` that are signed by their place, in their order. */
const placed = [
  'content-md5',
  'content-type',
  'date',
  'if-modified-since',
  'if-match',
  'if-none-match',
  'if-unmodified-since',
  'range',
]

/** The headers of a request that the account's owner sends: those given, and what signs it. Names in lower case. */
export async function ownHeaders(
  account: Account,
  method: string,
  address: string,
  given: Readonly<Record<string, string>> = {},
  body = '',
): Promise<Record<string, string>> {
  const headers: Record<string, string> = {
    ...given,
    'x-ms-date': new Date().toUTCString(),
    'x-ms-version': version,
  }
  const { pathname, searchParams } = new URL(address)
  const own = Object.keys(headers).filter((name) => name.startsWith('x-ms-'))
  const length = utf8(body).length
  const text = [
    method,
    '',
    '',
    length || '',
    ...placed.map((name) => headers[name] ?? ''),
    ...own.sort().map((name) => `${name}:${headers[name]}`),
    `/${account.name}${pathname}`,
    ...[...searchParams].map(([name, value]) => `${name}:${value}`).sort(),
  ].join('\n')
  return { ...headers, authorization: `SharedKey ${account.name}:${await signature(account, text)}` }
}

/**
 * An address with the rights of a stored access policy.
 *
 * @param address of the container or queue
 * @param policy its name; it need not be there yet
 */
export async function grant(
  account: Account,
  service: 'blob' | 'queue',
  address: string,
  policy: string,
): Promise<string> {
  const url = new URL(address)
  const name = url.pathname.slice(url.pathname.lastIndexOf('/') + 1)
  const resource = `/${service}/${account.name}/${name}`
  // What is left empty is for the policy to say; a blob has seven fields more than a queue.
  const ofBlob = service === 'blob' ? ['c', '', '', '', '', '', '', ''] : []
  const text = ['', '', '', resource, policy, '', '', version, ...ofBlob].join('\n')
  url.searchParams.set('sv', version)
  if (service === 'blob') url.searchParams.set('sr', 'c')
  url.searchParams.set('si', policy)
  url.searchParams.set('sig', await signature(account, text))
  return url.href
}

/** An address below one that was granted, with the same rights. */
export function below(granted: string, path: string, query: Readonly<Record<string, string>> = {}): string {
  const url = new URL(granted)
  if (path) url.pathname += `/${path.split('/').map(encodeURIComponent).join('/')}`
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return url.href
}
