import type { Holder } from '#site/publish/lock.ts'
import type { BadRecord, Before, Manifest } from '#site/publish/manifest.ts'
import { namesIn } from '#site/publish/output.ts'
import type { Places } from '#site/publish/places.ts'
import type { Plan } from '#site/publish/plan.ts'
import { count, listed } from '#site/publish/sentence.ts'

/** Why a run does not go on. `mayForce`: whether `force` would do it all the same. */
export type Refusal = Readonly<{ message: string; mayForce: boolean }>

const never = (message: string): Refusal => ({ message, mayForce: false })
const unlessForced = (message: string): Refusal => ({ message, mayForce: true })

/** Another run has the lock. */
export const heldBy = ({ host, pid, since, file }: Holder, out: string): Refusal =>
  never(
    `Another run is at work on ${out}: process ${pid} on ${host}, since ${since}. Wait until it is through. If it is no more, delete ${file}.`,
  )

/** No record that can be gone by says what is ours. */
export const unknownBefore = ({ message }: BadRecord): Refusal =>
  unlessForced(
    `${message} Nobody knows which pages are whole and which are ours. With --force this run draws all pages anew and takes none away, so that pages of offers that are no more may stay.`,
  )

/** Why a publication should not replace what was published last; null when it may. */
export function refuseLoss(
  last: Manifest,
  next: Pick<Manifest, 'workspace' | 'number' | 'content'>,
  gone: number,
): Refusal | null {
  const loss = `${count(gone, 'page')} would vanish`
  if (last.workspace !== next.workspace)
    return unlessForced(`The pages there belong to another workspace; ${loss}.`)
  if (next.number < last.number)
    return unlessForced(
      `The pages there are from publication ${last.number}, this is the older ${next.number}; ${loss}.`,
    )
  if (next.number === last.number && next.content !== last.content)
    return unlessForced(
      `Publication ${next.number} was built there before with another content, so two browsers publish at once; ${loss}.`,
    )
  return gone ? unlessForced(`Pages that were online are not in this publication; ${loss}.`) : null
}

/** Why a plan should not be carried out in the folder as it is; null when it may. */
export function refuseFolder(
  { out, record }: Places,
  { blocked, foreign }: Plan,
  { last, left }: Before,
): Refusal | null {
  if (blocked.length)
    return never(
      `In ${out} a page or a file of the site belongs where a link or a folder lies: ${listed(blocked)}. Nothing is written over or through it; take it away.`,
    )
  if (!last && !left && namesIn(out).length) return unlessForced(strangers(out, foreign, record))
  if (foreign.length)
    return unlessForced(
      `In ${out} a page or a file of the site belongs where a file lies that no run has made: ${listed(foreign)}. With --force this run replaces it.`,
    )
  return null
}

/** What lies in a folder that no run of ours has a record of. */
function strangers(out: string, foreign: readonly string[], record: string): string {
  const names = namesIn(out)
  const replaced = foreign.length ? `would replace ${listed(foreign)}` : 'would replace none of them'
  return `${out} holds ${count(names.length, 'thing')} that no run has a record of (${listed(names)}); there is no ${record}. With --force this run ${replaced}, and everything else stays as it is.`
}
