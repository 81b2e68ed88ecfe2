import { mostPolicies, namesOf, withPolicies, type Policy } from '#core/hosting/azure/policies.ts'
import { accountOf, below, grant, ownHeaders, type Account } from '#core/hosting/azure/sign.ts'
import { insides, textIn } from '#core/hosting/azure/xml.ts'
import { ask } from '#core/hosting/request.ts'
import { Problem } from '#core/model/problem.ts'

/**
 * Makes a storage account a host of pages and an inbox of answers. Its key is
 * asked for, used and forgotten: what stays are addresses, each of which allows
 * one thing until the account's owner takes it back.
 */

/** What the account's owner gives. */
export type Owner = Readonly<{
  account: string
  /** One of the account's two keys, as the portal shows it. */
  key: string
  /** When the grants end: an instant in UTC. */
  expires: string
  /** Where the account's services are, without a slash at the end: in Azure's public cloud, when not given. */
  endpoints?: Endpoints
}>

type Endpoints = Readonly<{ blob: string; queue: string }>

/** Addresses of the inbox, each with its rights. */
export type InboxGrants = Readonly<{
  /** To take answers out of it: whoever has this can lose them. */
  take: string
  /** To look into it. */
  look: string
  /** To put something in: every page has it. */
  hand: string
}>

/** Addresses, each with its rights. */
export type Grants = InboxGrants &
  Readonly<{
    /** The container that is served, and the one that tells which publication lies there: whoever has these owns the site. */
    publish: Readonly<{ pages: string; standing: string }>
  }>

/** What an account is asked to do; a Problem names the step that failed. */
export type Step = 'website' | 'pages' | 'standing' | 'cors' | 'inbox' | 'rights' | 'ready'

/** The rights of each policy, in Azure's order: read, create, write, delete, list; of a queue: read, add, process. */
const rights = { pages: 'rcwdl', standing: 'rcw', take: 'p', look: 'r', hand: 'a' } as const

/** How long Azure may take until a new policy counts, in milliseconds, and how often to look. */
const [untilPoliciesCount, betweenLooks] = [45_000, 2_000]

type Places = Readonly<{ pages: string; standing: string; inbox: string }>

/** An account and where its parts are. */
type Storage = Readonly<{ account: Account; endpoints: Endpoints; places: Places }>

async function open({ account: name, key, endpoints }: Owner): Promise<Storage> {
  const account = await accountOf(name.trim(), key.trim())
  const found = endpoints ?? {
    blob: `https://${account.name}.blob.core.windows.net`,
    queue: `https://${account.name}.queue.core.windows.net`,
  }
  const places = {
    pages: `${found.blob}/$web`,
    standing: `${found.blob}/tilbud`,
    inbox: `${found.queue}/inbox`,
  }
  return { account, endpoints: found, places }
}

/** Sends a request in the name of the account's owner. @returns what it says */
async function send(
  account: Account,
  method: string,
  address: string,
  body = '',
  expected: readonly number[] = [],
): Promise<string> {
  const type: Record<string, string> = body ? { 'content-type': 'application/xml' } : {}
  const headers = await ownHeaders(account, method, address, type, body)
  const response = await ask(address, { method, headers, ...(body && { body }), expected })
  return response.text()
}

/** Does a step. @throws Problem that names it */
async function during<T>(step: Step, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Problem) throw new Problem(error.code, { ...error.detail, step }, error.faults)
    throw error
  }
}

const properties = (endpoint: string) => `${endpoint}/?restype=service&comp=properties`

/** What is left out stays as it is. */
const xmlOfProperties = (inside: string) =>
  `<?xml version="1.0" encoding="utf-8"?><StorageServiceProperties>${inside}</StorageServiceProperties>`

/** Pages are served at the account's own web address. */
const website =
  '<StaticWebsite><Enabled>true</Enabled><IndexDocument>index.html</IndexDocument><ErrorDocument404Path>404.html</ErrorDocument404Path></StaticWebsite>'

/**
 * Pages may read what the inbox answers, wherever they lie: a rule that names
 * their address keeps nobody out, since Azure stores what others send and only
 * hides its answer from them. Rules of others stay: whatever has our form is
 * replaced.
 */
function corsAfter(before: string): string {
  const ours =
    '<AllowedMethods>POST</AllowedMethods><AllowedHeaders>content-type</AllowedHeaders><ExposedHeaders></ExposedHeaders><MaxAgeInSeconds>86400</MaxAgeInSeconds>'
  const isOurs = (rule: string) =>
    textIn(rule, 'AllowedMethods') === 'POST' &&
    textIn(rule, 'AllowedHeaders') === 'content-type' &&
    textIn(rule, 'MaxAgeInSeconds') === '86400'
  const rules = [
    ...insides(before, 'CorsRule').filter((rule) => !isOurs(rule)),
    `<AllowedOrigins>*</AllowedOrigins>${ours}`,
  ]
  return `<Cors>${rules.map((rule) => `<CorsRule>${rule}</CorsRule>`).join('')}</Cors>`
}

const acl = (place: string, service: 'blob' | 'queue') =>
  service === 'blob' ? `${place}?restype=container&comp=acl` : `${place}?comp=acl`

/** Changes the policies of a container or queue. @param change is told the names of those that are there */
async function changePolicies(
  { account }: Storage,
  address: string,
  change: (names: readonly string[]) => Readonly<{ set: readonly Policy[]; drop?: readonly string[] }>,
): Promise<void> {
  const xml = await send(account, 'GET', address)
  const { set, drop } = change(namesOf(xml))
  await send(account, 'PUT', address, withPolicies(xml, set, drop))
}

/**
 * The policies by which pages put answers in, the newest last. Their numbers
 * rise and none comes again: an old page's address would count again with it.
 */
