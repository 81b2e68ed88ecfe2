import { useState } from 'preact/hooks'
import { ChangeVaultKey } from '#extension/dashboard/settings/ChangeVaultKey.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'

/** Whether the vault is open, and a new key for it. */
export function VaultSection() {
  const { t, dataKey, setDataKey, denied } = useApp()
  const { workspace } = useSession()
  const [changing, setChanging] = useState(false)
  const reason = denied('staff.roles')
  return (
    <section aria-labelledby="vault">
      <h2 id="vault">{t('vault.title')}</h2>
      <p>{t(dataKey ? 'vault.isOpen' : 'vault.isLocked')}</p>
      {workspace.keyDue && (
        <p class="notice" role="note">
          {t('vault.keyDue')}
        </p>
      )}
      <div class="row">
        {dataKey && (
          <fluent-button data-id="lock-vault" onClick={() => setDataKey(null)}>
            {t('vault.lock')}
          </fluent-button>
        )}
        {!reason && (
          <fluent-button data-id="change-vault-key" onClick={() => setChanging(true)}>
            {t('vault.changeKey')}
          </fluent-button>
        )}
      </div>
      {reason && <p class="hint">{t(`denied.${reason}`)}</p>}
      {changing && <ChangeVaultKey onClose={() => setChanging(false)} />}
    </section>
  )
}
