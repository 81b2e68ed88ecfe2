import { useState } from 'preact/hooks'
import type { KeyState, ProductKey } from '#core/model/productKey.ts'
import { assignKey, removeKey, type KeyView } from '#core/workspace/productKeys.ts'
import { ShownKey } from '#extension/dashboard/keys/ShownKey.tsx'
import { WithVault } from '#extension/dashboard/keys/WithVault.tsx'
import { useApp } from '#extension/ui/app.tsx'
import { CommandDialog } from '#extension/ui/CommandDialog.tsx'
import { Dialog } from '#extension/ui/Dialog.tsx'
import type { BadgeColor } from '#extension/ui/offers.ts'
import type { Speaker } from '#extension/ui/words.ts'

const colours: Record<KeyState, BadgeColor> = {
  available: 'success',
  assigned: 'informative',
  redeemed: 'subtle',
  expired: 'danger',
}

type CardProps = Readonly<{ view: KeyView; state: KeyState; onSetUp: () => void }>

/** One key: what it is for, whom it is for, and what may be done with it. @param state as it is today */
export function KeyCard({ view: { key, customer }, state, onSetUp }: CardProps) {
  const { t, speak } = useApp()
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
      <p>{factsOf(speak, key).join(' · ')}</p>
      <Actions productKey={key} state={state} onSetUp={onSetUp} />
    </article>
  )
}

/** Licences, term and the date that counts, as one line says them. */
function factsOf({ t, date }: Speaker, { licences, term, redeemedOn, expiresOn }: ProductKey): string[] {
  const facts = [t('subscription.licences', { n: licences }), t(`term.${term}`)]
  if (redeemedOn) return [...facts, t('key.redeemedOn', { date: date(redeemedOn) })]
  return expiresOn ? [...facts, t('key.until', { date: date(expiresOn) })] : facts
}

type ActionProps = Readonly<{ productKey: ProductKey; state: KeyState; onSetUp: () => void }>

/** What may be done with a key. */
function Actions({ productKey, state, onSetUp }: ActionProps) {
  const { t, run } = useApp()
  const [open, setOpen] = useState<'text' | 'remove' | null>(null)
  const close = () => setOpen(null)
  const release = () =>
    void run(assignKey, { id: productKey.id, customerId: null }, { done: t('key.released'), undoable: true })
  return (
    <>
      <div class="row">
        {(state === 'available' || state === 'assigned') && (
          <fluent-button appearance="primary" data-id="set-up-key" onClick={onSetUp}>
            {t(state === 'assigned' ? 'key.goOn' : 'key.setUp')}
          </fluent-button>
        )}
        {state === 'assigned' && (
          <fluent-button data-id="release-key" onClick={release}>
            {t('key.release')}
          </fluent-button>
        )}
        {state !== 'redeemed' && (
          <fluent-button appearance="subtle" data-id="show-key" onClick={() => setOpen('text')}>
            {t('key.show')}
          </fluent-button>
        )}
        {(state === 'available' || state === 'expired') && (
          <fluent-button class="danger" data-id="remove-key" onClick={() => setOpen('remove')}>
            {t('app.remove')}
          </fluent-button>
        )}
      </div>
      {open === 'remove' && <Remove productKey={productKey} onClose={close} />}
      {open === 'text' && <KeyText productKey={productKey} onClose={close} />}
    </>
  )
}

type DialogProps = Readonly<{ productKey: ProductKey; onClose: () => void }>

/** Asks before a key is removed. */
function Remove({ productKey: { id, product }, onClose }: DialogProps) {
  const { t, attempt } = useApp()
  return (
    <CommandDialog
      title={t('app.remove')}
      run={() => attempt(removeKey, { id })}
      done={t('key.removed')}
      id="remove-key-sure"
      action={t('app.remove')}
      danger
      onClose={onClose}
    >
      <p>{t('key.removeWhat', { product: product.name })}</p>
    </CommandDialog>
  )
}

/** The symbols themselves, on the screen only for as long as the dialog is open. */
function KeyText({ productKey: { id, product }, onClose }: DialogProps) {
  const { t } = useApp()
  return (
    <WithVault onClose={onClose}>
      <Dialog label={t('key.show')} onClose={onClose}>
        <h2>{product.name}</h2>
        <ShownKey keyId={id} />
        <div class="row end">
          <fluent-button onClick={onClose}>{t('app.close')}</fluent-button>
        </div>
      </Dialog>
    </WithVault>
  )
}
