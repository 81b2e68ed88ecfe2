import type { HostKind } from '#core/model/host.ts'
import { AzureAccount } from '#extension/dashboard/publish/AzureAccount.tsx'
import type { HostForm } from '#extension/dashboard/publish/hostForm.ts'
import { Planned } from '#extension/dashboard/publish/PortalPlan.tsx'
import { tokenPlan, type PortalPlanId } from '#extension/dashboard/publish/portalPlans.ts'
import type { Fields } from '#extension/dashboard/useFields.ts'
import { useApp } from '#extension/ui/app.tsx'
import { DateField, TextField } from '#extension/ui/fields.tsx'

type Props = Fields<HostForm> & Readonly<{ kind: HostKind }>

/** Where what lets into a host is found; null for a password that somebody has chosen. */
function secretPlan({ kind, form }: Pick<Props, 'kind' | 'form'>): PortalPlanId | null {
  if (kind === 'cloudflare') return 'cloudflareToken'
  return kind === 'git' ? tokenPlan(form) : null
}

/** What has to be known of a host, and what lets into it. */
export function HostFields(props: Props) {
  const { t } = useApp()
  const { kind, form, set, fault } = props
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
      {kind === 'azure' && (
        <>
          <p>{t('host.azure1')}</p>
          <AzureAccount {...props} name="host" services={['blob', 'queue']} />
        </>
      )}
      {kind === 'cloudflare' && <CloudflareFields {...props} />}
      {(kind === 'webdav' || kind === 'git') && <AddressFields {...props} kind={kind} />}
      {kind !== 'azure' && <SecretField {...props} kind={kind} />}
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

/** What lets into a host, kept in the vault. */
function SecretField({ kind, form, set, fault }: Props & Readonly<{ kind: Exclude<HostKind, 'azure'> }>) {
  const { t } = useApp()
  const plan = secretPlan({ kind, form })
  const field = (
    <TextField
      label={t(`host.secret.${kind}`)}
      name="host-secret"
      type="password"
      autocomplete="off"
      hint={`${t(`host.secretHint.${kind}`)} ${t('host.secretKept')}`}
      value={form.secret}
      onChange={(secret) => set({ secret })}
      fault={fault('secret')}
    />
  )
  return plan ? <Planned plan={plan}>{field}</Planned> : field
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
