import { useState } from 'preact/hooks'
import { mailtoUrl } from '#core/model/email.ts'
import { groupCode } from '#core/model/grouping.ts'
import type { Draft } from '#core/model/offer.ts'
import type { ReplyContent as Content } from '#core/model/reply.ts'
import { addContact } from '#core/workspace/customers.ts'
import { counterDraft } from '#core/workspace/drafts.ts'
import { hasChanges } from '#core/workspace/marks.ts'
import { confirmReply, deleteReply, isDeletable, setReplyAside } from '#core/workspace/replies.ts'
import type { ReplyView } from '#core/workspace/replyViews.ts'
import { DeleteReplies } from '#extension/dashboard/replies/DeleteReplies.tsx'
import { ReplyContent, ReplyHead } from '#extension/dashboard/replies/ReplyContent.tsx'
import { WhoIsIt } from '#extension/dashboard/replies/WhoIsIt.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { CommandDialog } from '#extension/ui/CommandDialog.tsx'
import { TextArea } from '#extension/ui/fields.tsx'
import { MakerDialog } from '#extension/ui/maker/MakerDialog.tsx'

/** One reply: who, to what, what differs, what is remarkable, and what to do with it. */
export function ReplyCard({ view }: { view: ReplyView }) {
  const { denied } = useApp()
  const { reply, customer, suggestions } = view
  const [chosen, setChosen] = useState('')
  const customerId = customer?.id ?? (chosen || suggestions[0]?.id || '')
  const open = reply.state === 'received'
  return (
    <article class="card" data-reply={reply.state}>
      <ReplyHead view={view} />
      <ReplyContent view={view} />
      {reply.state === 'confirmed' && reply.content?.by.email && (
        <NothingSent content={reply.content} customer={customer} />
      )}
      {open && reply.content && !customer && (
        <WhoIsIt suggestions={suggestions} value={customerId} onChange={setChosen} />
      )}
      {!denied('reply.confirm') && (open || isDeletable(reply)) && (
        <div class="row">
          {open && <Decide view={view} customerId={customerId} />}
          {isDeletable(reply) && <Delete id={reply.id} />}
        </div>
      )}
    </article>
  )
}

/** An address for writing to whoever replied, about the offer. */
const writeTo = ({ by, code }: Content) => mailtoUrl(by.email, { subject: groupCode(code) })

/** Nobody hears of a confirmation by itself: a way to write, and to keep the address. */
function NothingSent({ content, customer }: { content: Content; customer: ReplyView['customer'] }) {
  const { t, run, denied } = useApp()
  const { name, email } = content.by
  const isKnown = customer?.contacts.some((each) => each.email.toLowerCase() === email.toLowerCase())
  return (
    <div class="row" data-id="nothing-sent">
      <span class="hint">{t('reply.nothingSent', { who: name })}</span>
      <a class="plain-link" href={writeTo(content)}>
        {t('reply.write', { who: name })}
      </a>
      {customer && !isKnown && !denied('customer.edit') && (
        <fluent-button
          size="small"
          data-id="keep-contact"
          onClick={() =>
            void run(
              addContact,
              { customerId: customer.id, name, email },
              { done: t('reply.contactKept'), undoable: true },
            )
          }
        >
          {t('reply.keepContact', { who: name })}
        </fluent-button>
      )}
    </div>
  )
}

/** What may be done with a reply that waits. */
function Decide({ view, customerId }: { view: ReplyView; customerId: string }) {
  const { t, run } = useApp()
  const { company } = useSession()
  const [draft, setDraft] = useState<Draft | null>(null)
  const [isAside, setAside] = useState(false)
  const { reply, version, offer } = view
  const { content } = reply
  const wanted = content && version && offer && customerId && hasChanges(version, content)
  const counter = wanted ? counterDraft(version, offer, content, [customerId], company, Date.now()) : null
  const confirm = () =>
    run(
      confirmReply,
      { id: reply.id, customerId: customerId || null },
      { done: t('reply.confirmed'), undoable: true },
    )
  return (
    <>
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
        <a class="plain-link" href={writeTo(content)}>
          {t('reply.askBack')}
        </a>
      )}
      {counter && (
        <fluent-button data-id="counter-offer" onClick={() => setDraft(counter)}>
          {t('reply.counterOffer')}
        </fluent-button>
      )}
      <fluent-button data-id="set-aside" onClick={() => setAside(true)}>
        {t('reply.setAside')}
      </fluent-button>
      {draft && <MakerDialog draft={draft} onClose={() => setDraft(null)} />}
      {isAside && <SetAside id={reply.id} onClose={() => setAside(false)} />}
    </>
  )
}

function SetAside({ id, onClose }: { id: string; onClose: () => void }) {
  const { t, attempt } = useApp()
  const [reason, setReason] = useState('')
  return (
    <CommandDialog
      title={t('reply.setAside')}
      run={() => attempt(setReplyAside, { id, reason })}
      done={t('reply.wasSetAside')}
      typed={reason}
      id="set-aside-sure"
      action={t('reply.setAside')}
      onClose={onClose}
    >
      <TextArea
        label={t('reply.reason')}
        name="aside-reason"
        value={reason}
        onChange={setReason}
        maxlength={500}
      />
    </CommandDialog>
  )
}

function Delete({ id }: { id: string }) {
  const { t, attempt } = useApp()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <fluent-button data-id="delete-reply" onClick={() => setAsking(true)}>
        {t('reply.delete')}
      </fluent-button>
      {asking && (
        <DeleteReplies
          title={t('reply.delete')}
          run={() => attempt(deleteReply, { id })}
          onClose={() => setAsking(false)}
        >
          {t('reply.deleteAsk')}
        </DeleteReplies>
      )}
    </>
  )
}
