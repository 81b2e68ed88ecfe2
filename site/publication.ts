import { readFile } from 'node:fs/promises'
import { readPublication } from '#core/publication/read.ts'
import type { Publication } from '#core/publication/publication.ts'

/** The environment variable that names the publication's file; set by site/build.ts. */
export const publicationVariable = 'TILBUD_PUBLICATION'

async function load(): Promise<Publication> {
  const file = process.env[publicationVariable]
  if (!file) throw new Error(`${publicationVariable} names no file: build with npm run site.`)
  const read = await readPublication(await readFile(file, 'utf8'))
  if (!read.ok) throw new Error(`The publication has ${read.faults.length} faults: build with npm run site to see them.`)
  return read.publication
}

let loaded: Promise<Publication> | undefined

/** The publication that this build is of, read once. */
export const publication = () => (loaded ??= load())
