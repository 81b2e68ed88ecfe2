import { clouds, sellingWays, type CompanyInput } from '#core/model/company.ts'
import { Colour } from '#extension/dashboard/company/Colour.tsx'
import { Logo } from '#extension/dashboard/company/Logo.tsx'
import { Offices } from '#extension/dashboard/company/Offices.tsx'
import type { Fields } from '#extension/dashboard/useFields.ts'
import { useApp } from '#extension/ui/app.tsx'
import { Check, Select, TextField } from '#extension/ui/fields.tsx'

export const authorisations = ['subscriptionAdvisor', 'delegatedAdministration', 'serviceProvider'] as const

/** Fields of the company. On the first run they are those without which nothing works. */
export type CompanyFieldsProps = Fields<CompanyInput> & Readonly<{ firstRun?: boolean }>

/** Who the company is and what Microsoft lets it do. */
export function CompanyFields({ firstRun = false, ...fields }: CompanyFieldsProps) {
  const { t } = useApp()
  const { form, set, fault } = fields
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
      <ReachFields {...fields} />
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
      <MicrosoftFields {...fields} />
      <Colour colour={form.colour} onChange={(colour) => set({ colour })} />
      {!firstRun && <Logo logo={form.logo} onChange={(logo) => set({ logo })} />}
    </>
  )
}

/** Where it is reached. */
function ReachFields({ form, set, fault }: Fields<CompanyInput>) {
  const { t } = useApp()
  return (
    <>
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
    </>
  )
}

/** What it is to Microsoft: how it sells, what it is authorised to do, and in which cloud. */
function MicrosoftFields({ form, set }: Fields<CompanyInput>) {
  const { t } = useApp()
  return (
    <>
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
    </>
  )
}
