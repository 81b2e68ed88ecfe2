import { useState } from 'preact/hooks'
import type { HostKind } from '#core/model/host.ts'
import type { HostForm } from '#extension/dashboard/publish/hostForm.ts'
import { Planned } from '#extension/dashboard/publish/PortalPlan.tsx'
import { tokenPlan, type PortalPlanId } from '#extension/dashboard/publish/portalPlans.ts'
import type { Fields } from '#extension/dashboard/useFields.ts'
import { useApp } from '#extension/ui/app.tsx'
import { DateField, TextField } from '#extension/ui/fields.tsx'

type Props = Fields<HostForm> & Readonly<{ kind: HostKind }>

/** Where what lets into a host is found; null for a password that somebody has chosen. */
function secretPlan({ kind, form }: Pick<Props, 'kind' | 'form'>): PortalPlanId | null {
  if (kind === 'azure') return 'azureKey'
  if (kind === 'cloudflare') return 'cloudflareToken'
  return kind === 'git' ? tokenPlan(form) : null
}

/** What has to be known of a host, and what lets into it. */
export function HostFields(props: Props) {
  const { t } = useApp()
  const { kind, form, set, fault } = props
  const plan = secretPlan(props)
  const secret = (
    <TextField
      label={t(`host.secret.${kind}`)}
      name="host-secret"
      type="password"
      autocomplete="off"
      hint={
        kind === 'azure'
          ? t('host.secretHint.azure')
          : `${t(`host.secretHint.${kind}`)} ${t('host.secretKept')}`
      }
      value={form.secret}
      onChange={(secret) => set({ secret })}
      fault={fault('secret') ?? fault('key')}
    />
  )
  const site = (
    <TextField
      label={t('host.siteAddress')}
      name="host-site"
      type="url"
      placeholder="https://"
      hint={t(kind === 'azure' ? 'host.siteAddressHint.azure' : 'host.siteAddressHint')}
      value={form.siteAddress}
      onChange={(siteAddress) => set({ siteAddress })}
      fault={fault('siteAddress')}
    />
  )
  return (
    <>
      {kind === 'azure' && <AzureFields {...props} />}
      {kind === 'cloudflare' && <CloudflareFields {...props} />}
      {(kind === 'webdav' || kind === 'git') && <AddressFields {...props} kind={kind} />}
      {plan ? <Planned plan={plan}>{secret}</Planned> : secret}
      {kind === 'azure' ? <Planned plan="azureEndpoint">{site}</Planned> : site}
      <DateField
        label={t(kind === 'azure' ? 'host.expires.azure' : 'host.expires')}
        name="host-expires"
        hint={t(kind === 'azure' ? 'host.expiresHint.azure' : 'host.expiresHint')}
        value={form.expires}
        onChange={(expires) => set({ expires })}
        fault={fault('expires')}
      />
    </>
  )
}

function AddressFields({ kind, form, set, fault }: Props & Readonly<{ kind: 'webdav' | 'git' }>) {
  const { t } = useApp()
  const address = (
    <TextField
      label={t(`host.address.${kind}`)}
      name="host-address"
      type="url"
      placeholder="https://"
      hint={t(`host.addressHint.${kind}`)}
      value={form.address}
      onChange={(address) => set({ address })}
      fault={fault('settings.address')}
    />
  )
  return (
    <>
      {kind === 'webdav' ? <Planned plan="webDisk">{address}</Planned> : address}
      {kind === 'git' && (
        <div class="pair">
          <TextField
            label={t('host.branch')}
            name="host-branch"
            hint={t('host.branchHint')}
            value={form.branch}
            onChange={(branch) => set({ branch })}
            fault={fault('settings.branch')}
          />
          <TextField
            label={t('host.folder')}
            name="host-folder"
            value={form.folder}
            onChange={(folder) => set({ folder })}
            fault={fault('settings.folder')}
          />
        </div>
      )}
      <TextField
        label={t(kind === 'git' ? 'host.userOptional' : 'host.user')}
        name="host-user"
        autocomplete="off"
        value={form.user}
        onChange={(user) => set({ user })}
        fault={fault('settings.user')}
      />
    </>
  )
}

function AzureFields({ form, set, fault }: Props) {
  const { t } = useApp()
  const [wasTyped] = useState(Boolean(form.blob || form.queue))
  const isFaulty = Boolean(fault('settings.blob') ?? fault('settings.queue'))
  return (
    <>
      <p>{t('host.azure1')}</p>
      <Planned plan="azureAccount">
        <TextField
          label={t('host.storageAccount')}
          name="host-account"
          hint={t('host.storageAccountHint')}
          value={form.account}
          onChange={(account) => set({ account })}
          fault={fault('account') ?? fault('settings.account')}
        />
      </Planned>
      <details open={wasTyped || isFaulty}>
        <summary>{t('host.otherCloud')}</summary>
        <div class="pair">
          <TextField
            label={t('host.blob')}
            name="host-blob"
            type="url"
            value={form.blob}
            onChange={(blob) => set({ blob })}
            fault={fault('settings.blob')}
          />
          <TextField
            label={t('host.queue')}
            name="host-queue"
            type="url"
            value={form.queue}
            onChange={(queue) => set({ queue })}
            fault={fault('settings.queue')}
          />
        </div>
      </details>
    </>
  )
}

function CloudflareFields({ form, set, fault }: Props) {
  const { t } = useApp()
  return (
    <>
      <Planned plan="cloudflareAccount">
        <TextField
          label={t('host.account')}
          name="host-account"
          hint={t('host.accountHint')}
          value={form.account}
          onChange={(account) => set({ account })}
          fault={fault('settings.account')}
        />
      </Planned>
      <TextField
        label={t('host.script')}
        name="host-script"
        hint={t('host.scriptHint')}
        value={form.script}
        onChange={(script) => set({ script })}
        fault={fault('settings.script')}
      />
    </>
  )
}
