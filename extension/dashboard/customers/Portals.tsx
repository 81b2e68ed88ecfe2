import type { Customer } from '#core/model/customer.ts'
import { useApp } from '#extension/ui/app.tsx'
import { PortalLinks } from '#extension/ui/PortalLinks.tsx'

/** The customer's portals, and where their links are changed. */
export function Portals({ customer }: { customer: Customer }) {
  const { t } = useApp()
  return (
    <section aria-labelledby="portals">
      <h2 id="portals">{t('customer.tab.portals')}</h2>
      <PortalLinks customer={customer} />
      <p class="hint">
        {t('portal.hint')} <a href="#/settings">{t('portal.change')}</a>
      </p>
    </section>
  )
}
