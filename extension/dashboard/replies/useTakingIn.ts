import { useEffect, useRef, useState } from 'preact/hooks'
import type { Taken } from '#core/workspace/keeping.ts'
import { takeReplies } from '#core/workspace/replies.ts'
import {
  readSources,
  type Arrival,
  type LeftOut,
  type Progress,
} from '#extension/dashboard/replies/incoming.ts'
import type { Source } from '#extension/dashboard/replies/mailMessages.ts'
import { useApp } from '#extension/ui/app.tsx'
import { useKept } from '#extension/ui/kept.ts'

/** A longer text would make its field slow. */
const longestShown = 200_000

/**
 * Reads what is pasted, dropped or chosen, and takes in the replies in it.
 *
 * @param dropped on the page, of which `onTaken` says that it is being read
 */
export function useTakingIn(dropped: readonly Source[] | null, onTaken: () => void) {
  const { speak, attempt, dataKey } = useApp()
  const [kept, keep] = useKept<string>('pastedReply')
  const text = kept ?? ''
  const setText = (next: string) => keep(next || null)
  const [problem, setProblem] = useState<string>()
  const [taken, setTaken] = useState<readonly Taken[]>([])
  const [leftOut, setLeftOut] = useState<readonly LeftOut[]>([])
  const [progress, setProgress] = useState<Progress | null>(null)
  const queue = useRef(Promise.resolve())
  const stopping = useRef<AbortController | null>(null)
  /** What waits for the passphrase. */
  const [locked, setLocked] = useState<Arrival | null>(null)

  async function take(arrival: Arrival) {
    setProblem(undefined)
    setTaken([])
    setLeftOut(arrival.leftOut)
    // What was left out may hold the reply: that there is none, nobody can say.
    if (!arrival.incoming.length && arrival.leftOut.length) return
    const outcome = await attempt(takeReplies, [...arrival.incoming])
    if (!outcome.ok) {
      if (outcome.problem.code === 'locked') setLocked(arrival)
      else setProblem(speak.problem(outcome.problem))
      return
    }
    setTaken(outcome.value)
    if (outcome.value.every(({ kind }) => kind !== 'damaged' && kind !== 'newer' && kind !== 'left'))
      setText('')
  }

  async function readNow(sources: readonly Source[]) {
    stopping.current = new AbortController()
    const arrival = await readSources(sources, stopping.current.signal, setProgress)
    setProgress(null)
    await take(arrival)
  }
  // What is dropped while something else is read waits for it.
  const read = (sources: readonly Source[]) => {
    queue.current = queue.current.then(() => readNow(sources))
  }
  useEffect(() => () => stopping.current?.abort(), [])

  useEffect(() => {
    if (dropped === null) return
    // A text stays in sight; what came in files lies in them.
    const [only] = dropped
    if (typeof only === 'string' && only.length <= longestShown) setText(only)
    onTaken()
    read(dropped)
  }, [dropped])

  // The key arrives with the next render; only then can the reply be opened.
  useEffect(() => {
    if (!dataKey || !locked) return
    setLocked(null)
    void take(locked)
  }, [dataKey])

  return {
    text,
    setText,
    read,
    /** How far the reading is; null while nothing is read. */
    progress,
    stop: () => stopping.current?.abort(),
    problem,
    taken,
    leftOut,
    isLocked: locked !== null,
    /** Gives up what waits for the passphrase. */
    giveUp: () => setLocked(null),
  }
}
