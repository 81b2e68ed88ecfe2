import type { Held } from '#core/hosting/target.ts'
import { codeIn } from '#core/publication/pages.ts'
import { keepOn, keptOn } from '#extension/publisher/record.ts'

/**
 * What a person carries to an address by hand. This browser knows what it made
 * for it, and the person says what of that is online. A file is only taken to
 * be there when it was the same in what was confirmed and in everything that
 * was made since, whether that was carried there or not.
 */

/** The site that was made last for an address. */
const made = (siteAddress: string) => `by hand ${siteAddress}`
/** What is known to be online there; its digest is of the publication that was made last. */
const online = (siteAddress: string) => `online by hand ${siteAddress}`

/** The marks of a site's files, as they are kept. */
const heldOf = (marks: ReadonlyMap<string, string>): Held =>
  new Map([...marks].map(([path, mark]) => [path, { mark }]))

/** What is the same in both. What only one of them has may lie there, too. */
function common(one: Held, other: Held): Held {
  const paths = new Set([...one.keys(), ...other.keys()])
  const markOf = (path: string) => {
    const mark = one.get(path)?.mark
    return mark && mark === other.get(path)?.mark ? mark : ''
  }
  return new Map([...paths].map((path) => [path, { mark: markOf(path) }]))
}

/**
 * A site was made, whole or what has changed of it.
 *
 * @param before digest of the publication before; null when it was the first
 * @param digest of its publication
 * @param marks of all its files
 */
export async function noteMade(
  siteAddress: string,
  before: string | null,
  digest: string,
  marks: ReadonlyMap<string, string>,
): Promise<void> {
  const held = heldOf(marks)
  const known = await keptOn(online(siteAddress))
  // Nobody knows what became of a publication that went another way.
  const next = known && known.digest === before ? common(known.held, held) : new Map()
  await keepOn(made(siteAddress), { digest, held })
  await keepOn(online(siteAddress), { digest: next.size ? digest : '', held: next })
}

/** A person has seen that a publication is online. @param digest of it */
export async function noteConfirmed(siteAddress: string, digest: string): Promise<void> {
  const last = await keptOn(made(siteAddress))
  const isMade = last?.digest === digest
  await keepOn(online(siteAddress), isMade ? last : { digest: '', held: new Map() })
}

/** What is known of a place that pages are carried to. */
export type Carried = Readonly<{
  /** What lies there, with the marks of what is surely the same; null when nothing is known. */
  held: Held | null
  /** The last publication was made here, and nobody has said that it is online. */
  unconfirmed: boolean
}>

/**
 * What is known of an address.
 *
 * @param last digest of the last publication; null when there is none
 * @param waiting codes of the offers whose page nobody has confirmed yet
 */
export async function readCarried(
  siteAddress: string,
  last: string | null,
  waiting: ReadonlySet<string>,
): Promise<Carried> {
  if (last === null) return { held: null, unconfirmed: false }
  const [lastMade, known] = await Promise.all([keptOn(made(siteAddress)), keptOn(online(siteAddress))])
  // Who takes back that pages are online takes back what follows from it.
  const isTakenBack = (held: Held) =>
    [...held].some(
      ([path, { mark }]) => mark !== '' && waiting.has(codeIn(path.replace(/\/index\.html$/, ''))),
    )
  const held = known && known.digest === last && !isTakenBack(known.held) ? known.held : null
  const isAllThere = held !== null && [...held.values()].every(({ mark }) => mark !== '')
  return { held, unconfirmed: lastMade?.digest === last && !isAllThere }
}
