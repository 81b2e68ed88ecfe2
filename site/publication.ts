import { readFile } from 'node:fs/promises'
import { fromUtf8 } from '#core/model/bytes.ts'
import type { Publication } from '#core/publication/publication.ts'
import { readPublication } from '#core/publication/read.ts'

/** The environment variable that names the publication's file; set by site/plain.ts. */
export const publicationVariable = 'TILBUD_PUBLICATION'

async function load(file: string): Promise<Publication> {
  const read = await readPublication(fromUtf8(await readFile(file)))
  if (!read.ok) throw new Error('The publication has faults: build with npm run site to see them.')
  return read.publication
}

const loaded = new Map<string, Promise<Publication>>()

/** The publication that this build is of, read once. */
export function publication(): Promise<Publication> {
  const file = process.env[publicationVariable]
  if (!file) throw new Error(`${publicationVariable} names no file: publish with npm run site.`)
  const known = loaded.get(file) ?? load(file)
  loaded.set(file, known)
  return known
}
