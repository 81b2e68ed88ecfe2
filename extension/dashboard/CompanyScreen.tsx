import { useState } from 'preact/hooks'
import { clouds, currencies, sellingWays, type Company, type CompanyInput } from '#core/model/company.ts'
import { languages } from '#core/model/language.ts'
import type { FieldProblem } from '#core/model/problem.ts'
import { saveCompany, verifyCompany } from '#core/workspace/company.ts'
import { isVerified } from '#core/workspace/offers.ts'
import { Head } from '#extension/dashboard/Head.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { Check, ProblemBar, Select, Stepper, TextField, faultOf, useFocusFault } from '#extension/ui/fields.tsx'

/** What customers see of the company; everybody may read it, only a global administrator changes it. */
export function CompanyScreen() {
  const { t, speak, run, denied } = useApp()
  const { company } = useSession()
  const [editing, setEditing] = useState(false)
  const reason = denied('company.edit')
  if (editing) return <CompanyEditor company={company} onClose={() => setEditing(false)} />
  return (
    <>
      <Head title={company.name}>
        <fluent-button appearance="primary" data-id="edit-company" disabled={reason !== null} title={reason ? t(`denied.${reason}`) : ''} onClick={() => setEditing(true)}>{t('app.edit')}</fluent-button>
      </Head>
      {reason && <p class="hint">{t(`denied.${reason}`)}</p>}
      <p class="facts">
        {company.verified ? t('company.verified', { when: speak.moment(company.verified.at) }) : t('company.notVerified')}
        {!isVerified(company, Date.now()) && !reason && <fluent-button size="small" onClick={() => void run(verifyCompany, undefined, { done: t('company.verifiedNow') })}>{t('make.verify')}</fluent-button>}
      </p>
      <dl class="details">
        {company.offices.map((office) => <><dt>{t('company.partnerId')}</dt><dd>{office.partnerId}{company.offices.length > 1 && ` (${office.name})`}</dd></>)}
        <dt>{t('company.phone')}</dt><dd>{company.phone || '–'}</dd>
        <dt>{t('company.email')}</dt><dd>{company.email}</dd>
        <dt>{t('company.website')}</dt><dd>{company.website || '–'}</dd>
        <dt>{t('company.siteAddress')}</dt><dd>{company.siteAddress}</dd>
        <dt>{t('company.cloud')}</dt><dd>{t(`cloud.${company.cloud}`)}</dd>
        <dt>{t('company.selling')}</dt><dd>{t(`selling.${company.selling}`)}</dd>
        <dt>{t('company.authorisations')}</dt>
        <dd>{(['subscriptionAdvisor', 'delegatedAdministration', 'serviceProvider'] as const).filter((each) => company.authorisations[each]).map((each) => t(`authorisation.${each}`)).join(', ') || '–'}</dd>
        <dt>{t('company.colour')}</dt><dd><span class="swatch" style={{ background: company.colour }} /> {company.colour}</dd>
        <dt>{t('company.language')}</dt><dd>{t(`language.${company.language}`)}</dd>
        <dt>{t('company.currency')}</dt><dd>{company.currency}</dd>
        <dt>{t('company.timeZone')}</dt><dd>{company.timeZone}</dd>
        <dt>{t('company.validDays')}</dt><dd>{company.validDays}</dd>
      </dl>
    </>
  )
}

function CompanyEditor({ company, onClose }: { company: Company; onClose: () => void }) {
  const { t, speak, attempt, showToast } = useApp()
  const [form, setForm] = useState<CompanyInput>(company)
  const [faults, setFaults] = useState<readonly FieldProblem[]>([])
  useFocusFault(faults)
  const [problem, setProblem] = useState<string>()

  async function save(event: Event) {
    event.preventDefault()
    const outcome = await attempt(saveCompany, form)
    if (outcome.ok) {
      showToast({ text: t('company.saved'), undo: outcome.undo })
      return onClose()
    }
    setFaults(outcome.problem.fields)
    setProblem(speak.problem(outcome.problem))
  }

  return (
    <form class="form" noValidate onSubmit={(event) => void save(event)}>
      <h1>{t('nav.company')}</h1>
      <CompanyFields form={form} onChange={setForm} faults={faults} />
      {problem && <ProblemBar>{problem}</ProblemBar>}
      <div class="row end">
        <fluent-button type="button" onClick={onClose}>{t('app.cancel')}</fluent-button>
        <fluent-button type="submit" appearance="primary" data-id="save-company">{t('app.save')}</fluent-button>
      </div>
    </form>
  )
}

