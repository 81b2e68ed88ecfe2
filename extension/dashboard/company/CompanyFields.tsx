import { newId } from '#core/model/bytes.ts'
import { contrast, readableOn } from '#core/model/colour.ts'
import { clouds, currencies, endpointKinds, sellingWays, type CompanyInput } from '#core/model/company.ts'
import { pageLanguageChoices } from '#core/model/language.ts'
import type { FieldFault } from '#core/model/problem.ts'
import { Logo } from '#extension/dashboard/company/Logo.tsx'
import { useApp } from '#extension/ui/app.tsx'
import { Check, Select, TextField, faultOf } from '#extension/ui/fields.tsx'
import { Stepper } from '#extension/ui/Stepper.tsx'

type FieldsProps = {
  form: CompanyInput
  onChange: (form: CompanyInput) => void
  faults: readonly FieldFault[]
  prefix?: string
}

export const authorisations = ['subscriptionAdvisor', 'delegatedAdministration', 'serviceProvider'] as const

/** Who the company is and what Microsoft lets it do. */
export function CompanyFields({
  form,
  onChange,
  faults,
  prefix = '',
  firstRun = false,
}: FieldsProps & { firstRun?: boolean }) {
  const { t } = useApp()
  const set = (part: Partial<CompanyInput>) => onChange({ ...form, ...part })
  const fault = (path: string) => faultOf(t, faults, prefix + path)
  return (
    <>
      <TextField
        label={t('company.name')}
        name="company-name"
        hint={t('company.nameHint')}
        value={form.name}
        onChange={(name) => set({ name })}
        fault={fault('name')}
        maxlength={120}
      />
      <Offices form={form} onChange={onChange} faults={faults} prefix={prefix} several={!firstRun} />
      <TextField
        label={t('company.email')}
        name="company-email"
        type="email"
        value={form.email}
        onChange={(email) => set({ email })}
        fault={fault('email')}
      />
      <TextField
        label={t('company.phone')}
        name="company-phone"
        type="tel"
        value={form.phone}
        onChange={(phone) => set({ phone })}
        fault={fault('phone')}
      />
      <TextField
        label={t('company.website')}
        name="company-website"
        type="url"
        placeholder="https://"
        value={form.website}
        onChange={(website) => set({ website })}
        fault={fault('website')}
      />
      <TextField
        label={t('customer.country')}
        name="company-country"
        hint={t('customer.countryHint')}
        value={form.country}
        onChange={(country) => set({ country })}
        fault={fault('country')}
        maxlength={2}
      />
      {!firstRun && (
        <TextField
          label={t('company.tenantId')}
          name="company-tenant"
          hint={t('company.tenantIdHint')}
          value={form.tenantId ?? ''}
          onChange={(tenantId) => set({ tenantId: tenantId.trim() || null })}
          fault={fault('tenantId')}
        />
      )}
      <Select
        label={t('company.selling')}
        name="selling"
        value={form.selling}
        options={sellingWays.map((each) => [each, t(`selling.${each}`)])}
        onChange={(selling) => set({ selling })}
      />
      <fieldset class="choices">
        <legend>{t('company.authorisations')}</legend>
        {authorisations.map((each) => (
          <Check
            key={each}
            label={t(`authorisation.${each}`)}
            hint={t(`authorisation.${each}Hint`)}
            checked={form.authorisations[each]}
            onChange={(checked) => set({ authorisations: { ...form.authorisations, [each]: checked } })}
          />
        ))}
      </fieldset>
      <Select
        label={t('company.cloud')}
        name="cloud"
        hint={t('company.cloudHint')}
        value={form.cloud}
        options={clouds.map((each) => [each, t(`cloud.${each}`)])}
        onChange={(cloud) => set({ cloud })}
      />
      <Colour colour={form.colour} onChange={(colour) => set({ colour })} />
      {!firstRun && <Logo logo={form.logo} onChange={(logo) => set({ logo })} />}
    </>
  )
}

/** Partner offices, each with the partner ID that its offers name. */
function Offices({ form, onChange, faults, prefix, several }: Required<FieldsProps> & { several: boolean }) {
  const { t } = useApp()
  const { offices } = form
  const set = (index: number, part: Partial<CompanyInput['offices'][number]>) =>
    onChange({
      ...form,
      offices: offices.map((office, at) => (at === index ? { ...office, ...part } : office)),
    })
  const fault = (index: number, field: string) => faultOf(t, faults, `${prefix}offices.${index}.${field}`)
  return (
    <>
      {offices.map((office, index) => {
        const suffix = index ? `-${index + 1}` : ''
        return (
          <div key={office.id} class={offices.length > 1 ? 'pair' : undefined}>
            {offices.length > 1 && (
              <TextField
                label={t('company.office')}
                name={`office-name${suffix}`}
                value={office.name}
                onChange={(name) => set(index, { name })}
                fault={fault(index, 'name')}
                maxlength={80}
              />
            )}
            <TextField
              label={t('company.partnerId')}
              name={`partner-id${suffix}`}
              hint={index ? undefined : t('company.partnerIdHint')}
              value={office.partnerId}
              onChange={(partnerId) => set(index, { partnerId })}
              fault={fault(index, 'partnerId')}
              maxlength={10}
            />
            {offices.length > 1 && index > 0 && (
              <div>
                <fluent-button
                  type="button"
                  size="small"
                  appearance="subtle"
                  onClick={() =>
                    onChange({ ...form, offices: offices.filter((each) => each.id !== office.id) })
                  }
                >
                  {t('company.removeOffice', { office: office.name || String(index + 1) })}
                </fluent-button>
              </div>
            )}
          </div>
        )
      })}
      {several && (
        <div>
          <fluent-button
            type="button"
            size="small"
            data-id="add-office"
            onClick={() =>
              onChange({
                ...form,
                offices: [...offices, { id: newId(), name: String(offices.length + 1), partnerId: '' }],
              })
            }
          >
            {t('company.addOffice')}
          </fluent-button>
          <p class="hint">{t('company.officeHint')}</p>
        </div>
      )}
    </>
  )
}

