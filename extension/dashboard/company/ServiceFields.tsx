import { currencies, endpointKinds, type CompanyInput } from '#core/model/company.ts'
import { pageLanguageChoices } from '#core/model/language.ts'
import type { CompanyFieldsProps } from '#extension/dashboard/company/CompanyFields.tsx'
import { useApp } from '#extension/ui/app.tsx'
import { Check, Select, TextField, faultOf } from '#extension/ui/fields.tsx'
import { Stepper } from '#extension/ui/Stepper.tsx'

/** Where the pages lie, and what new offers start with. */
export function ServiceFields({
  form,
  onChange,
  faults,
  prefix = '',
  firstRun = false,
}: CompanyFieldsProps & { firstRun?: boolean }) {
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
