import type { ComponentChildren } from 'preact'
import { useErrorBoundary } from 'preact/hooks'
import { failures } from '#extension/ui/live.ts'
import { useStore } from '#extension/ui/store.ts'
import type { Speaker } from '#extension/ui/words.ts'

/** What the browser said, short enough for a line and whole enough for a report. */
const detailOf = (error: unknown) =>
  (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 300)

/** What could not be shown, that nothing was lost, and a button to try again. */
function Failed({ error, speak: { t }, onRetry }: { error: unknown; speak: Speaker; onRetry: () => void }) {
  return (
    <fluent-message-bar intent="error" class="failed" role="alert">
      <span>
        {t('failed.what')} <small class="code">{detailOf(error)}</small>
      </span>
      <fluent-button slot="actions" size="small" data-id="try-again" onClick={onRetry}>
        {t('failed.again')}
      </fluent-button>
    </fluent-message-bar>
  )
}

/** What the browser said, as long as there are no words for it. */
export function Wordless() {
  const [first] = useStore(failures)
  return first ? <p role="alert">{detailOf(first.error)}</p> : null
}

/** Says which of the page's queries failed. One bar for all of them: they run again together. */
export function Failures({ speak }: { speak: Speaker }) {
  const [first, ...more] = useStore(failures)
  if (!first) return null
  return (
    <Failed
      error={first.error}
      speak={speak}
      onRetry={() => [first, ...more].forEach(({ retry }) => retry())}
    />
  )
}

/** Keeps a screen that cannot be drawn from taking the rest of the page with it. */
export function Boundary({ speak, children }: { speak: Speaker; children: ComponentChildren }) {
  const [error, draw] = useErrorBoundary()
  return error === undefined ? <>{children}</> : <Failed error={error} speak={speak} onRetry={draw} />
}
