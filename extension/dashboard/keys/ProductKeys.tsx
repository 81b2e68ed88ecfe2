import { useState } from 'preact/hooks'
import { keyStateAt } from '#core/clock/productKey.ts'
import type { KeyState, ProductKey } from '#core/model/productKey.ts'
import { assignKey, listProductKeys, removeKey, type KeyView } from '#core/workspace/productKeys.ts'
import { Head } from '#extension/dashboard/Head.tsx'
import { AddKeys } from '#extension/dashboard/keys/AddKeys.tsx'
import { SetUpKey } from '#extension/dashboard/keys/SetUpKey.tsx'
import { ShownKey } from '#extension/dashboard/keys/ShownKey.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useToday } from '#extension/ui/clock.ts'
import { CommandDialog } from '#extension/ui/CommandDialog.tsx'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { useLive } from '#extension/ui/live.ts'
import type { BadgeColor } from '#extension/ui/offers.ts'
import { Unlock } from '#extension/ui/Unlock.tsx'

const colours: Record<KeyState, BadgeColor> = {
  available: 'success',
  assigned: 'informative',
  redeemed: 'subtle',
  expired: 'danger',
}

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
      {adding &&
        (dataKey ? (
          <Dialog label={t('key.add')} onClose={() => setAdding(false)}>
            <h2>{t('key.add')}</h2>
            <AddKeys onClose={() => setAdding(false)} />
          </Dialog>
        ) : (
          <Unlock why={t('key.unlock')} onClose={() => setAdding(false)} />
        ))}
      {view &&
        (dataKey ? (
          <SetUpKey view={view} onClose={() => setSettingUp(null)} />
        ) : (
          <Unlock why={t('key.unlock')} onClose={() => setSettingUp(null)} />
        ))}
    </>
  )
}

function KeyCard({
  view: { key, customer },
  state,
  onSetUp,
}: {
  view: KeyView
  state: KeyState
  onSetUp: () => void
}) {
  const { t, speak, run, attempt } = useApp()
  const [looking, setLooking] = useState(false)
  const [removing, setRemoving] = useState(false)
  return (
    <article class="card" data-key={state}>
      <header>
        <h2>{key.product.name}</h2>
        <fluent-badge appearance="tint" color={colours[state]}>
          {t(`keyState.${state}`)}
        </fluent-badge>
        {customer && <a href={`#/customers/${customer.id}/subscriptions`}>{customer.name}</a>}
        <span class="side">{key.reference}</span>
      </header>
      <p>
        {[
          t('subscription.licences', { n: key.licences }),
          t(`term.${key.term}`),
          ...(key.redeemedOn
            ? [t('key.redeemedOn', { date: speak.date(key.redeemedOn) })]
            : key.expiresOn
              ? [t('key.until', { date: speak.date(key.expiresOn) })]
              : []),
        ].join(' · ')}
      </p>
      <div class="row">
        {(state === 'available' || state === 'assigned') && (
          <fluent-button appearance="primary" data-id="set-up-key" onClick={onSetUp}>
            {t(state === 'assigned' ? 'key.goOn' : 'key.setUp')}
          </fluent-button>
        )}
        {state === 'assigned' && (
          <fluent-button
            data-id="release-key"
            onClick={() =>
              void run(
                assignKey,
                { id: key.id, customerId: null },
                { done: t('key.released'), undoable: true },
              )
            }
          >
            {t('key.release')}
          </fluent-button>
        )}
        {state !== 'redeemed' && (
          <fluent-button appearance="subtle" data-id="show-key" onClick={() => setLooking(true)}>
            {t('key.show')}
          </fluent-button>
        )}
        {(state === 'available' || state === 'expired') && (
          <fluent-button class="danger" data-id="remove-key" onClick={() => setRemoving(true)}>
            {t('app.remove')}
          </fluent-button>
        )}
      </div>
      {removing && (
        <CommandDialog
          title={t('app.remove')}
          run={() => attempt(removeKey, { id: key.id })}
          done={t('key.removed')}
          id="remove-key-sure"
          action={t('app.remove')}
          danger
          onClose={() => setRemoving(false)}
        >
          <p>{t('key.removeWhat', { product: key.product.name })}</p>
        </CommandDialog>
      )}
      {looking && <KeyText productKey={key} onClose={() => setLooking(false)} />}
    </article>
  )
}

/** The symbols themselves, on the screen only for as long as the dialog is open. */
function KeyText({ productKey, onClose }: { productKey: ProductKey; onClose: () => void }) {
  const { t, dataKey } = useApp()
  if (!dataKey) return <Unlock why={t('key.unlock')} onClose={onClose} />
  return (
    <Dialog label={t('key.show')} onClose={onClose}>
      <h2>{productKey.product.name}</h2>
      <ShownKey keyId={productKey.id} />
      <div class="row end">
        <fluent-button onClick={onClose}>{t('app.close')}</fluent-button>
      </div>
    </Dialog>
  )
}
