import { problems } from '#core/locale/screens/en/problems.ts'
import { fromBase64, fromBase64url, sha256, toHex } from '#core/model/bytes.ts'
import type { Endpoint } from '#core/model/company.ts'
import type { Binding } from '#core/model/offer.ts'
import { basePath } from '#core/publication/pages.ts'
import type { Presentation } from '#core/publication/publication.ts'

/**
 * What schemas cannot know of a publication: whether what has the right form
 * means something, to a page's policy, to hosts and to who seals a reply.
 * Each check returns a sentence that names the field, or null.
 */

/** What is wrong with a field, in words: `phone: This is too long.` @param rule a rule of the schemas, or a schema's own words */
export function fieldFault(path: string | null, rule: string): string {
  const sentence = (problems as Readonly<Record<string, unknown>>)[`rule.${rule}`]
  return `${path ?? 'the line'}: ${typeof sentence === 'string' ? sentence : 'This is missing, or not what belongs here.'}`
}

/** A host's name as a policy and a server's configuration can name it. */
const isHost = (name: string) => /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(name)

const segment = /^[A-Za-z0-9._~-]+$/

/** Each of these means something in a policy, in nginx, in Apache or in `_headers`. */
function addressFault(siteAddress: string): string | null {
  if (!isHost(new URL(siteAddress).hostname))
    return 'siteAddress: The name of the host is none that a site can have.'
  return basePath(siteAddress)
    .slice(1, -1)
    .split('/')
    .every((name, _, all) => (all.length === 1 && name === '') || segment.test(name))
    ? null
    : 'siteAddress: The path may hold only the letters a to z, digits and . _ ~ -, because hosts read other signs in their own way.'
}

function endpointFault(endpoint: Endpoint | undefined): string | null {
  if (!endpoint || endpoint.kind === 'netlify') return null
  if (!isHost(new URL(endpoint.address).hostname))
    return 'endpoint: The name of its host is none that answers can be sent to.'
  return /[\s;,'"*<>\\`{}|^]/.test(endpoint.address)
    ? "endpoint: Its address may not hold ; , * ' or another sign that a page’s policy reads in its own way."
    : null
}

/** How files of these kinds begin, in hexadecimal digits. */
const beginnings: Readonly<Record<string, RegExp>> = {
  png: /^89504e470d0a1a0a/,
  jpeg: /^ffd8ff/,
  webp: /^52494646.{8}57454250/,
}

function logoFault(logo: string): string | null {
  if (logo === '') return null
  const [, kind, data] =
    /^data:image\/(png|webp|jpeg);base64,((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?)$/.exec(
      logo,
    ) ?? []
  if (!kind || !data) return 'logo: This is no image in base64.'
  return beginnings[kind]!.test(toHex(fromBase64(data).subarray(0, 16)))
    ? null
    : `logo: It says that it is a ${kind} image, and is none.`
}

/** What is wrong with a company that has the right form. */
export const companyFault = ({ siteAddress, endpoint, logo }: Presentation): string | null =>
  addressFault(siteAddress) ?? endpointFault(endpoint) ?? logoFault(logo)

const hour = 3_600_000

/**
 * Whether an instant can be the end of a day somewhere. Which zone's it is only
 * Intl could say, which differs between engines: zones lie 14 hours before UTC
 * to 12 after it, on a quarter of an hour.
 */
function canEndDay(instant: string, day: string): boolean {
  const moment = Date.parse(instant)
  if (Number.isNaN(moment) || new Date(moment).toISOString() !== instant || moment % (hour / 4) !== 0)
    return false
  const midnight = Date.parse(`${day}T00:00:00Z`) + 24 * hour
  return moment >= midnight - 14 * hour && moment <= midnight + 12 * hour
}

/** All offers of a publication have one or two keys. */
const known = new Map<string, Promise<string | null>>()

async function keyFault({ id, publicKey }: Binding['replyKey']): Promise<string | null> {
  try {
    const point = fromBase64url(publicKey)
    await crypto.subtle.importKey('raw', point, { name: 'ECDH', namedCurve: 'P-256' }, true, [])
    if (point.length !== 65) return 'replyKey: This is no point of P-256 as replies need it.'
    return toHex((await sha256(point)).subarray(0, 4)) === id
      ? null
      : 'replyKey: The id belongs to another key.'
  } catch {
    return 'replyKey: This is no point of P-256, so nobody could seal a reply to it.'
  }
}

/** What is wrong with an offer's content that has the right form. */
export async function bindingFault({ terms, closesAt, replyKey }: Binding): Promise<string | null> {
  if (!canEndDay(closesAt, terms.lastDay))
    return `closesAt: ${closesAt} is not the end of the last day, ${terms.lastDay}, in any time zone.`
  const name = `${replyKey.id} ${replyKey.publicKey}`
  // A file of nothing but different keys is none of ours, and shall not fill the memory.
  if (known.size > 1000) known.clear()
  const fault = known.get(name) ?? keyFault(replyKey)
  known.set(name, fault)
  return fault
}
