import { currencies, type CompanyInput } from '#core/model/company.ts'
import { pageLanguageChoices } from '#core/model/language.ts'
import { findHost } from '#core/workspace/hosting.ts'
import type { CompanyFieldsProps } from '#extension/dashboard/company/CompanyFields.tsx'
import { EndpointFields } from '#extension/dashboard/company/EndpointFields.tsx'
import { CountField } from '#extension/dashboard/CountField.tsx'
import type { Fields } from '#extension/dashboard/useFields.ts'
import { useApp } from '#extension/ui/app.tsx'
import { Check, Select, TextField } from '#extension/ui/fields.tsx'
import { useLive } from '#extension/ui/live.ts'

/** Where the pages lie, and what new offers start with. */
export function ServiceFields({ firstRun = false, ...fields }: CompanyFieldsProps) {
  const { t } = useApp()
  const { form, set, fault, faultWithin } = fields
  return (
    <>
      <SiteAddress {...fields} />
      {!firstRun && (
        <EndpointFields
          endpoint={form.endpoint}
          onChange={(endpoint) => set({ endpoint })}
          fault={fault('endpoint.address')}
        />
      )}
      {!firstRun && (
        <Check
          label={t('company.showReceived')}
          hint={t('company.showReceivedHint')}
          checked={form.showReceived}
          onChange={(showReceived) => set({ showReceived })}
        />
      )}
      {!firstRun && (
        <TextField
          label={t('company.domains')}
          name="company-domains"
          hint={t('company.domainsHint')}
          value={form.domains.join(', ')}
          onChange={(typed) => set({ domains: typed.split(/[\s,;]+/) })}
          fault={faultWithin('domains')}
        />
      )}
      <LocaleFields {...fields} />
      {!firstRun && (
        <Check
          label={t('company.vatIncluded')}
          checked={form.vatIncluded}
          onChange={(vatIncluded) => set({ vatIncluded })}
        />
      )}
      <div class="pair">
        <DaysField {...fields} of="validDays" max={365} />
        {!firstRun && <DaysField {...fields} of="reminderDays" max={90} />}
      </div>
      {!firstRun && (
        <div class="pair">
          <DaysField {...fields} of="renewalDays" max={180} />
        </div>
      )}
    </>
  )
}

/** The language, currency and time zone of its offers. */
function LocaleFields({ form, set, fault }: Fields<CompanyInput>) {
  const { t } = useApp()
  return (
    <>
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
    </>
  )
}

type DaysProps = Fields<CompanyInput> &
  Readonly<{ of: 'validDays' | 'reminderDays' | 'renewalDays'; max: number }>

/** A number of days that new offers and reminders start with. */
function DaysField({ form, set, of, max }: DaysProps) {
  const { t } = useApp()
  return (
    <CountField
      label={t(`company.${of}`)}
      value={form[of]}
      min={1}
      max={max}
      onChange={(value) => set({ [of]: value })}
    />
  )
}

/** Where the pages lie. Where a host is connected, only a move changes it: links that were sent depend on it. */
function SiteAddress({ form, set, fault }: Fields<CompanyInput>) {
  const { t, db } = useApp()
  const host = useLive(() => findHost(db), [db])
  if (host)
    return (
      <div class="field">
        <span class="label">{t('company.siteAddress')}</span>
        <p>{form.siteAddress}</p>
        <p class="hint">{t('company.siteAddressMoves')}</p>
      </div>
    )
  return (
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
  )
}
