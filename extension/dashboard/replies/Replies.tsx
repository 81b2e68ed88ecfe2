import { useState } from 'preact/hooks'
import type { Customer } from '#core/model/customer.ts'
import { mailtoUrl } from '#core/model/email.ts'
import { groupCode } from '#core/model/grouping.ts'
import type { Draft } from '#core/model/offer.ts'
import type { ReplyState } from '#core/model/reply.ts'
import { listSuggestedCustomers } from '#core/workspace/customerLists.ts'
import { addContact } from '#core/workspace/customers.ts'
import { counterDraft } from '#core/workspace/drafts.ts'
import { countReplies, listReplies, type ReplyView } from '#core/workspace/inbox.ts'
import { hasChanges } from '#core/workspace/marks.ts'
import {
  confirmReply,
  deleteReplies,
  deleteReply,
  isDeletable,
  setReplyAside,
} from '#core/workspace/replies.ts'
import { Head } from '#extension/dashboard/Head.tsx'
import type { Source } from '#extension/dashboard/replies/mailMessages.ts'
import { TakeIn } from '#extension/dashboard/replies/TakeIn.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { CommandDialog } from '#extension/ui/CommandDialog.tsx'
import { CustomerPicker } from '#extension/ui/CustomerPicker.tsx'
import { Select, TextArea } from '#extension/ui/fields.tsx'
import { useLive } from '#extension/ui/live.ts'
import { MakerDialog } from '#extension/ui/maker/MakerDialog.tsx'
import type { ScreenKey } from '#extension/ui/words.ts'

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
        <DeleteDialog
          title={t(`replies.delete.${which}`)}
          run={() => attempt(deleteReplies, { which })}
          onClose={() => setDeleting(false)}
        >
          {t(`replies.deleteAsk.${which}`)}
        </DeleteDialog>
      )}
    </>
  )
}

/** Asks before replies are deleted. */
function DeleteDialog({
  title,
  run,
  onClose,
  children,
}: Pick<Parameters<typeof CommandDialog>[0], 'title' | 'run' | 'onClose'> & { children: string }) {
  const { t } = useApp()
  return (
    <CommandDialog
      title={title}
      run={run}
      done={t('reply.deleted')}
      id="delete"
      action={t('reply.delete')}
      danger
      onClose={onClose}
    >
      <p>{children}</p>
    </CommandDialog>
  )
}

/** One reply: who, to what, what differs, what is remarkable, and what to do with it. */
function ReplyCard({ view }: { view: ReplyView }) {
  const { t, speak, run, attempt, denied } = useApp()
  const { reply, version, offer, customer, suggestions, known, otherSender } = view
  const { content } = reply
  const [chosen, setChosen] = useState('')
  const [aside, setAside] = useState<string | null>(null)
  const [deleting, setDeleting] = useState(false)
  const [draft, setDraft] = useState<Draft | null>(null)
  const { company } = useSession()
  const customerId = customer?.id ?? (chosen || suggestions[0]?.id || '')
  const open = reply.state === 'received'
  const title = customer?.name ?? content?.by.company ?? ''

  const wanted = content && version && offer && customerId && hasChanges(version, content)
  const counter = wanted ? counterDraft(version, offer, content, [customerId], company, Date.now()) : null

  const confirm = () =>
    run(
      confirmReply,
      { id: reply.id, customerId: customerId || null },
      { done: t('reply.confirmed'), undoable: true },
    )

  const remove = (
    <fluent-button data-id="delete-reply" onClick={() => setDeleting(true)}>
      {t('reply.delete')}
    </fluent-button>
  )

  return (
    <article class="card" data-reply={reply.state}>
      <header>
        <h3>
          <bdi>{title || content?.by.name || t('reply.unknownSender')}</bdi>
        </h3>
        {content && (
          <fluent-badge
            appearance="tint"
            color={
              content.answer === 'accept' ? 'success' : content.answer === 'decline' ? 'danger' : 'warning'
            }
          >
            {t(`answer.${content.answer}`)}
          </fluent-badge>
        )}
        {content && version && content.answer === 'accept' && hasChanges(version, content) && (
          <fluent-badge appearance="tint" color="important">
            {t('reply.changed')}
          </fluent-badge>
        )}
        {reply.state !== 'received' && (
          <fluent-badge appearance="tint" color="subtle">
            {t(`replyState.${reply.state}`)}
          </fluent-badge>
        )}
        <span class="side">{speak.moment(reply.receivedAt)}</span>
      </header>
      {content && (
        <p>
          <bdi>{content.by.name}</bdi> · <bdi>{content.by.email}</bdi>
          {content.by.company && (
            <>
              {' '}
              · <bdi>{content.by.company}</bdi>
            </>
          )}{' '}
          <span class="unproven">
            {known && `${t(`known.${known}`)}, `}
            {t('reply.unproven')}
          </span>
        </p>
      )}
      {otherSender && (
        <p class="warn">
          <WithName word={'reply.otherSender'} name="from" value={reply.sender ?? ''} />
        </p>
      )}
      {reply.marks.map((mark) => (
        <p key={mark} class="warn">
          {t(`mark.${mark}`)}
        </p>
      ))}
      {version && offer && (
        <p>
          <a href={`#/offers/${offer.id}`}>
            {t(`kind.${offer.kind}`)}, {t('offers.versionN', { n: version.binding.version })}
          </a>{' '}
          <span class="code small">{groupCode(version.code)}</span>
        </p>
      )}
      {content && version && <Answer view={view} />}
      {content?.orderNumber && (
        <p>
          <WithName word={'reply.orderNumber'} name="number" value={content.orderNumber} />
        </p>
      )}
      {content?.message && <blockquote dir="auto">{content.message}</blockquote>}
      {reply.reason && <p class="hint">{reply.reason}</p>}
      {reply.state === 'confirmed' && content?.by.email && (
        <div class="row" data-id="nothing-sent">
          <span class="hint">{t('reply.nothingSent', { who: content.by.name })}</span>
          <a class="plain-link" href={mailtoUrl(content.by.email, { subject: groupCode(content.code) })}>
            {t('reply.write', { who: content.by.name })}
          </a>
          {customer &&
            !denied('customer.edit') &&
            !customer.contacts.some(
              ({ email }) => email.toLowerCase() === content.by.email.toLowerCase(),
            ) && (
              <fluent-button
                size="small"
                data-id="keep-contact"
                onClick={() =>
                  void run(
                    addContact,
                    { customerId: customer.id, name: content.by.name, email: content.by.email },
                    { done: t('reply.contactKept'), undoable: true },
                  )
                }
              >
                {t('reply.keepContact', { who: content.by.name })}
              </fluent-button>
            )}
        </div>
      )}
      {open && content && !customer && (
        <WhoIsIt suggestions={suggestions} value={customerId} onChange={setChosen} />
      )}
      {open && !denied('reply.confirm') && (
        <div class="row">
          {content && (
            <fluent-button
              appearance="primary"
              data-id="confirm"
              disabled={!customerId}
              onClick={() => void confirm()}
            >
              {t('reply.confirm')}
            </fluent-button>
          )}
          {content?.by.email && (
            <a class="plain-link" href={mailtoUrl(content.by.email, { subject: groupCode(content.code) })}>
              {t('reply.askBack')}
            </a>
          )}
          {counter && (
            <fluent-button data-id="counter-offer" onClick={() => setDraft(counter)}>
              {t('reply.counterOffer')}
            </fluent-button>
          )}
          <fluent-button data-id="set-aside" onClick={() => setAside('')}>
            {t('reply.setAside')}
          </fluent-button>
          {isDeletable(reply) && remove}
        </div>
      )}
      {!open && isDeletable(reply) && !denied('reply.confirm') && <div class="row">{remove}</div>}
      {deleting && (
        <DeleteDialog
          title={t('reply.delete')}
          run={() => attempt(deleteReply, { id: reply.id })}
          onClose={() => setDeleting(false)}
        >
          {t('reply.deleteAsk')}
        </DeleteDialog>
      )}
      {draft && <MakerDialog draft={draft} onClose={() => setDraft(null)} />}
      {aside !== null && (
        <CommandDialog
          title={t('reply.setAside')}
          run={() => attempt(setReplyAside, { id: reply.id, reason: aside })}
          done={t('reply.wasSetAside')}
          typed={aside}
          id="set-aside-sure"
          action={t('reply.setAside')}
          onClose={() => setAside(null)}
        >
          <TextArea
            label={t('reply.reason')}
            name="aside-reason"
            value={aside}
            onChange={setAside}
            maxlength={500}
          />
        </CommandDialog>
      )}
    </article>
  )
}

