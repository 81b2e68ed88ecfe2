import { useState } from 'preact/hooks'
import { isVerified } from '#core/clock/company.ts'
import type { Company, CompanyInput } from '#core/model/company.ts'
import { saveCompany, verifyCompany } from '#core/workspace/company.ts'
import { staff } from '#core/workspace/staff.ts'
import { authorisations, CompanyFields } from '#extension/dashboard/company/CompanyFields.tsx'
import { Preview } from '#extension/dashboard/company/Preview.tsx'
import { Head } from '#extension/dashboard/Head.tsx'
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
        <Facts company={company} />
        <section aria-labelledby="preview">
          <h2 id="preview">{t('company.preview')}</h2>
          <p class="hint">{t('company.previewHint')}</p>
          <Preview company={company} />
        </section>
      </div>
    </>
  )
}

/** Every field, with where customers meet it. */
function Facts({ company }: { company: Company }) {
  const { t } = useApp()
  return (
    <section aria-labelledby="facts">
      <h2 id="facts">{t('company.facts')}</h2>
      <dl class="details">
        <dt>{t('company.name')}</dt>
        <dd>
          {company.name}
          <span class="hint">{t('company.seen.name')}</span>
        </dd>
        {company.offices.map((office) => (
          <>
            <dt>{t('company.partnerId')}</dt>
            <dd>
              {office.partnerId}
              {company.offices.length > 1 && ` (${office.name})`}
              <span class="hint">{t('company.seen.partnerId')}</span>
            </dd>
          </>
        ))}
        <dt>{t('company.phone')}</dt>
        <dd>
          {company.phone || '–'}
          <span class="hint">{t('company.seen.contact')}</span>
        </dd>
        <dt>{t('company.email')}</dt>
        <dd>
          {company.email}
          <span class="hint">{t('company.seen.contact')}</span>
        </dd>
        <dt>{t('company.website')}</dt>
        <dd>
          {company.website || '–'}
          <span class="hint">{t('company.seen.website')}</span>
        </dd>
        <dt>{t('company.logo')}</dt>
        <dd>
          {company.logo ? (
            <span class="logo light">
              <img src={company.logo} alt="" />
            </span>
          ) : (
            '–'
          )}
          <span class="hint">{t('company.seen.logo')}</span>
        </dd>
        <dt>{t('company.colour')}</dt>
        <dd>
          <span class="swatch" style={{ background: company.colour }} /> {company.colour}
          <span class="hint">{t('company.seen.colour')}</span>
        </dd>
        <dt>{t('customer.country')}</dt>
        <dd>
          {company.country}
          <span class="hint">{t('company.seen.inside')}</span>
        </dd>
        <dt>{t('company.cloud')}</dt>
        <dd>
          {t(`cloud.${company.cloud}`)}
          <span class="hint">{t('company.seen.cloud')}</span>
        </dd>
        <dt>{t('company.selling')}</dt>
        <dd>
          {t(`selling.${company.selling}`)}
          <span class="hint">{t('company.seen.selling')}</span>
        </dd>
        <dt>{t('company.authorisations')}</dt>
        <dd>
          {authorisations
            .filter((each) => company.authorisations[each])
            .map((each) => t(`authorisation.${each}`))
            .join(', ') || '–'}
          <span class="hint">{t('company.seen.inside')}</span>
        </dd>
      </dl>
      <p class="hint">
        {t('company.services')} <a href="#/settings/services">{t('nav.settings')}</a>
      </p>
    </section>
  )
}

function CompanyEditor({ company, onClose }: { company: Company; onClose: () => void }) {
  const { t, attempt, showToast } = useApp()
  const [form, setForm] = useState<CompanyInput>(company)
  const { faults, problem, elsewhere, onSubmit } = useSaving(
    (expected) => attempt(saveCompany, form, expected),
    (_, undo) => {
      showToast({ text: t('company.saved'), undo })
      onClose()
    },
    form,
    { table: 'company', key: 'company', record: company, place: '/company' },
  )
  return (
    <div class="columns">
      <form class="form" noValidate onSubmit={onSubmit}>
        <h1>{t('nav.company')}</h1>
        <p class="hint">{t('company.savingVerifies')}</p>
        <CompanyFields form={form} onChange={setForm} faults={faults} />
        <FormEnd problem={problem} elsewhere={elsewhere} id="save-company" onCancel={onClose} />
      </form>
      <section aria-labelledby="preview">
        <h2 id="preview">{t('company.preview')}</h2>
        <Preview company={form} />
      </section>
    </div>
  )
}