/** The colour, and what it becomes where it would be hard to read. */
function Colour({ colour, onChange }: { colour: string; onChange: (colour: string) => void }) {
  const { t } = useApp()
  const on = (ground: string) => {
    const shown = readableOn(colour, ground)
    return {
      ground,
      shown,
      ratio: contrast(shown, ground).toFixed(1),
      kept: shown.toLowerCase() === colour.toLowerCase(),
    }
  }
  return (
    <div class="field">
      <label>
        <span class="label">{t('company.colour')}</span>
        <input
          type="color"
          name="colour"
          value={colour}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      </label>
      <p class="hint">
        {[on('#ffffff'), on('#16181c')].map(({ ground, shown, ratio, kept }, index) => (
          <span key={ground} class="contrast">
            <span class="swatch" style={{ background: shown }} />{' '}
            {t(index ? 'company.colourDark' : 'company.colourLight', { ratio })}
            {kept ? '' : ` ${t('company.colourMoved', { colour: shown })}`}
          </span>
        ))}
      </p>
    </div>
  )
}

/** Where the pages lie, and what new offers start with. */
export function ServiceFields({
  form,
  onChange,
  faults,
  prefix = '',
  firstRun = false,
}: FieldsProps & { firstRun?: boolean }) {
  const { t } = useApp()
  const set = (part: Partial<CompanyInput>) => onChange({ ...form, ...part })
  const fault = (path: string) => faultOf(t, faults, prefix + path)
  const domainFault = faults.find((each) => each.path.startsWith(`${prefix}domains`))
  const days = (key: 'validDays' | 'reminderDays' | 'renewalDays', max: number) => (
    <div class="field">
      <span class="label">{t(`company.${key}`)}</span>
      <Stepper
        label={t(`company.${key}`)}
        value={form[key]}
        min={1}
        max={max}
        onChange={(value) => set({ [key]: value })}
      />
    </div>
  )
  return (
    <>
      <TextField
        label={t('company.siteAddress')}
        name="site-address"
        type="url"
        hint={t('company.siteAddressHint')}
        placeholder="https://"
        value={form.siteAddress}
        onChange={(siteAddress) => set({ siteAddress })}
        fault={fault('siteAddress')}
      />
      {!firstRun && (
        <EndpointFields
          endpoint={form.endpoint}
          onChange={(endpoint) => set({ endpoint })}
          fault={fault('endpoint.address')}
        />
      )}
      {!firstRun && (
        <TextField
          label={t('company.domains')}
          name="company-domains"
          hint={t('company.domainsHint')}
          value={form.domains.join(', ')}
          onChange={(typed) => set({ domains: typed.split(/[\s,;]+/) })}
          fault={domainFault && t(`rule.${domainFault.rule}`)}
        />
      )}
      <Select
        label={t('company.language')}
        value={form.language}
        options={pageLanguageChoices}
        onChange={(language) => set({ language })}
      />
      <div class="pair">
        <Select
          label={t('company.currency')}
          value={form.currency}
          options={currencies.map((each) => [each, each])}
          onChange={(currency) => set({ currency })}
        />
        <TextField
          label={t('company.timeZone')}
          name="time-zone"
          value={form.timeZone}
          onChange={(timeZone) => set({ timeZone })}
          fault={fault('timeZone')}
        />
      </div>
      {!firstRun && (
        <Check
          label={t('company.vatIncluded')}
          checked={form.vatIncluded}
          onChange={(vatIncluded) => set({ vatIncluded })}
        />
      )}
      <div class="pair">
        {days('validDays', 365)}
        {!firstRun && days('reminderDays', 90)}
      </div>
      {!firstRun && <div class="pair">{days('renewalDays', 180)}</div>}
    </>
  )
}

/** Where pages hand answers over, if anywhere. */
function EndpointFields({
  endpoint,
  onChange,
  fault,
}: {
  endpoint: CompanyInput['endpoint']
  onChange: (endpoint: CompanyInput['endpoint']) => void
  fault: string | undefined
}) {
  const { t } = useApp()
  const address = endpoint && 'address' in endpoint ? endpoint.address : ''
  const choose = (kind: 'none' | (typeof endpointKinds)[number]) =>
    onChange(kind === 'none' ? null : kind === 'netlify' ? { kind } : { kind, address })
  return (
    <>
      <Select
        label={t('company.endpoint')}
        name="endpoint"
        hint={t('company.endpointHint')}
        value={endpoint?.kind ?? 'none'}
        options={(['none', ...endpointKinds] as const).map((each) => [each, t(`endpoint.${each}`)])}
        onChange={choose}
      />
      {endpoint && endpoint.kind !== 'netlify' && (
        <TextField
          label={t('company.endpointAddress')}
          name="endpoint-address"
          type="url"
          placeholder="https://"
          hint={t(endpoint.kind === 'form' ? 'company.endpointFormHint' : 'company.endpointFlowHint')}
          value={address}
          onChange={(typed) => onChange({ ...endpoint, address: typed })}
          fault={fault}
        />
      )}
    </>
  )
}