/** So many customers are offered in a list; others are found by typing. */
const mostChoices = 100

/** The customer that a reply is from, for a person to say. */
function WhoIsIt({
  suggestions,
  value,
  onChange,
}: {
  suggestions: readonly Customer[]
  value: string
  onChange: (id: string) => void
}) {
  const { t, db } = useApp()
  const [searched, setSearched] = useState<Customer | null>(null)
  const likely = useLive(() => listSuggestedCustomers(db, mostChoices), [db])
  if (!likely) return null
  const all = [...suggestions, ...(searched ? [searched] : []), ...likely]
  const choices = new Map(all.map((customer) => [customer.id, customer.name] as const))
  return (
    <>
      <Select
        label={t('reply.whoIsIt')}
        hint={suggestions.length ? t('reply.suggested') : undefined}
        value={value}
        options={[['', t('reply.choose')], ...choices]}
        onChange={onChange}
      />
      {likely.length === mostChoices && (
        <details>
          <summary>{t('make.findCustomer')}</summary>
          <CustomerPicker
            onPick={(customer) => {
              setSearched(customer)
              onChange(customer.id)
            }}
          />
        </details>
      )}
    </>
  )
}

/** A sentence with something in it that a stranger wrote: that keeps its own direction of writing. */
function WithName({ word, name, value }: { word: ScreenKey; name: string; value: string }) {
  const { t } = useApp()
  const [before, after] = t(word).split(`{${name}}`)
  return (
    <>
      {before}
      <bdi>{value}</bdi>
      {after}
    </>
  )
}

/** What was answered, line by line, beside what was offered. */
function Answer({ view: { reply, version } }: { view: ReplyView }) {
  const { t } = useApp()
  const content = reply.content!
  const { terms } = version!.binding
  return (
    <ul class="bullets">
      {terms.kind === 'purchase' &&
        content.counts.map(({ line, count }, index) => {
          const offered = terms.lines.find((each) => each.id === line)
          return (
            <li key={index}>
              {count} × {offered?.product.name ?? t('reply.unknownLine')}
              {offered && offered.count !== count && (
                <strong> {t('reply.offered', { n: offered.count })}</strong>
              )}
            </li>
          )
        })}
      {terms.kind === 'trial' && content.answer === 'accept' && <li>{terms.product.name}</li>}
      {content.delegation !== null && (
        <li>{t(content.delegation ? 'reply.withDelegation' : 'reply.withoutDelegation')}</li>
      )}
    </ul>
  )
}
