import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Capability } from '#core/access/access.ts'
import { countReplies } from '#core/workspace/replyViews.ts'
import { ActivityScreen } from '#extension/dashboard/activity/ActivityScreen.tsx'
import { CompanyScreen } from '#extension/dashboard/company/CompanyScreen.tsx'
import { Customers } from '#extension/dashboard/customers/Customers.tsx'
import { Deadlines } from '#extension/dashboard/Deadlines.tsx'
import { Find } from '#extension/dashboard/Find.tsx'
import { ProductKeys } from '#extension/dashboard/keys/ProductKeys.tsx'
import { LanguageSelect } from '#extension/dashboard/LanguageSelect.tsx'
import { Offers } from '#extension/dashboard/offers/Offers.tsx'
import { Overview } from '#extension/dashboard/overview/Overview.tsx'
import { Publish } from '#extension/dashboard/publish/Publish.tsx'
import type { Source } from '#extension/dashboard/replies/mailMessages.ts'
import { Replies } from '#extension/dashboard/replies/Replies.tsx'
import { useArriving } from '#extension/dashboard/replies/useArriving.ts'
import { go, useRoute } from '#extension/dashboard/route.ts'
import { SettingsScreen } from '#extension/dashboard/settings/SettingsScreen.tsx'
import { useCheckOnce } from '#extension/dashboard/settings/useCheckOnce.ts'
import { FirstSteps } from '#extension/dashboard/setup/FirstSteps.tsx'
import { Welcome } from '#extension/dashboard/setup/Welcome.tsx'
import { Person } from '#extension/dashboard/staff/Person.tsx'
import { Staff } from '#extension/dashboard/staff/Staff.tsx'
import { useCentred } from '#extension/dashboard/useCentred.ts'
import { useAutomaticPublishing } from '#extension/publisher/bringing.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { Boundary } from '#extension/ui/Failures.tsx'
import { useLive } from '#extension/ui/live.ts'
import { Mark } from '#extension/ui/Mark.tsx'
import { SignIn } from '#extension/ui/SignIn.tsx'

type Screen = (props: {
  rest: readonly string[]
  dropped: readonly Source[] | null
  onTaken: () => void
}) => JSX.Element | null

const screens = {
  overview: Overview,
  customers: Customers,
  offers: Offers,
  replies: Replies,
  publish: Publish,
  deadlines: Deadlines,
  keys: ProductKeys,
  staff: Staff,
  company: CompanyScreen,
  settings: SettingsScreen,
  activity: ActivityScreen,
} as const satisfies Record<string, Screen>
type Place = keyof typeof screens
const places = Object.keys(screens) as Place[]

/** What a place is no use without. The place says why, and so does its link. */
const needed: Partial<Record<Place, Capability>> = { keys: 'key.manage', staff: 'staff.edit' }

/** The full page: everything that the partner keeps, with what may be done. */
export function Dashboard() {
  const { session, unknown } = useApp()
  const [place] = useRoute()
  if (unknown) return <SignIn />
  if (!session) return <Welcome />
  return place === 'first-steps' ? <FirstSteps /> : <Workplace />
}

function Workplace() {
  const { t, speak } = useApp()
  const { workspace } = useSession()
  const [place = 'overview', ...rest] = useRoute()
  const [dropped, setDropped] = useState<readonly Source[] | null>(null)
  const main = useRef<HTMLElement>(null)
  const current = places.includes(place as Place) ? (place as Place) : 'overview'
  const Current: Screen = screens[current]
  useCheckOnce()
  useAutomaticPublishing()

  useEffect(() => {
    document.title = `${t(`nav.${current}`)} · Tilbud`
  }, [current, t])

  useArriving((sources) => {
    setDropped(sources)
    location.hash = '/replies'
  })

  return (
    <div class="shell">
      <a
        class="skip"
        href="#main"
        onClick={(event) => {
          event.preventDefault()
          main.current?.focus()
        }}
      >
        {t('app.skip')}
      </a>
      <TopBar />
      <Acting />
      <Menu current={current} />
      <main id="main" ref={main} tabIndex={-1}>
        {workspace.example && <ExampleBar />}
        <Boundary key={current} speak={speak}>
          <Current rest={rest} dropped={dropped} onTaken={() => setDropped(null)} />
        </Boundary>
      </main>
    </div>
  )
}

/** Every place, with what is denied here and how many replies wait. */
function Menu({ current }: { current: Place }) {
  const { t, db, denied } = useApp()
  const waiting = useLive(() => countReplies(db, ['received']), [db]) ?? 0
  const nav = useCentred<HTMLElement>(current)
  return (
    <nav aria-label={t('nav.label')} ref={nav}>
      <ul>
        {places.map((each) => {
          const capability = needed[each]
          const reason = capability ? denied(capability) : null
          return (
            <li key={each}>
              <a
                href={`#/${each}`}
                class={reason ? 'off' : undefined}
                title={reason ? t(`denied.${reason}`) : undefined}
                aria-current={each === current ? 'page' : undefined}
              >
                {t(`nav.${each}`)}
                {each === 'replies' && waiting > 0 && <span class="count">{waiting}</span>}
              </a>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

function TopBar() {
  const { t } = useApp()
  const { company } = useSession()
  return (
    <header class="top">
      <a class="brand" href="#/overview">
        <Mark /> <span>{t('app.name')}</span>
      </a>
      <Find />
      <LanguageSelect />
      <Person />
      <a class="company" href="#/company">
        {company.name}
      </a>
    </header>
  )
}

/** Names the customer whose data is being worked on, wherever one goes, until one leaves. */
function Acting() {
  const { t, chosen, setChosen } = useApp()
  if (!chosen) return null
  const leave = () => {
    setChosen(null)
    go('/customers')
  }
  return (
    <div class="acting" role="status">
      <span>
        {t('acting.on')} <a href={`#/customers/${chosen.id}`}>{chosen.name}</a>
      </span>
      <fluent-button size="small" data-id="leave-customer" onClick={leave}>
        {t('acting.leave')}
      </fluent-button>
    </div>
  )
}

function ExampleBar() {
  const { t } = useApp()
  return (
    <p class="example-bar">
      {t('example.bar')} <a href="#/settings/leave">{t('example.leave')}</a>
    </p>
  )
}
