import type { StorageProblem } from '#core/model/problem.ts'
import type { Speaker } from '#extension/ui/words.ts'

/** The records are brought to a newer schema, which takes its time where there are many. */
export function Upgrading({ speak, done, all }: { speak: Speaker; done: number; all: number }) {
  return (
    <main class="alone">
      <h1>{speak.t('app.name')}</h1>
      <p role="status">{speak.t('app.upgrading')}</p>
      <progress aria-label={speak.t('app.upgrading')} value={done} max={all} />
    </main>
  )
}

/** The workspace cannot be used: why, and what to do. */
export function Unusable({ speak, problem }: { speak: Speaker; problem: StorageProblem }) {
  return (
    <main class="alone">
      <h1>{speak.t('app.name')}</h1>
      <p>{speak.t(`problem.${problem}`)}</p>
      <fluent-button appearance="primary" onClick={() => location.reload()}>
        {speak.t('app.reload')}
      </fluent-button>
    </main>
  )
}
