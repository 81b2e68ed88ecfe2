import { useEffect, useState } from 'preact/hooks'
import type { Customer } from '#core/model/customer.ts'
import type { Draft } from '#core/model/offer.ts'
import type { OfferKind } from '#core/model/terms.ts'
import { findDraft, newDraft } from '#core/workspace/drafts.ts'
import { openDashboard, settings } from '#extension/browser.ts'
import { Home } from '#extension/popup/Home.tsx'
import { useApp } from '#extension/ui/app.tsx'
import { Icon } from '#extension/ui/Icon.tsx'
import { Maker } from '#extension/ui/maker/Maker.tsx'
import type { KeptCustomer } from '#extension/ui/maker/Who.tsx'
import { Mark } from '#extension/ui/Mark.tsx'
import { SignIn } from '#extension/ui/SignIn.tsx'

/** The toolbar's popup: what needs attention, search, and a new offer. Takes up where it was closed. */
export function Popup() {
  const { session, unknown, t, db } = useApp()
  const [draft, setDraft] = useState<Draft | null>()

  useEffect(() => {
    void (async () => {
      const id = await settings.popupDraft()
      const kept = (await settings.kept('newCustomer')) as KeptCustomer | null
      setDraft(id ? ((await findDraft(db, id)) ?? (kept?.draft.id === id ? kept.draft : null)) : null)
    })()
  }, [db])

  if (unknown) return <SignIn />
  if (!session)
    return (
      <main class="welcome">
        <Mark size={48} />
        <h1>{t('app.name')}</h1>
        <p>{t('popup.welcome')}</p>
        <fluent-button
          appearance="primary"
          data-id="set-up"
          onClick={() => void openDashboard().then(() => window.close())}
        >
          {t('popup.setUp')}
        </fluent-button>
      </main>
    )
  if (draft === undefined) return null

  const open = (next: Draft | null) => {
    setDraft(next)
    void settings.setPopupDraft(next?.id ?? null)
  }
  const make = (kind: OfferKind, customer: Customer | null) =>
    open(newDraft(kind, session.company, customer, Date.now()))
  return (
    <>
      <header class="popup-head">
        <Mark />
        <h1 class="visually-hidden">{t('app.name')}</h1>
        <button type="button" class="company" onClick={() => void openDashboard('/company')}>
          {session.company.name}
          {session.company.verified && (
            <span class="verified" title={t('company.verifiedShort')}>
              {' '}
              ✓
            </span>
          )}
        </button>
        <fluent-button
          size="small"
          appearance="subtle"
          iconOnly
          aria-label={t('nav.settings')}
          onClick={() => void openDashboard('/settings')}
        >
          <Icon name="settings" />
        </fluent-button>
        <fluent-button
          size="small"
          appearance="subtle"
          iconOnly
          aria-label={t('popup.dashboard')}
          data-id="open-dashboard"
          onClick={() => void openDashboard()}
        >
          <Icon name="expand" />
        </fluent-button>
      </header>
      <main>
        {draft ? (
          <Maker key={draft.id} draft={draft} onClose={() => open(null)} />
        ) : (
          <Home onMake={make} onContinue={open} />
        )}
      </main>
    </>
  )
}
