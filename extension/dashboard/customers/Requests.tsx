import { useState } from 'preact/hooks'
import type { Customer } from '#core/model/customer.ts'
import type { RequestInput } from '#core/model/request.ts'
import { requestsOf } from '#core/workspace/requests.ts'
import { RequestCard } from '#extension/dashboard/customers/RequestCard.tsx'
import { RequestForm } from '#extension/dashboard/customers/RequestForm.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { Dialog } from '#extension/ui/Dialog.tsx'
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