const handsIn = (names: readonly string[]) =>
  names
    .filter((name) => /^hand([2-9]|[1-9]\d+)?$/.test(name))
    .sort((one, other) => numberOf(one) - numberOf(other))

const numberOf = (hand: string) => Number(hand.slice('hand'.length) || '1')

/** Gives the grants of the pages their policies, until `expires`. */
async function givePages(storage: Storage, expires: string): Promise<Grants['publish']> {
  const { account, places } = storage
  // This also makes a container private: one that anybody can list tells where every offer lies.
  for (const place of ['pages', 'standing'] as const)
    await changePolicies(storage, acl(places[place], 'blob'), () => ({
      set: [{ name: 'publish', rights: rights[place], expires }],
    }))
  return {
    pages: await grant(account, 'blob', places.pages, 'publish'),
    standing: await grant(account, 'blob', places.standing, 'publish'),
  }
}

/** Gives the grants of the inbox their policies, until `expires`: every one that pages have. */
async function giveInbox(storage: Storage, expires: string): Promise<InboxGrants> {
  const { account, places } = storage
  let hands: readonly string[] = []
  await changePolicies(storage, acl(places.inbox, 'queue'), (names) => {
    hands = handsIn(names)
    if (!hands.length) hands = ['hand']
    const set = [
      { name: 'take', rights: rights.take, expires },
      { name: 'look', rights: rights.look, expires },
      ...hands.map((name) => ({ name, rights: rights.hand, expires })),
    ]
    return { set }
  })
  const inbox = (name: string) => grant(account, 'queue', places.inbox, name)
  return { take: await inbox('take'), look: await inbox('look'), hand: await inbox(hands.at(-1)!) }
}

/** Waits until policies count. @param reads addresses that they allow to read @throws Problem `hostRefused` when they do not in time */
async function untilReady(reads: readonly string[]): Promise<void> {
  const end = Date.now() + untilPoliciesCount
  for (const address of reads)
    for (;;) {
      const mayWait = Date.now() < end
      const { status } = await ask(address, { method: 'GET', expected: mayWait ? [403, 404] : [404] })
      if (status !== 403) break
      await new Promise((resolve) => setTimeout(resolve, betweenLooks))
    }
}

async function giveReadyPages(storage: Storage, expires: string): Promise<Grants['publish']> {
  const publish = await during('rights', () => givePages(storage, expires))
  const { pages, standing } = publish
  const list = below(pages, '', { restype: 'container', comp: 'list', maxresults: '1' })
  await during('ready', () => untilReady([list, below(standing, 'publication.json')]))
  return publish
}

async function giveReadyInbox(storage: Storage, expires: string): Promise<InboxGrants> {
  const grants = await during('rights', () => giveInbox(storage, expires))
  await during('ready', () => untilReady([below(grants.look, 'messages', { peekonly: 'true' })]))
  return grants
}

const put = ({ account }: Storage, address: string, body = '') => send(account, 'PUT', address, body)

/** Makes a container or queue that may be there already. */
const make = ({ account }: Storage, address: string) => send(account, 'PUT', address, '', [409])

async function makeInbox(storage: Storage): Promise<void> {
  const address = properties(storage.endpoints.queue)
  await during('cors', async () => {
    const before = await send(storage.account, 'GET', address)
    await put(storage, address, xmlOfProperties(corsAfter(before)))
  })
  await during('inbox', () => make(storage, storage.places.inbox))
}

/**
 * Prepares the account as a host of pages with an inbox. One that was prepared before has its grants count until the new end.
 *
 * @throws Problem with the failed `step` in its detail; `invalid` when name or key cannot be one
 */
export async function setUpAccount(owner: Owner): Promise<Grants> {
  const storage = await open(owner)
  const { endpoints, places } = storage
  await during('website', () => put(storage, properties(endpoints.blob), xmlOfProperties(website)))
  await during('pages', () => make(storage, `${places.pages}?restype=container`))
  await during('standing', () => make(storage, `${places.standing}?restype=container`))
  await makeInbox(storage)
  return {
    publish: await giveReadyPages(storage, owner.expires),
    ...(await giveReadyInbox(storage, owner.expires)),
  }
}

/** Prepares the account as an inbox alone, for pages on any host. @throws Problem as `setUpAccount` */
export async function setUpInbox(owner: Owner): Promise<InboxGrants> {
  const storage = await open(owner)
  await makeInbox(storage)
  return giveReadyInbox(storage, owner.expires)
}

/**
 * Gives pages another address to put answers in. The one of before counts until
 * `endRotation`, once every page is out with the new one.
 *
 * @returns the new grant `hand`
 */
export async function rotateHand(owner: Owner): Promise<string> {
  const storage = await open(owner)
  let name = ''
  await during('rights', () =>
    changePolicies(storage, acl(storage.places.inbox, 'queue'), (names) => {
      const hands = handsIn(names)
      name = `hand${numberOf(hands.at(-1) ?? 'hand') + 1}`
      const room = mostPolicies - 1 - (names.length - hands.length)
      // Where there is no room for one more, the oldest have been out of use for longest.
      const drop = hands.slice(0, Math.max(0, hands.length - room))
      return { set: [{ name, rights: rights.hand, expires: owner.expires }], drop }
    }),
  )
  return grant(storage.account, 'queue', storage.places.inbox, name)
}

/** Takes back every address that pages had before the newest. */
export async function endRotation(owner: Omit<Owner, 'expires'>): Promise<void> {
  const storage = await open({ ...owner, expires: '' })
  await during('rights', () =>
    changePolicies(storage, acl(storage.places.inbox, 'queue'), (names) => ({
      set: [],
      drop: handsIn(names).slice(0, -1),
    })),
  )
}
