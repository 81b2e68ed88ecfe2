import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Presentation } from '#core/publication/publication.ts'
import type { RendererRecord } from '#core/publication/renderer.ts'
import { digest } from '#site/publish/digest.ts'
import type { Manifest } from '#site/publish/manifest.ts'
import { kindAt, putBelow } from '#site/publish/output.ts'
import { loadRenderer, rendererFolder } from '#site/renderer/load.ts'

/** Every file besides the offers' pages, by its path: what pages load, the index, the page of what is not found, colour and logo, the hosts' files. */
export type Shared = ReadonlyMap<string, Uint8Array>

export async function drawShared(company: Presentation, { client }: RendererRecord): Promise<Shared> {
  const files = new Map<string, Uint8Array>()
  for (const file of client) files.set(file, readFileSync(join(rendererFolder, 'client', file)))
  for (const [file, text] of await (await loadRenderer()).drawCommon(company))
    files.set(file, Buffer.from(text))
  return files
}

/** Whether these files are as they were written. */
export const sharedIsWhole = (out: string, shared: Manifest['shared'], there: ReadonlySet<string>): boolean =>
  Object.entries(shared).every(
    ([file, expected]) => there.has(file) && digest(readFileSync(join(out, file))) === expected,
  )

/** Writes those of the files that are not there as they should be. @param digests of all of them, by their path */
export function putShared(out: string, shared: Shared, digests: Manifest['shared'], run: string): void {
  for (const [file, content] of shared) {
    const path = join(out, file)
    const is = kindAt(path) === 'file' ? digest(readFileSync(path)) : null
    if (is !== digests[file]) putBelow(out, file, content, run)
  }
}
