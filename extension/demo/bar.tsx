import { render } from 'preact'
import { useState } from 'preact/hooks'
import '#extension/demo/bar.css'
import { isOlder, startOver } from '#extension/demo/begin.ts'
import { begun, passing } from '#extension/demo/kept.ts'
import { demoSpeaker, useScreensLanguage } from '#extension/demo/language.ts'
import { badge, behind, blocked, loading } from '#extension/demo/notices.ts'
import { useStore } from '#extension/ui/store.ts'

/** What only the extension can do, in words. */
const differences = ['Badge', 'Popup', 'Alarms', 'Key', 'Online'] as const

/** Above popup and dashboard: that this is the demo, how it differs, and how to start over. */
function Bar() {
  const t = demoSpeaker(useScreensLanguage())
  const n = useStore(badge)
  const isBlocked = useStore(blocked)
  const isBehind = useStore(behind)
  const isLoading = useStore(loading)
  const [asking, setAsking] = useState(false)
  const [isDenied, setDenied] = useState(false)

  async function over() {
    setDenied(false)
    if (!(await startOver())) return setDenied(true)
    location.hash = ''
    location.reload()
  }

  return (
    <aside class="demo" aria-label={t('demo.label')}>
      <p>{t('demo.bar')}</p>
      <p class="row">
        <a href="index.html">{t('demo.start')}</a>
        {!asking && (
          <button type="button" class="more" data-id="start-over" onClick={() => setAsking(true)}>
            {t('demo.over')}
          </button>
        )}
        {n > 0 && <span data-id="badge">{t('demo.badge', { n })}</span>}
      </p>
      {asking && (
        <div class="row">
          <span>{t('demo.overSure')}</span>
          <fluent-button size="small" class="danger" data-id="start-over-sure" onClick={() => void over()}>
            {t('demo.overDo')}
          </fluent-button>
          <fluent-button size="small" onClick={() => setAsking(false)}>
            {t('demo.cancel')}
          </fluent-button>
        </div>
      )}
      <details>
        <summary>{t('demo.differs')}</summary>
        <ul>
          {differences.map((each) => (
            <li key={each}>{t(`demo.differs${each}`)}</li>
          ))}
        </ul>
      </details>
      <div role="status">
        {isLoading && <p>{t('demo.loading')}</p>}
        {isBehind && <p>{t('demo.behind')}</p>}
        {isBlocked && <p class="warn">{t('demo.blocked')}</p>}
        {isDenied && <p class="warn">{t('demo.overDenied')}</p>}
        {isOlder() && <p class="warn">{t('demo.older')}</p>}
        {!isSecureContext && <p class="warn">{t('demo.insecure')}</p>}
      </div>
    </aside>
  )
}

// Another tab has started over: what this one shows is gone.
begun.onCleared(() => {
  passing.clear()
  location.reload()
})

// Shown first, but last for keys and screen readers: a way past the menu is only one where it comes before everything.
const place = document.createElement('div')
document.body.append(place)
render(<Bar />, place)
