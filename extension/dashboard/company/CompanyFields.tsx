import { clouds, sellingWays, type CompanyInput } from '#core/model/company.ts'
import type { FieldFault } from '#core/model/problem.ts'
import { Colour } from '#extension/dashboard/company/Colour.tsx'
import { Logo } from '#extension/dashboard/company/Logo.tsx'
import { Offices } from '#extension/dashboard/company/Offices.tsx'
import { useApp } from '#extension/ui/app.tsx'
import { Check, Select, TextField, faultOf } from '#extension/ui/fields.tsx'

export type CompanyFieldsProps = {
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
}: CompanyFieldsProps & { firstRun?: boolean }) {
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
      <Offices
        offices={form.offices}
        onChange={(offices) => set({ offices })}
        fault={fault}
        several={!firstRun}
      />
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
