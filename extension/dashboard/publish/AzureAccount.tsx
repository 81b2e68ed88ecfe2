import { useState } from 'preact/hooks'
import { readConnectionString, type AzureForm } from '#extension/dashboard/publish/hostForm.ts'
import { Planned } from '#extension/dashboard/publish/PortalPlan.tsx'
import type { Fields } from '#extension/dashboard/useFields.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { TextField } from '#extension/ui/fields.tsx'

type Service = 'blob' | 'queue'

type Props = Fields<AzureForm> &
  Readonly<{
    /** What the fields' names begin with. */
    name: string
    /** Services whose addresses can be typed, for clouds of other names. */
    services: readonly Service[]
  }>

/** An Azure account and its key. A connection string says both, in whichever field it is pasted. */
export function AzureAccount({ name, services, form, set, fault }: Props) {
  const { t } = useApp()
  const { company } = useSession()
  const faultAt = (service: Service) => fault(service) ?? fault(`settings.${service}`)
  const [isOpen, setOpen] = useState(services.some((service) => form[service]))
  const type = (part: Partial<AzureForm>, typed: string) => {
    const read = readConnectionString(typed, company.cloud)
    set(read ?? part)
    if (read?.blob) setOpen(true)
  }
  return (
    <>
      <Planned plan="azureAccount">
        <TextField
          label={t('host.storageAccount')}
          name={`${name}-account`}
          hint={t('host.storageAccountHint')}
          value={form.account}
          onChange={(account) => type({ account }, account)}
          fault={fault('account') ?? fault('settings.account')}
        />
      </Planned>
      <details open={isOpen || services.some(faultAt)}>
        <summary>{t('host.otherCloud')}</summary>
        <div class="pair">
          {services.map((service) => (
            <TextField
              key={service}
              label={t(`host.${service}`)}
              name={`${name}-${service}`}
              type="url"
              value={form[service]}
              onChange={(address) => set({ [service]: address })}
              fault={faultAt(service)}
            />
          ))}
        </div>
      </details>
      <Planned plan="azureKey">
        <TextField
          label={t('host.secret.azure')}
          name={`${name}-secret`}
          type="password"
          autocomplete="off"
          hint={t('host.secretHint.azure')}
          value={form.secret}
          onChange={(secret) => type({ secret }, secret)}
          fault={fault('secret') ?? fault('key')}
        />
      </Planned>
    </>
  )
}
