import type { Taken } from '#core/workspace/keeping.ts'
import { mostAtOnce } from '#core/workspace/opening.ts'
import type { LeftOut, Progress } from '#extension/dashboard/replies/incoming.ts'
import type { Source } from '#extension/dashboard/replies/mailMessages.ts'
import { useTakingIn } from '#extension/dashboard/replies/useTakingIn.ts'
import { useApp } from '#extension/ui/app.tsx'
import { ProblemBar, TextArea } from '#extension/ui/fields.tsx'
import { FilePick } from '#extension/ui/FilePick.tsx'
import { Unlock } from '#extension/ui/Unlock.tsx'
import type { Speaker } from '#extension/ui/words.ts'

/** Where replies are pasted, dropped or chosen. A pasted text stays in the field until it has been taken in whole. */
export function TakeIn({ dropped, onTaken }: { dropped: readonly Source[] | null; onTaken: () => void }) {
  const { t } = useApp()
  const { text, setText, read, progress, stop, problem, taken, leftOut, isLocked, giveUp } = useTakingIn(
    dropped,
    onTaken,
  )
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
      {progress && progress.total > 1 && <Reading progress={progress} onStop={stop} />}
      {problem && <ProblemBar>{problem}</ProblemBar>}
      {leftOut.map((each, index) => (
        <ProblemBar key={index}>{leftOutInWords(t, each)}</ProblemBar>
      ))}
      <div role="status">
        <TakenLines taken={taken} />
      </div>
      {isLocked && <Unlock why={t('vault.why')} onClose={giveUp} />}
    </section>
  )
}

/** A file of many mails that is being read, and a way to stop. */
function Reading({ progress: { name, done, total }, onStop }: { progress: Progress; onStop: () => void }) {
  const { t } = useApp()
  const named = sourceInWords(t, name)
  return (
    <div class="running">
      <progress aria-label={named} value={done} max={total} />
      <p role="status">{t('reply.reading', { name: named, done, total })}</p>
      <fluent-button data-id="stop-reading" onClick={onStop}>
        {t('reply.stopReading')}
      </fluent-button>
    </div>
  )
}

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

/** A source by its file's name; a text has none. */
const sourceInWords = (t: Speaker['t'], name: string | null) => name ?? t('reply.pastedText')

function leftOutInWords(t: Speaker['t'], { name, why, mails, n }: LeftOut): string {
  const named = sourceInWords(t, name)
  return mails > 1 && why !== 'tooLarge'
    ? t(`leftOutRest.${why}`, { name: named, n })
    : t(`leftOut.${why}`, { name: named })
}
