import * as v from 'valibot'
import type { Standing } from '#core/hosting/target.ts'
import { utf8 } from '#core/model/bytes.ts'

/** The last line of a message, by which a commit of ours is known. */
const trailer = 'Tilbud-Standing: '

const schema = v.object({
  workspace: v.string(),
  number: v.pipe(v.number(), v.safeInteger()),
  digest: v.string(),
  retired: v.array(v.string()),
})

/** A commit as it is, and what it says lies there; null when it is not one of ours. */
export type Commit = Readonly<{ tree: string; standing: Standing | null }>

/** A standing as messages have it. */
export const lineOf = ({ workspace, number, digest, retired }: Standing): string =>
  trailer + JSON.stringify({ workspace, number, digest, retired })

/** A commit of ours: it has no parents, so that nothing that was taken away stays in the branch's history. */
export function writeCommit(tree: string, standing: Standing, at: Date): Uint8Array<ArrayBuffer> {
  const by = `Tilbud <tilbud@tilbud.invalid> ${Math.floor(at.getTime() / 1000)} +0000`
  const message = `Publication ${standing.number}\n\n${lineOf(standing)}\n`
  return utf8(`tree ${tree}\nauthor ${by}\ncommitter ${by}\n\n${message}`)
}

function standingIn(message: string): Standing | null {
  const last = message.trimEnd().split('\n').at(-1)!
  if (!last.startsWith(trailer)) return null
  try {
    const read = v.safeParse(schema, JSON.parse(last.slice(trailer.length)))
    return read.success ? read.output : null
  } catch {
    return null
  }
}

export function readCommit(bytes: Uint8Array): Commit {
  const text = new TextDecoder().decode(bytes)
  const end = text.indexOf('\n\n')
  const heads = text.slice(0, end).split('\n')
  const tree = heads[0]!.slice('tree '.length)
  // Whoever goes on from a commit of ours, or takes its message over, keeps the line but has parents.
  const isAlone = !heads.some((head) => head.startsWith('parent '))
  return { tree, standing: isAlone ? standingIn(text.slice(end + 2)) : null }
}
