import { useEffect, useRef } from 'preact/hooks'
import { findCustomer } from '#core/workspace/customers.ts'
import { CustomerFacts } from '#extension/dashboard/customers/CustomerFacts.tsx'
import { useApp } from '#extension/ui/app.tsx'
import { Icon } from '#extension/ui/Icon.tsx'
import { useLive } from '#extension/ui/live.ts'
import { PortalLinks } from '#extension/ui/PortalLinks.tsx'

/** What is known of a customer, beside the list. */
export function CustomerPane({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const { t, db, denied } = useApp()
  const customer = useLive(() => findCustomer(db, customerId), [db, customerId])
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [customer?.id])
  if (!customer) return null
  return (
    <aside class="pane" aria-label={customer.name} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {customer.name}
        </h2>
        <fluent-button
          size="small"
          appearance="subtle"
          icon-only
          aria-label={t('app.close')}
          onClick={onClose}
        >
          <Icon name="close" />
        </fluent-button>
      </header>
      <p>
        <a href={`#/customers/${customer.id}`}>{t('customer.open')}</a>
      </p>
      <CustomerFacts customer={customer} />
      {!denied('portal.open') && (
        <>
          <h3>{t('customer.tab.portals')}</h3>
          <PortalLinks customer={customer} />
        </>
      )}
    </aside>
  )
}
