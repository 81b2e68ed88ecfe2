import { useEffect, useRef, useState } from 'preact/hooks'
import type { Taken } from '#core/workspace/keeping.ts'
import { mostAtOnce } from '#core/workspace/opening.ts'
import { takeReplies } from '#core/workspace/replies.ts'
import {
  readSources,
  type Arrival,
  type LeftOut,
  type Progress,
} from '#extension/dashboard/replies/incoming.ts'
import type { Source } from '#extension/dashboard/replies/mailMessages.ts'
import { useApp } from '#extension/ui/app.tsx'
import { ProblemBar, TextArea } from '#extension/ui/fields.tsx'
import { FilePick } from '#extension/ui/FilePick.tsx'
import { useKept } from '#extension/ui/kept.ts'
import { Unlock } from '#extension/ui/Unlock.tsx'

/** A longer text would make its field slow. */
const longestShown = 200_000

/** What became of a text's replies: a line for each kind, however many came. */
function TakenLines({ taken }: { taken: readonly Taken[] }) {
  const { t, speak } = useApp()
  const kinds = [...new Set(taken.map(({ kind }) => kind))]
  return kinds.map((kind) => {
    const [only, ...others] = taken.filter((each) => each.kind === kind)
    const n = others.length + 1
    const when = only!.kind === 'repeat' ? speak.moment(only!.receivedAt) : ''
    return (
      <p key={kind} class={kind === 'received' ? 'good' : 'warn'}>
        {n === 1 && kind !== 'left'
          ? t(`taken.${kind}`, { when })
          : t(`takenMany.${kind}`, { n, most: mostAtOnce })}
      </p>
    )
  })
}

/** Where replies are pasted, dropped or chosen. A pasted text stays in the field until it has been taken in whole. */
export function TakeIn({ dropped, onTaken }: { dropped: readonly Source[] | null; onTaken: () => void }) {
  const { t, speak, attempt, dataKey } = useApp()
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

  const named = (name: string | null) => name ?? t('reply.pastedText')
  const sentenceOf = ({ name, why, mails, n }: LeftOut) =>
    mails > 1 && why !== 'tooLarge'
      ? t(`leftOutRest.${why}`, { name: named(name), n })
      : t(`leftOut.${why}`, { name: named(name) })
  return (
    <section class="take-in" aria-labelledby="take-in">
      <h2 id="take-in">{t('reply.takeIn')}</h2>
      <TextArea
        label={t('reply.paste')}
        hint={t('reply.pasteHint')}
        rows={4}
        value={text}
        onChange={setText}
      />
      <div class="row">
        <fluent-button appearance="primary" data-id="take" onClick={() => read([text])}>
          {t('reply.take')}
        </fluent-button>
        <FilePick
          text={t('reply.files')}
          name="reply-files"
          multiple
          accept=".txt,.eml,.msg,.mbox"
          onFiles={read}
        />
      </div>
      {progress && progress.total > 1 && (
        <div class="running">
          <progress aria-label={named(progress.name)} value={progress.done} max={progress.total} />
          <p role="status">
            {t('reply.reading', { name: named(progress.name), done: progress.done, total: progress.total })}
          </p>
          <fluent-button data-id="stop-reading" onClick={() => stopping.current?.abort()}>
            {t('reply.stopReading')}
          </fluent-button>
        </div>
      )}
      {problem && <ProblemBar>{problem}</ProblemBar>}
      {leftOut.map((each, index) => (
        <ProblemBar key={index}>{sentenceOf(each)}</ProblemBar>
      ))}
      <div role="status">
        <TakenLines taken={taken} />
      </div>
      {locked && <Unlock why={t('vault.why')} onClose={() => setLocked(null)} />}
    </section>
  )
}
