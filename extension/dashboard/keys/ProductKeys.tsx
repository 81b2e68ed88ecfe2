import { useState } from 'preact/hooks'
import { keyStateAt } from '#core/clock/productKey.ts'
import { listProductKeys } from '#core/workspace/productKeys.ts'
import { Head } from '#extension/dashboard/Head.tsx'
import { AddKeys } from '#extension/dashboard/keys/AddKeys.tsx'
import { KeyCard } from '#extension/dashboard/keys/KeyCard.tsx'
import { SetUpKey } from '#extension/dashboard/keys/SetUpKey.tsx'
import { WithVault } from '#extension/dashboard/keys/WithVault.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useToday } from '#extension/ui/clock.ts'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { useLive } from '#extension/ui/live.ts'

/** The vault of product keys: what there is, whom it is for, and setting up a subscription with one. */
export function ProductKeys() {
  const { t, db, denied, dataKey, setDataKey } = useApp()
  const { company } = useSession()
  const [adding, setAdding] = useState(false)
  const [settingUp, setSettingUp] = useState<string | null>(null)
  const all = useLive(() => listProductKeys(db), [db])
  const date = useToday(company.timeZone)
  const reason = denied('key.manage')
  if (!all) return null
  if (reason)
    return (
      <>
        <Head title={t('nav.keys')} />
        <p class="empty" data-denied={reason}>
          {t(`denied.${reason}`)}
        </p>
      </>
    )
  const view = all.find(({ key }) => key.id === settingUp)
  return (
    <>
      <Head title={t('nav.keys')}>
        <fluent-button appearance="primary" data-id="add-keys" onClick={() => setAdding(true)}>
          {t('key.add')}
        </fluent-button>
        {dataKey && (
          <fluent-button data-id="lock-vault" onClick={() => setDataKey(null)}>
            {t('vault.lock')}
          </fluent-button>
        )}
      </Head>
      <p class="hint">{t('key.what')}</p>
      {all.length === 0 && <p class="empty">{t('key.none')}</p>}
      {all.map((each) => (
        <KeyCard
          key={each.key.id}
          view={each}
          state={keyStateAt(each.key, date)}
          onSetUp={() => setSettingUp(each.key.id)}
        />
      ))}
      {adding && (
        <WithVault onClose={() => setAdding(false)}>
          <Dialog label={t('key.add')} onClose={() => setAdding(false)}>
            <h2>{t('key.add')}</h2>
            <AddKeys onClose={() => setAdding(false)} />
          </Dialog>
        </WithVault>
      )}
      {view && (
        <WithVault onClose={() => setSettingUp(null)}>
          <SetUpKey view={view} onClose={() => setSettingUp(null)} />
        </WithVault>
      )}
    </>
  )
}
