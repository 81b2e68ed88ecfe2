import { useState } from 'preact/hooks'
import { isVerified } from '#core/clock/company.ts'
import type { Company, CompanyInput } from '#core/model/company.ts'
import { saveCompany, verifyCompany } from '#core/workspace/company.ts'
import { staff } from '#core/workspace/staff.ts'
import { CompanyFacts } from '#extension/dashboard/company/CompanyFacts.tsx'
import { CompanyFields } from '#extension/dashboard/company/CompanyFields.tsx'
import { Preview } from '#extension/dashboard/company/Preview.tsx'
import { Head } from '#extension/dashboard/Head.tsx'
import { useFields } from '#extension/dashboard/useFields.ts'
import { useSaved } from '#extension/dashboard/useSaved.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { FormEnd, useSaving } from '#extension/ui/form.tsx'
import { useLive } from '#extension/ui/live.ts'

/** What customers see of the company; everybody may read it, only a global administrator changes it. */
export function CompanyScreen() {
  const { t, db, speak, run, denied } = useApp()
  const { company } = useSession()
  const now = useNow()
  const [editing, setEditing] = useState(false)
  const people = useLive(() => staff(db), [db])
  const reason = denied('company.edit')
  if (!people) return null
  if (editing) return <CompanyEditor company={company} onClose={() => setEditing(false)} />
  const by = people.find(({ user }) => user.id === company.verified?.by)?.user.name ?? ''
  return (
    <>
      <Head title={company.name}>
        <fluent-button
          appearance="primary"
          data-id="edit-company"
          disabled={reason !== null}
          title={reason ? t(`denied.${reason}`) : ''}
          onClick={() => setEditing(true)}
        >
          {t('app.edit')}
        </fluent-button>
      </Head>
      {reason && <p class="hint">{t(`denied.${reason}`)}</p>}
      <p class="facts">
        {company.verified
          ? t('company.verifiedBy', { when: speak.moment(company.verified.at), by })
          : t('company.notVerified')}
        {!isVerified(company, now) && !reason && (
          <fluent-button
            size="small"
            onClick={() => void run(verifyCompany, undefined, { done: t('company.verifiedNow') })}
          >
            {t('make.verify')}
          </fluent-button>
        )}
      </p>
      <div class="columns">
        <CompanyFacts company={company} />
        <section aria-labelledby="preview">
          <h2 id="preview">{t('company.preview')}</h2>
          <p class="hint">{t('company.previewHint')}</p>
          <Preview company={company} />
        </section>
      </div>
    </>
  )
}

function CompanyEditor({ company, onClose }: { company: Company; onClose: () => void }) {
  const { t, attempt } = useApp()
  const [form, setForm] = useState<CompanyInput>(company)
  const { faults, problem, elsewhere, onSubmit } = useSaving(
    (expected) => attempt(saveCompany, form, expected),
    useSaved(onClose, t('company.saved')),
    form,
    { table: 'company', key: 'company', record: company, place: '/company' },
  )
  const fields = useFields(form, setForm, faults)
  return (
    <div class="columns">
      <form class="form" noValidate onSubmit={onSubmit}>
        <h1>{t('nav.company')}</h1>
        <p class="hint">{t('company.savingVerifies')}</p>
        <CompanyFields {...fields} />
        <FormEnd problem={problem} elsewhere={elsewhere} id="save-company" onCancel={onClose} />
      </form>
      <section aria-labelledby="preview">
        <h2 id="preview">{t('company.preview')}</h2>
        <Preview company={form} />
      </section>
    </div>
  )
}
