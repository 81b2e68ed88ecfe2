import { useEffect, useState } from 'preact/hooks'
import { replies, type ReplyView } from '#core/workspace/queries.ts'
import { confirmReply, hasChanges, setReplyAside, takeReplies, type Taken } from '#core/workspace/replies.ts'
import { Head } from '#extension/dashboard/Head.tsx'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { ProblemBar, Select, TextArea } from '#extension/ui/fields.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { arrivalOf, readFiles, type Arrival } from '#extension/dashboard/incoming.ts'
import { Unlock } from '#extension/ui/Unlock.tsx'
import { useLive } from '#extension/ui/live.ts'
import { customers } from '#core/workspace/queries.ts'
import { mailtoUrl } from '#core/model/email.ts'
import type { Draft } from '#core/model/offer.ts'
import { counterDraft } from '#core/workspace/drafts.ts'
import { MakerDialog } from '#extension/dashboard/NewOffer.tsx'
import { groupCode } from '#core/model/grouping.ts'

/** The inbox: take replies in, look at them, confirm or lay aside. */
export function Replies({ dropped, onTaken }: { dropped: Arrival | null; onTaken: () => void }) {
  const { t, db } = useApp()
  const all = useLive(() => replies(db), [db])
  if (!all) return null
  const waiting = all.filter(({ reply }) => reply.state === 'received')
  const done = all.filter(({ reply }) => reply.state !== 'received')
  return (
    <>
      <Head title={t('nav.replies')} />
      <TakeIn dropped={dropped} onTaken={onTaken} />
      <section aria-labelledby="waiting">
        <h2 id="waiting">{t('reply.waiting')}</h2>
        {waiting.length ? waiting.map((view) => <ReplyCard key={view.reply.id} view={view} />) : <p class="empty">{t('reply.none')}</p>}
      </section>
      {done.length > 0 && (
        <section aria-labelledby="done">
          <h2 id="done">{t('reply.done')}</h2>
          {done.map((view) => <ReplyCard key={view.reply.id} view={view} />)}
        </section>
      )}
    </>
  )
}

/** Where replies are pasted, dropped or chosen. A pasted text stays in the field until it has been taken in whole. */
function TakeIn({ dropped, onTaken }: { dropped: Arrival | null; onTaken: () => void }) {
  const { t, speak, attempt, dataKey } = useApp()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const [taken, setTaken] = useState<readonly Taken[]>([])
  const [refused, setRefused] = useState<Arrival['refused']>([])
  /** What waits for the passphrase. */
  const [locked, setLocked] = useState<Arrival | null>(null)

  async function take(arrival: Arrival) {
    setProblem(undefined)
    setTaken([])
    setRefused(arrival.refused)
    if (!arrival.incoming.length) return
    const outcome = await attempt(takeReplies, [...arrival.incoming])
    if (!outcome.ok) {
      if (outcome.problem.code === 'locked') setLocked(arrival)
      else setProblem(speak.problem(outcome.problem))
      return
    }
    setTaken(outcome.value)
    if (outcome.value.every(({ kind }) => kind !== 'damaged' && kind !== 'newer')) setText('')
  }

  useEffect(() => {
    if (dropped === null) return
    // One pasted text stays in sight; what came in files lies in them.
    const [only, ...more] = dropped.incoming
    if (only && !more.length && only.from === null) setText(only.text)
    onTaken()
    void take(dropped)
  }, [dropped])

  // The key arrives with the next render; only then can the reply be opened.
  useEffect(() => {
    if (!dataKey || !locked) return
    setLocked(null)
    void take(locked)
  }, [dataKey])

  return (
    <section class="take-in" aria-labelledby="take-in">
      <h2 id="take-in">{t('reply.takeIn')}</h2>
      <TextArea label={t('reply.paste')} hint={t('reply.pasteHint')} rows={4} value={text} onChange={setText} />
      <div class="row">
        <fluent-button appearance="primary" data-id="take" onClick={() => void take(arrivalOf(text))}>{t('reply.take')}</fluent-button>
        <label class="file">
          <span class="label">{t('reply.files')}</span>
          <input
            type="file"
            name="reply-files"
            multiple
            accept=".txt,.eml,.msg,.mbox"
            onChange={({ currentTarget }) => void readFiles([...(currentTarget.files ?? [])]).then(take).then(() => (currentTarget.value = ''))}
          />
        </label>
      </div>
      {problem && <ProblemBar>{problem}</ProblemBar>}
      {refused.map(({ name, why }) => <ProblemBar key={name}>{t(`refused.${why}`, { name })}</ProblemBar>)}
      <div role="status">
        {taken.map((each, index) => (
          <p key={index} class={each.kind === 'received' ? 'good' : 'warn'}>
            {t(`taken.${each.kind}`, each.kind === 'repeat' ? { when: speak.moment(each.receivedAt) } : {})}
          </p>
        ))}
      </div>
      {locked && <Unlock why={t('vault.why')} onClose={() => setLocked(null)} />}
    </section>
  )
}