type FieldsProps = { form: CompanyInput; onChange: (form: CompanyInput) => void; faults: readonly FieldProblem[]; prefix?: string }

/** The fields of a company, shared by the set-up and the company's screen. */
export function CompanyFields({ form, onChange, faults, prefix = '' }: FieldsProps) {
  const { t } = useApp()
  const set = (part: Partial<CompanyInput>) => onChange({ ...form, ...part })
  const fault = (path: string) => faultOf(t, faults, prefix + path)
  const office = form.offices[0]!
  return (
    <>
      <TextField label={t('company.name')} name="company-name" hint={t('company.nameHint')} value={form.name} onChange={(name) => set({ name })} fault={fault('name')} maxlength={120} />
      <TextField label={t('company.partnerId')} name="partner-id" hint={t('company.partnerIdHint')} value={office.partnerId} onChange={(partnerId) => set({ offices: [{ ...office, partnerId }, ...form.offices.slice(1)] })} fault={fault('offices.0.partnerId')} maxlength={10} />
      <TextField label={t('company.email')} name="company-email" type="email" value={form.email} onChange={(email) => set({ email })} fault={fault('email')} />
      <TextField label={t('company.phone')} name="company-phone" type="tel" value={form.phone} onChange={(phone) => set({ phone })} fault={fault('phone')} />
      <TextField label={t('company.website')} name="company-website" type="url" placeholder="https://" value={form.website} onChange={(website) => set({ website })} fault={fault('website')} />
      <Select label={t('company.selling')} value={form.selling} options={sellingWays.map((each) => [each, t(`selling.${each}`)])} onChange={(selling) => set({ selling })} />
      <fieldset class="choices">
        <legend>{t('company.authorisations')}</legend>
        {(['subscriptionAdvisor', 'delegatedAdministration', 'serviceProvider'] as const).map((each) => (
          <Check key={each} label={t(`authorisation.${each}`)} hint={t(`authorisation.${each}Hint`)} checked={form.authorisations[each]} onChange={(checked) => set({ authorisations: { ...form.authorisations, [each]: checked } })} />
        ))}
      </fieldset>
      <Select label={t('company.cloud')} value={form.cloud} options={clouds.map((each) => [each, t(`cloud.${each}`)])} onChange={(cloud) => set({ cloud })} />
      <TextField label={t('company.siteAddress')} name="site-address" type="url" hint={t('company.siteAddressHint')} placeholder="https://" value={form.siteAddress} onChange={(siteAddress) => set({ siteAddress })} fault={fault('siteAddress')} />
      <div class="pair">
        <Select label={t('company.language')} value={form.language} options={languages.map((each) => [each, t(`language.${each}`)])} onChange={(language) => set({ language })} />
        <div class="field">
          <span class="label">{t('company.validDays')}</span>
          <Stepper label={t('company.validDays')} value={form.validDays} min={1} max={365} onChange={(validDays) => set({ validDays })} />
        </div>
      </div>
      <div class="pair">
        <Select label={t('company.currency')} value={form.currency} options={currencies.map((each) => [each, each])} onChange={(currency) => set({ currency })} />
        <TextField label={t('company.timeZone')} value={form.timeZone} onChange={(timeZone) => set({ timeZone })} fault={fault('timeZone')} />
      </div>
      <label class="field">
        <span class="label">{t('company.colour')}</span>
        <input type="color" value={form.colour} onInput={(event) => set({ colour: event.currentTarget.value })} />
      </label>
    </>
  )
}
