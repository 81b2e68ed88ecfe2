import { useId, useState } from 'preact/hooks'
import { answerDue } from '#core/clock/request.ts'
import type { Customer } from '#core/model/customer.ts'
import { responseHours, severities } from '#core/model/kinds.ts'
import {
  requestPlatforms,
  requestStates,
  type RequestInput,
  type ServiceRequest,
} from '#core/model/request.ts'
import { addressFor, portals } from '#core/workspace/portals.ts'
import {
  addRequest,
  moveRequest,
  noteRequest,
  requestsOf,
  requestText,
  saveRequest,
  sendRequest,
} from '#core/workspace/requests.ts'
import { openTab } from '#extension/browser.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { copyText } from '#extension/ui/clipboard.ts'
import { useNow } from '#extension/ui/clock.ts'
import { requestColours } from '#extension/ui/customers.ts'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { Select, TextArea, TextField, faultOf } from '#extension/ui/fields.tsx'
import { FormEnd, useSaving } from '#extension/ui/form.tsx'
import { useLive } from '#extension/ui/live.ts'

/** A customer's service requests to Microsoft. */
export function Requests({ customer }: { customer: Customer }) {
  const { t, db } = useApp()
  const { user, company } = useSession()
  /** The request that is being edited; `new` while one is written. */
  const [editing, setEditing] = useState<string | null>(null)
  const all = useLive(() => requestsOf(db, customer.id), [db, customer.id])
  if (!all) return null
  const blank: RequestInput = {
    title: '',
    description: '',
    severity: 'minimal',
    platform: 'microsoft365',
    product: '',
    // Microsoft calls the partner, not the customer.
    contact: { name: user.name, email: user.email, phone: user.phone || company.phone },
  }
  const title = t(editing === 'new' ? 'request.new' : 'request.edit')
  return (
    <section aria-labelledby="requests">
      <h2 id="requests">{t('customer.tab.requests')}</h2>
      <div class="row">
        <fluent-button appearance="primary" data-id="new-request" onClick={() => setEditing('new')}>
          {t('request.new')}
        </fluent-button>
      </div>
      {all.length === 0 && <p class="empty">{t('request.empty')}</p>}
      {all.map((request) => (
        <RequestCard
          key={request.id}
          request={request}
          customer={customer}
          onEdit={() => setEditing(request.id)}
        />
      ))}
      {editing && (
        <Dialog label={title} onClose={() => setEditing(null)}>
          <h2>{title}</h2>
          <RequestForm
            customer={customer}
            request={all.find((each) => each.id === editing)}
            blank={blank}
            onClose={() => setEditing(null)}
          />
        </Dialog>
      )}
    </section>
  )
}

function RequestForm({
  customer,
  request,
  blank,
  onClose,
}: {
  customer: Customer
  request: ServiceRequest | undefined
  blank: RequestInput
  onClose: () => void
}) {
  const { t, attempt } = useApp()
  const [form, setForm] = useState<RequestInput>(request ?? blank)
  const { faults, problem, elsewhere, onSubmit } = useSaving<string | void>(
    (expected) =>
      request
        ? attempt(saveRequest, { id: request.id, request: form }, expected)
        : attempt(addRequest, { customerId: customer.id, request: form }),
    onClose,
    form,
    request
      ? { table: 'requests', key: request.id, record: request, place: `/customers/${customer.id}/requests` }
      : undefined,
  )
  const set = (part: Partial<RequestInput>) => setForm((before) => ({ ...before, ...part }))
  const fault = (path: string) => faultOf(t, faults, `request.${path}`)

  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <Select
        label={t('request.platform')}
        value={form.platform}
        options={requestPlatforms.map((each) => [each, t(`request.platform.${each}`)])}
        onChange={(platform) => set({ platform })}
      />
      <Select
        label={t('request.severity')}
        hint={t('request.severityHint')}
        value={form.severity}
        options={severities.map((each) => [each, t(`request.severity.${each}`, { n: responseHours[each] })])}
        onChange={(severity) => set({ severity })}
      />
      <TextField
        label={t('request.title')}
        name="request-title"
        value={form.title}
        onChange={(title) => set({ title })}
        fault={fault('title')}
        maxlength={120}
      />
      <TextArea
        label={t('request.description')}
        hint={t('request.descriptionHint')}
        rows={5}
        value={form.description}
        onChange={(description) => set({ description })}
        fault={fault('description')}
      />
      <TextField
        label={t('request.product')}
        name="request-product"
        value={form.product}
        onChange={(product) => set({ product })}
        fault={fault('product')}
        maxlength={120}
      />
      <fieldset class="choices">
        <legend>{t('request.contact')}</legend>
        <p class="hint">{t('request.contactHint')}</p>
        <TextField
          label={t('customer.name')}
          name="request-name"
          value={form.contact.name}
          onChange={(name) => set({ contact: { ...form.contact, name } })}
          fault={fault('contact.name')}
        />
        <TextField
          label={t('customer.email')}
          name="request-email"
          type="email"
          value={form.contact.email}
          onChange={(email) => set({ contact: { ...form.contact, email } })}
          fault={fault('contact.email')}
        />
        <TextField
          label={t('customer.phone')}
          name="request-phone"
          type="tel"
          value={form.contact.phone}
          onChange={(phone) => set({ contact: { ...form.contact, phone } })}
          fault={fault('contact.phone')}
        />
      </fieldset>
      <FormEnd problem={problem} elsewhere={elsewhere} id="save-request" onCancel={onClose} />
    </form>
  )
}

