import type { CompanyInput } from '#core/model/company.ts'
import { languageNames } from '#core/model/pageLanguages.ts'
import { saveServices } from '#core/workspace/company.ts'
import { ServiceFields } from '#extension/dashboard/company/ServiceFields.tsx'
import { useFields } from '#extension/dashboard/useFields.ts'
import { useSaved } from '#extension/dashboard/useSaved.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { FormEnd, useSaving } from '#extension/ui/form.tsx'
import { useTyped } from '#extension/ui/unsaved.ts'

/** Own domains, where the pages lie, and what new offers and reminders start with. */
export function ServiceSettings() {
  const { t, denied } = useApp()
  const { company } = useSession()
  const reason = denied('company.edit')
  return (
    <section aria-labelledby="services">
      <h2 id="services">{t('services.title')}</h2>
      {reason ? (
        <>
          <p class="hint">{t(`denied.${reason}`)}</p>
          <dl class="details">
            <dt>{t('company.siteAddress')}</dt>
            <dd>{company.siteAddress}</dd>
            <dt>{t('company.endpoint')}</dt>
            <dd>{t(`endpoint.${company.endpoint?.kind ?? 'none'}`)}</dd>
            <dt>{t('company.domains')}</dt>
            <dd>{company.domains.join(', ') || '–'}</dd>
            <dt>{t('company.language')}</dt>
            <dd>{languageNames[company.language]}</dd>
            <dt>{t('company.currency')}</dt>
            <dd>{company.currency}</dd>
            <dt>{t('company.timeZone')}</dt>
            <dd>{company.timeZone}</dd>
            <dt>{t('company.validDays')}</dt>
            <dd>{company.validDays}</dd>
            <dt>{t('company.reminderDays')}</dt>
            <dd>{company.reminderDays}</dd>
            <dt>{t('company.renewalDays')}</dt>
            <dd>{company.renewalDays}</dd>
          </dl>
        </>
      ) : (
        <Editor />
      )}
    </section>
  )
}

function Editor() {
  const { attempt } = useApp()
  const { company } = useSession()
  const [form, setForm] = useTyped<CompanyInput>(company)
  const { faults, problem, elsewhere, onSubmit } = useSaving(
    (expected) => attempt(saveServices, { ...form, domains: form.domains.filter(Boolean) }, expected),
    useSaved(),
    form,
    { table: 'company', key: 'company', record: company, place: '/settings', followed: true },
  )
  const fields = useFields(form, setForm, faults)

  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <ServiceFields {...fields} />
      <FormEnd problem={problem} elsewhere={elsewhere} id="save-services" />
    </form>
  )
}
