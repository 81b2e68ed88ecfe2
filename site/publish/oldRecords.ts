import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { kindAt } from '#site/publish/output.ts'
import { oldRecord, type Places } from '#site/publish/places.ts'

/**
 * Brings the records of earlier runs out of what is served, once: they lay
 * beside the output, which may lie in the folder that the host serves.
 *
 * @returns what a person should know of it
 */
export function moveRecords({ out, record, snippet, moves }: Places): string[] {
  const pairs = [
    [oldRecord(out), record],
    [`${oldRecord(out)}.journal`, `${record}.journal`],
    [`${out}.nginx.conf`, snippet],
  ] as const
  const found = moves ? pairs.filter(([from]) => kindAt(from) === 'file') : []
  const notes: string[] = []
  for (const [from, to] of found) {
    if (existsSync(to)) {
      notes.push(`${from} lies where the host serves it, and is read no more. Delete it.`)
      continue
    }
    move(from, to)
    notes.push(
      `${from} lay where the host serves it, and lies at ${to} now.${to === snippet ? ' Include it from there.' : ''}`,
    )
  }
  return notes
}

/** Moves a file, to another disk too. */
function move(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    copyFileSync(from, to)
    rmSync(from)
  }
}