function RequestCard({
  request,
  customer,
  onEdit,
}: {
  request: ServiceRequest
  customer: Customer
  onEdit: () => void
}) {
  const { t, db, speak, run, attempt, showToast } = useApp()
  const { company } = useSession()
  const now = useNow()
  const [note, setNote] = useState('')
  const [number, setNumber] = useState(request.number)
  const numberField = useId()
  const all = useLive(() => portals(db, company.cloud), [db, company.cloud]) ?? []
  const portal = all.find((each) => each.id === (request.platform === 'azure' ? 'azure' : 'support'))
  const address = portal && addressFor(portal, customer, company.cloud)
  const due = answerDue(request)

  /** The text on the clipboard, the portal in a tab, and the time in the log. */
  async function send() {
    if (!address || !('url' in address))
      return showToast({ text: t(`portal.missing.${address?.missing ?? 'tid'}`), bad: true })
    const copied = await copyText(requestText(request, customer))
    await openTab(address.url)
    if (!copied) showToast({ text: t('share.copyFailed'), bad: true })
    await run(sendRequest, { id: request.id }, copied ? { done: t('request.sent') } : {})
  }

  async function addNote() {
    const outcome = await attempt(noteRequest, { id: request.id, text: note })
    if (!outcome.ok) return showToast({ text: speak.problem(outcome.problem), bad: true })
    setNote('')
  }

  return (
    <article class="card" data-request={request.state}>
      <header>
        <h3>{request.title}</h3>
        <fluent-badge appearance="tint" color={requestColours[request.state]}>
          {t(`requestState.${request.state}`)}
        </fluent-badge>
        <span class="side">
          {t(`request.severity.${request.severity}`, { n: responseHours[request.severity] })}
        </span>
      </header>
      {due !== null && request.state === 'open' && (
        <p class={now > due ? 'warn' : 'hint'}>
          {t(now > due ? 'request.late' : 'request.due', { when: speak.moment(new Date(due).toISOString()) })}
        </p>
      )}
      <p class="pre">{request.description}</p>
      <p class="side">
        {[request.product, request.contact.name, request.contact.email, request.contact.phone]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {request.notes.length > 0 && (
        <ul class="notes">
          {request.notes.map((each) => (
            <li key={each.id}>
              <time dateTime={each.at}>{speak.moment(each.at)}</time> <span class="pre">{each.text}</span>
            </li>
          ))}
        </ul>
      )}
      <div class="row">
        {request.state !== 'closed' && (
          <fluent-button
            appearance={request.state === 'none' ? 'primary' : 'outline'}
            data-id="send-request"
            onClick={() => void send()}
          >
            {t(request.state === 'none' ? 'request.send' : 'request.again')}
          </fluent-button>
        )}
        {request.state === 'none' && <fluent-button onClick={onEdit}>{t('app.edit')}</fluent-button>}
      </div>
      {request.state !== 'none' && (
        <div class="pair">
          <Select
            label={t('request.state')}
            value={request.state}
            options={requestStates
              .filter((each) => each !== 'none')
              .map((each) => [each, t(`requestState.${each}`)])}
            onChange={(state) =>
              void run(
                moveRequest,
                { id: request.id, state, number },
                { done: t('app.saved'), undoable: true },
              )
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
              onChange={() => void run(moveRequest, { id: request.id, state: request.state, number })}
            />
          </div>
        </div>
      )}
      <details>
        <summary>{t('request.addNote')}</summary>
        <TextArea label={t('request.note')} value={note} onChange={setNote} rows={2} />
        <div class="row end">
          <fluent-button onClick={() => void addNote()}>{t('app.save')}</fluent-button>
        </div>
      </details>
    </article>
  )
}