/** One reply: who, to what, what differs, what is remarkable, and what to do with it. */
function ReplyCard({ view }: { view: ReplyView }) {
  const { t, db, speak, run, denied } = useApp()
  const { reply, version, offer, customer, suggestions, known, otherSender } = view
  const { content } = reply
  const all = useLive(() => customers(db), [db]) ?? []
  const [chosen, setChosen] = useState('')
  const [aside, setAside] = useState<string | null>(null)
  const [draft, setDraft] = useState<Draft | null>(null)
  const { company } = useSession()
  const customerId = customer?.id ?? (chosen || suggestions[0]?.id || '')
  const open = reply.state === 'received'
  const title = customer?.name ?? content?.by.company ?? ''

  const wanted = content && version && offer && customerId && hasChanges(version, content)
  const counter = wanted ? counterDraft(version, offer, content, [customerId], company, Date.now()) : null

  const confirm = () => run(confirmReply, { id: reply.id, customerId: customerId || null }, { done: t('reply.confirmed'), undoable: true })

  return (
    <article class="card" data-reply={reply.state}>
      <header>
        <h3>{title || content?.by.name || t('reply.unknownSender')}</h3>
        {content && <fluent-badge appearance="tint" color={content.answer === 'accept' ? 'success' : content.answer === 'decline' ? 'danger' : 'warning'}>{t(`answer.${content.answer}`)}</fluent-badge>}
        {content && version && content.answer === 'accept' && hasChanges(version, content) && <fluent-badge appearance="tint" color="important">{t('reply.changed')}</fluent-badge>}
        {reply.state !== 'received' && <fluent-badge appearance="tint" color="subtle">{t(`replyState.${reply.state}`)}</fluent-badge>}
        <span class="side">{speak.moment(reply.receivedAt)}</span>
      </header>
      {content && (
        <p>
          {content.by.name} · {content.by.email}
          {content.by.company && ` · ${content.by.company}`} <span class="unproven">{known && `${t(`known.${known}`)}, `}{t('reply.unproven')}</span>
        </p>
      )}
      {otherSender && <p class="warn">{t('reply.otherSender', { from: reply.sender ?? '' })}</p>}
      {reply.marks.map((mark) => <p key={mark} class="warn">{t(`mark.${mark}`)}</p>)}
      {version && offer && (
        <p><a href={`#/offers/${offer.id}`}>{t(`kind.${offer.kind}`)}, {t('offers.versionN', { n: version.binding.version })}</a> <span class="code small">{groupCode(version.code)}</span></p>
      )}
      {content && version && <Answer view={view} />}
      {content?.orderNumber && <p>{t('reply.orderNumber', { number: content.orderNumber })}</p>}
      {content?.message && <blockquote>{content.message}</blockquote>}
      {reply.reason && <p class="hint">{reply.reason}</p>}
      {open && content && !customer && (
        <Select
          label={t('reply.whoIsIt')}
          hint={suggestions.length ? t('reply.suggested') : undefined}
          value={customerId}
          options={[['', t('reply.choose')], ...all.map((each) => [each.id, each.name] as const)]}
          onChange={setChosen}
        />
      )}
      {open && !denied('reply.confirm') && (
        <div class="row">
          {content && <fluent-button appearance="primary" data-id="confirm" disabled={!customerId} onClick={() => void confirm()}>{t('reply.confirm')}</fluent-button>}
          {content && <a class="plain-link" href={mailtoUrl(content.by.email, { subject: groupCode(content.code) })}>{t('reply.askBack')}</a>}
          {counter && <fluent-button data-id="counter-offer" onClick={() => setDraft(counter)}>{t('reply.counterOffer')}</fluent-button>}
          <fluent-button onClick={() => setAside('')}>{t('reply.setAside')}</fluent-button>
        </div>
      )}
      {draft && <MakerDialog draft={draft} onClose={() => setDraft(null)} />}
      {aside !== null && (
        <Dialog label={t('reply.setAside')} onClose={() => setAside(null)}>
          <h2>{t('reply.setAside')}</h2>
          <TextArea label={t('reply.reason')} value={aside} onChange={setAside} maxlength={500} />
          <div class="row end">
            <fluent-button onClick={() => setAside(null)}>{t('app.cancel')}</fluent-button>
            <fluent-button appearance="primary" onClick={() => void run(setReplyAside, { id: reply.id, reason: aside }, { done: t('reply.wasSetAside'), undoable: true }).then(() => setAside(null))}>{t('reply.setAside')}</fluent-button>
          </div>
        </Dialog>
      )}
    </article>
  )
}

/** What was answered, line by line, beside what was offered. */
function Answer({ view: { reply, version } }: { view: ReplyView }) {
  const { t } = useApp()
  const content = reply.content!
  const { terms } = version!.binding
  return (
    <ul class="answer">
      {terms.kind === 'purchase' && content.counts.map(({ line, count }) => {
        const offered = terms.lines.find((each) => each.id === line)
        return (
          <li key={line}>
            {count} × {offered?.product.name ?? t('reply.unknownLine')}
            {offered && offered.count !== count && <strong> {t('reply.offered', { n: offered.count })}</strong>}
          </li>
        )
      })}
      {terms.kind === 'trial' && content.answer === 'accept' && <li>{terms.product.name}</li>}
      {content.delegation !== null && <li>{t(content.delegation ? 'reply.withDelegation' : 'reply.withoutDelegation')}</li>}
    </ul>
  )
}
