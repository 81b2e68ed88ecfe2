import type { Draft } from '#core/model/offer.ts'
import { openDashboard, settings } from '#extension/browser.ts'
import { Home } from '#extension/popup/Home.tsx'
import { maker, making } from '#extension/popup/reading.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { Icon } from '#extension/ui/Icon.tsx'
import { later, useAllParts } from '#extension/ui/later.ts'
import { Mark } from '#extension/ui/Mark.tsx'
import { useStore } from '#extension/ui/store.ts'

const signIn = later(() => import('#extension/ui/SignIn.tsx'))

function SignIn() {
  const loaded = signIn.use()
  return loaded ? <loaded.SignIn /> : null
}

function Making({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const loaded = maker.use()
  return loaded ? <loaded.Maker key={draft.id} draft={draft} onClose={onClose} /> : null
}

/** Before there is a workspace: what this is, and the way to its set-up. */
function Welcome() {
  const { t } = useApp()
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
}

/** Whose workspace it is, and the ways to the dashboard. */
function Head() {
  const { t } = useApp()
  const { company } = useSession()
  return (
    <header class="popup-head">
      <Mark />
      <h1 class="visually-hidden">{t('app.name')}</h1>
      <button type="button" class="company" onClick={() => void openDashboard('/company')}>
        {company.name}
        {company.verified && (
          <span class="verified" title={t('company.verifiedShort')}>
            {' '}
            ✓
          </span>
        )}
      </button>
      <fluent-button
        size="small"
        appearance="subtle"
        icon-only
        aria-label={t('nav.settings')}
        onClick={() => void openDashboard('/settings')}
      >
        <Icon name="settings" />
      </fluent-button>
      <fluent-button
        size="small"
        appearance="subtle"
        icon-only
        aria-label={t('popup.dashboard')}
        data-id="open-dashboard"
        onClick={() => void openDashboard()}
      >
        <Icon name="expand" />
      </fluent-button>
    </header>
  )
}

/** The toolbar's popup: what needs attention, search, and a new offer. Takes up where it was closed. */
export function Popup() {
  const { session, unknown } = useApp()
  const draft = useStore(making)
  useAllParts(session !== null && draft === null)

  if (unknown) return <SignIn />
  if (!session) return <Welcome />
  if (draft === undefined) return null

  /** What is there stays until what comes next can be shown. */
  async function open(next: (loaded: NonNullable<Awaited<ReturnType<typeof maker.load>>>) => Draft) {
    const loaded = await maker.load()
    if (!loaded) return
    const draft = next(loaded)
    making.set(draft)
    void settings.setPopupDraft(draft.id)
  }
  function close() {
    making.set(null)
    void settings.setPopupDraft(null)
  }
  return (
    <>
      <Head />
      <main>
        {draft ? (
          <Making draft={draft} onClose={close} />
        ) : (
          <Home
            onMake={(kind, customer) =>
              void open(({ newDraft }) => newDraft(kind, session.company, customer, Date.now()))
            }
            onContinue={(draft) => void open(() => draft)}
          />
        )}
      </main>
    </>
  )
}
