import { escapeXml, insides, textIn } from '#core/hosting/azure/xml.ts'

/** Stored access policies of a container or queue: at most five, each with rights and an expiry, by name. */

/** How many a container or queue may have. */
export const mostPolicies = 5

/** A policy that is written. @property expires an instant in UTC */
export type Policy = Readonly<{ name: string; rights: string; expires: string }>

/** The names of the policies in what `comp=acl` answers. */
export const namesOf = (xml: string): string[] =>
  insides(xml, 'SignedIdentifier').map((inside) => textIn(inside, 'Id'))

/** Without fractions of a second, as every version of Azure takes it. */
const secondOf = (instant: string) => `${instant.slice(0, 19)}Z`

/**
 * The policies of before with others added or replaced, as `comp=acl` takes them.
 *
 * @param dropped names of those that go
 */
export function withPolicies(
  xml: string,
  policies: readonly Policy[],
  dropped: readonly string[] = [],
): string {
  const gone = new Set([...dropped, ...policies.map(({ name }) => name)])
  const kept = insides(xml, 'SignedIdentifier').filter((inside) => !gone.has(textIn(inside, 'Id')))
  const written = policies.map(
    ({ name, rights, expires }) =>
      `<Id>${escapeXml(name)}</Id><AccessPolicy><Expiry>${secondOf(expires)}</Expiry><Permission>${rights}</Permission></AccessPolicy>`,
  )
  const all = [...kept, ...written].map((inside) => `<SignedIdentifier>${inside}</SignedIdentifier>`)
  return `<?xml version="1.0" encoding="utf-8"?><SignedIdentifiers>${all.join('')}</SignedIdentifiers>`
}
