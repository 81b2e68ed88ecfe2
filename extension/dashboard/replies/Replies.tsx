import { useState } from 'preact/hooks'
import type { ReplyState } from '#core/model/reply.ts'
import { deleteReplies, isDeletable } from '#core/workspace/replies.ts'
import { countReplies, listReplies } from '#core/workspace/replyViews.ts'
import { Head } from '#extension/dashboard/Head.tsx'
import { DeleteReplies } from '#extension/dashboard/replies/DeleteReplies.tsx'
import { InboxStanding } from '#extension/dashboard/replies/InboxStanding.tsx'
import type { Source } from '#extension/dashboard/replies/mailMessages.ts'
import { ReplyCard } from '#extension/dashboard/replies/ReplyCard.tsx'
import { TakeIn } from '#extension/dashboard/replies/TakeIn.tsx'
import { useApp } from '#extension/ui/app.tsx'
import { useLive } from '#extension/ui/live.ts'

/** So many replies are drawn at first, and so many more each time. */
const pageLength = 50

/** The newest replies of some states, how many there are, and a way to see more of them. */
function useReplies(states: readonly ReplyState[]) {
  const { db } = useApp()
  const [limit, setLimit] = useState(pageLength)
  const found = useLive(async () => {
    const [views, total] = await Promise.all([listReplies(db, { states, limit }), countReplies(db, states)])
    return { views, total }
  }, [db, limit])
  return found && { ...found, showMore: () => setLimit(limit + pageLength) }
}

type ReplyList = NonNullable<ReturnType<typeof useReplies>>

const waitingStates = ['received'] as const
const doneStates = ['confirmed', 'setAside'] as const

/** The inbox: take replies in, look at them, confirm or lay aside. */
export function Replies({ dropped, onTaken }: { dropped: readonly Source[] | null; onTaken: () => void }) {
  const { t } = useApp()
  const waiting = useReplies(waitingStates)
  const done = useReplies(doneStates)
  if (!waiting || !done) return null
  return (
    <>
      <Head title={t('nav.replies')} />
      <InboxStanding />
      <TakeIn dropped={dropped} onTaken={onTaken} />
      <section aria-labelledby="waiting">
        <h2 id="waiting">{t('reply.waiting')}</h2>
        {waiting.total ? (
          <ReplyCards list={waiting} which="unopened" />
        ) : (
          <p class="empty">{t('reply.none')}</p>
        )}
      </section>
      {done.total > 0 && (
        <section aria-labelledby="done">
          <h2 id="done">{t('reply.done')}</h2>
          <ReplyCards list={done} which="setAside" />
        </section>
      )}
    </>
  )
}

/** Cards of replies, with a way to see more and to delete at once what nobody needs any more. */
function ReplyCards({
  list: { views, total, showMore },
  which,
}: {
  list: ReplyList
  which: 'unopened' | 'setAside'
}) {
  const { t, attempt, denied } = useApp()
  const [deleting, setDeleting] = useState(false)
  const several = views.filter(({ reply }) => isDeletable(reply)).length > 1 && !denied('reply.confirm')
  return (
    <>
      {several && (
        <div class="row">
          <fluent-button data-id={`delete-${which}`} onClick={() => setDeleting(true)}>
            {t(`replies.delete.${which}`)}
          </fluent-button>
        </div>
      )}
      {views.map((view) => (
        <ReplyCard key={view.reply.id} view={view} />
      ))}
      {total > views.length && (
        <div class="row">
          <span>{t('replies.shown', { shown: views.length, total })}</span>
          <fluent-button data-id={`more-${which}`} onClick={showMore}>
            {t('replies.more')}
          </fluent-button>
        </div>
      )}
      {deleting && (
        <DeleteReplies
          title={t(`replies.delete.${which}`)}
          run={() => attempt(deleteReplies, { which })}
          onClose={() => setDeleting(false)}
        >
          {t(`replies.deleteAsk.${which}`)}
        </DeleteReplies>
      )}
    </>
  )
}
