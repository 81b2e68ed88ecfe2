import type { Presentation } from '#core/publication/publication.ts'

/**
 * What tells whether a page that lies somewhere is still right, without
 * drawing it. Whoever publishes takes the same marks, so that the command and
 * the extension know each other's pages. Digests are SHA-256 in base64url.
 */

/** What every offer's page is drawn from besides its row, as a text to digest: the program, and what pages show of the company. Colour and logo lie in a style sheet of their own, and the language is that of the index alone. */
export const pageGround = (rendererId: string, company: Presentation): string =>
  `${rendererId}\n${JSON.stringify({ ...company, colour: null, logo: company.logo !== '', language: null })}`

/** The mark of an offer's page, 44 symbols. @param ground digest of `pageGround` @param row digest of the offer's row, without its line's end; the first 22 symbols are taken of both */
export const pageMark = (ground: string, row: string): string => `${ground.slice(0, 22)}${row.slice(0, 22)}`
