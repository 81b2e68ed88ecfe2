import type { Customer } from '#core/model/customer.ts'
import { mailtoUrl } from '#core/model/email.ts'
import { languageNames } from '#core/model/pageLanguages.ts'
import { useApp } from '#extension/ui/app.tsx'

/** Address, domains, tenant, contacts, aliases, tags, notes. */
export function CustomerFacts({ customer }: { customer: Customer }) {
  const { t } = useApp()
  const { street, postalCode, city } = customer.address
  const address = [street, [postalCode, city].filter(Boolean).join(' ')].filter(Boolean).join(', ')
  return (
    <dl class="details">
      {address && (
        <>
          <dt>{t('customer.address')}</dt>
          <dd>{address}</dd>
        </>
      )}
      <dt>{t('customer.country')}</dt>
      <dd>{customer.country}</dd>
      <dt>{t('customer.domains')}</dt>
      <dd>{customer.domains.join(', ') || '–'}</dd>
      <dt>{t('customer.tenantId')}</dt>
      <dd class="code small">{customer.tenantId ?? '–'}</dd>
      {customer.contacts.map((contact) => (
        <>
          <dt>{t('customer.contact')}</dt>
          <dd>
            {contact.name}
            {contact.email && (
              <>
                {' '}
                · <a href={mailtoUrl(contact.email)}>{contact.email}</a>
              </>
            )}
            {contact.phone && (
              <>
                {' '}
                · <a href={`tel:${contact.phone.replace(/[^\d+]/g, '')}`}>{contact.phone}</a>
              </>
            )}
          </dd>
        </>
      ))}
      {customer.aliases.length > 0 && (
        <>
          <dt>{t('customer.aliases')}</dt>
          <dd>{customer.aliases.join(', ')}</dd>
        </>
      )}
      {customer.tags.length > 0 && (
        <>
          <dt>{t('customer.tags')}</dt>
          <dd class="badges">
            {customer.tags.map((tag) => (
              <span key={tag} class="tag">
                {tag}
              </span>
            ))}
          </dd>
        </>
      )}
      <dt>{t('customer.language')}</dt>
      <dd>{languageNames[customer.language]}</dd>
      {customer.note && (
        <>
          <dt>{t('customer.note')}</dt>
          <dd class="pre">{customer.note}</dd>
        </>
      )}
    </dl>
  )
}
