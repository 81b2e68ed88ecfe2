import { useId, useState } from 'preact/hooks'
import { answerDue } from '#core/clock/request.ts'
import type { Customer } from '#core/model/customer.ts'
import { responseHours } from '#core/model/kinds.ts'
import { requestStates, type ServiceRequest } from '#core/model/request.ts'
import { moveRequest, noteRequest, requestText, sendRequest } from '#core/workspace/requests.ts'
import { openTab } from '#extension/browser.ts'
import { usePortal } from '#extension/dashboard/customers/usePortal.ts'
import { useApp } from '#extension/ui/app.tsx'
import { copyText } from '#extension/ui/clipboard.ts'
import { useNow } from '#extension/ui/clock.ts'
import { requestColours } from '#extension/ui/customers.ts'
import { Select, TextArea } from '#extension/ui/fields.tsx'

type RequestProps = Readonly<{ request: ServiceRequest }>
type CardProps = RequestProps & Readonly<{ customer: Customer; onEdit: () => void }>

/** One request: what was asked, how it stands, and what is done about it. */
export function RequestCard({ request, customer, onEdit }: CardProps) {
  const { t, speak } = useApp()
  const { state, severity, product, contact } = request
  return (
    <article class="card" data-request={state}>
      <header>
        <h3>{request.title}</h3>
        <fluent-badge appearance="tint" color={requestColours[state]}>
          {t(`requestState.${state}`)}
        </fluent-badge>
        <span class="side">{t(`request.severity.${severity}`, { n: responseHours[severity] })}</span>
      </header>
      <AnswerDue request={request} />
      <p class="pre">{request.description}</p>
      <p class="side">{[product, contact.name, contact.email, contact.phone].filter(Boolean).join(' · ')}</p>
      {request.notes.length > 0 && (
        <ul class="notes">
          {request.notes.map(({ id, at, text }) => (
            <li key={id}>
              <time dateTime={at}>{speak.moment(at)}</time> <span class="pre">{text}</span>
            </li>
          ))}
        </ul>
      )}
      <div class="row">
        {state !== 'closed' && <SendButton request={request} customer={customer} />}
        {state === 'none' && <fluent-button onClick={onEdit}>{t('app.edit')}</fluent-button>}
      </div>
      {state !== 'none' && <Progress request={request} />}
      <AddNote request={request} />
    </article>
  )
}

/** By when Microsoft answers one that is open, or since when it should have. */
function AnswerDue({ request }: RequestProps) {
  const { t, speak } = useApp()
  const now = useNow()
  const due = answerDue(request)
  if (due === null || request.state !== 'open') return null
  const isLate = now > due
  return (
    <p class={isLate ? 'warn' : 'hint'}>
      {t(isLate ? 'request.late' : 'request.due', { when: speak.moment(new Date(due).toISOString()) })}
    </p>
  )
}

/** Brings the request to Microsoft: the text on the clipboard, the portal in a tab, and the time in the log. */
function SendButton({ request, customer }: RequestProps & { customer: Customer }) {
  const { t, run, showToast } = useApp()
  const address = usePortal(request.platform === 'azure' ? 'azure' : 'support', customer)?.address
  const isFirst = request.state === 'none'
  async function send() {
    if (!address || !('url' in address))
      return showToast({ text: t(`portal.missing.${address?.missing ?? 'tid'}`), bad: true })
    const copied = await copyText(requestText(request, customer))
    await openTab(address.url)
    if (!copied) showToast({ text: t('share.copyFailed'), bad: true })
    await run(sendRequest, { id: request.id }, copied ? { done: t('request.sent') } : {})
  }
  return (
    <fluent-button
      appearance={isFirst ? 'primary' : 'outline'}
      data-id="send-request"
      onClick={() => void send()}
    >
      {t(isFirst ? 'request.send' : 'request.again')}
    </fluent-button>
  )
}

/** What Microsoft says of one that was sent: its state and its number. */
function Progress({ request: { id, state, number: known } }: RequestProps) {
  const { t, run } = useApp()
  const [number, setNumber] = useState(known)
  const numberField = useId()
  return (
    <div class="pair">
      <Select
        label={t('request.state')}
        value={state}
        options={requestStates
          .filter((each) => each !== 'none')
          .map((each) => [each, t(`requestState.${each}`)])}
        onChange={(next) =>
          void run(moveRequest, { id, state: next, number }, { done: t('app.saved'), undoable: true })
        }
      />
      <div class="field">
        <label for={numberField}>
          <span class="label">{t('request.number')}</span>
        </label>
        <input
          id={numberField}
          value={number}
          maxLength={40}
          onInput={(event) => setNumber(event.currentTarget.value)}
          onChange={() => void run(moveRequest, { id, state, number })}
        />
      </div>
    </div>
  )
}

/** A note about it. What was typed stays until it is saved. */
function AddNote({ request }: RequestProps) {
  const { t, speak, attempt, showToast } = useApp()
  const [note, setNote] = useState('')
  async function add() {
    const outcome = await attempt(noteRequest, { id: request.id, text: note })
    if (!outcome.ok) return showToast({ text: speak.problem(outcome.problem), bad: true })
    setNote('')
  }
  return (
    <details>
      <summary>{t('request.addNote')}</summary>
      <TextArea label={t('request.note')} value={note} onChange={setNote} rows={2} />
      <div class="row end">
        <fluent-button onClick={() => void add()}>{t('app.save')}</fluent-button>
      </div>
    </details>
  )
}
