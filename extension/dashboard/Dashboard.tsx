import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { languages } from '#core/model/language.ts'
import { needs } from '#core/workspace/queries.ts'
import { ActivityScreen } from '#extension/dashboard/ActivityScreen.tsx'
import { CompanyScreen } from '#extension/dashboard/CompanyScreen.tsx'
import { Customers } from '#extension/dashboard/Customers.tsx'
import { Offers } from '#extension/dashboard/Offers.tsx'
import { Overview } from '#extension/dashboard/Overview.tsx'
import { Publish } from '#extension/dashboard/Publish.tsx'
import { Replies } from '#extension/dashboard/Replies.tsx'
import { useRoute } from '#extension/dashboard/route.ts'
import { SettingsScreen } from '#extension/dashboard/SettingsScreen.tsx'
import { FirstBackup } from '#extension/dashboard/setup/FirstBackup.tsx'
import { Welcome } from '#extension/dashboard/setup/Welcome.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useLive } from '#extension/ui/live.ts'
import { Mark } from '#extension/ui/Mark.tsx'
import { replyMarker } from '#core/reply/armor.ts'

type Screen = (props: { rest: readonly string[]; dropped: string | null; onTaken: () => void }) => JSX.Element | null

const screens = {
  overview: Overview,
  customers: Customers,
  offers: Offers,
  replies: Replies,
  publish: Publish,
  activity: ActivityScreen,
  company: CompanyScreen,
  settings: SettingsScreen,
} as const satisfies Record<string, Screen>
type Place = keyof typeof screens
const places = Object.keys(screens) as Place[]

/** The full page: everything that the partner keeps, with what may be done. */
export function Dashboard() {
  const { session } = useApp()
  const [place] = useRoute()
  if (!session) return <Welcome />
  return place === 'first-backup' ? <FirstBackup /> : <Workplace />
}

function Workplace() {
  const { t, db } = useApp()
  const session = useSession()
  const [place = 'overview', ...rest] = useRoute()
  const [dropped, setDropped] = useState<string | null>(null)
  const main = useRef<HTMLElement>(null)
  const waiting = useLive(async () => (await needs(db, session, Date.now())).filter((need) => need.kind === 'reply').length, [db, session]) ?? 0
  const current = places.includes(place as Place) ? (place as Place) : 'overview'
  const Current: Screen = screens[current]

  useEffect(() => {
    document.title = `${t(`nav.${current}`)} · Tilbud`
  }, [current, t])

  const takeIn = (text: string) => {
    setDropped(text)
    location.hash = '/replies'
  }

  // A reply may be pasted or dropped anywhere on the page.
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const target = event.target as HTMLElement
      if (/^(INPUT|TEXTAREA|FLUENT-TEXT-INPUT)$/.test(target.tagName)) return
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (replyMarker.test(text)) takeIn(text)
    }
    const onDrop = (event: DragEvent) => {
      const { files } = event.dataTransfer ?? {}
      const text = event.dataTransfer?.getData('text/plain') ?? ''
      if (!files?.length && !text) return
      event.preventDefault()
      if (files?.length) void Promise.all([...files].map((file) => file.text())).then((texts) => takeIn(texts.join('\n')))
      else takeIn(text)
    }
    const onDragOver = (event: DragEvent) => event.preventDefault()
    document.addEventListener('paste', onPaste)
    document.addEventListener('drop', onDrop)
    document.addEventListener('dragover', onDragOver)
    return () => {
      document.removeEventListener('paste', onPaste)
      document.removeEventListener('drop', onDrop)
      document.removeEventListener('dragover', onDragOver)
    }
  }, [])

  return (
    <div class="shell">
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); main.current?.focus() }}>{t('app.skip')}</a>
      <TopBar />
      <nav aria-label={t('nav.label')}>
        <ul>
          {places.map((each) => (
            <li key={each}>
              <a href={`#/${each}`} aria-current={each === current ? 'page' : undefined}>
                {t(`nav.${each}`)}
                {each === 'replies' && waiting > 0 && <span class="count">{waiting}</span>}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <main id="main" ref={main} tabIndex={-1}>
        {session.workspace.example && <ExampleBar />}
        <Current rest={rest} dropped={dropped} onTaken={() => setDropped(null)} />
      </main>
    </div>
  )
}

function TopBar() {
  const { t, speak, chooseLanguage } = useApp()
  const { company, user } = useSession()
  return (
    <header class="top">
      <a class="brand" href="#/overview"><Mark /> <span>{t('app.name')}</span></a>
      <span class="grow" />
      <select aria-label={t('app.language')} value={speak.language} onChange={(event) => chooseLanguage(event.currentTarget.value as typeof speak.language)}>
        {languages.map((each) => <option key={each} value={each} selected={each === speak.language}>{t(`language.${each}`)}</option>)}
      </select>
      <span class="person">{user.name}</span>
      <a class="company" href="#/company">{company.name}</a>
    </header>
  )
}

function ExampleBar() {
  const { t } = useApp()
  return <p class="example-bar">{t('example.bar')} <a href="#/settings">{t('example.leave')}</a></p>
}
