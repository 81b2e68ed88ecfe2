import type { Draft } from '#core/model/offer.ts'
import { useApp } from '#extension/ui/app.tsx'
import { actionsFor, type Action, type Known } from '#extension/ui/search/actions.ts'

/** What one can do for a customer, in groups; rows as those of the results. */
export function CustomerActions({
  known,
  typed,
  onDraft,
  onPlace,
}: {
  known: Known
  typed: string
  onDraft: (draft: Draft) => void
  onPlace: (place: string) => void
}) {
  const app = useApp()
  const { t } = app
  const groups = actionsFor(known, app, typed)
  if (!groups.length) return <p class="hint">{t('popup.nothingFound')}</p>
  return (
    <>
      {groups.map(({ title, actions }) => (
        <section key={title}>
          <h2>{title}</h2>
          <ul class="rows">
            {actions.map((action) => (
              <li key={action.id} class="row-item">
                <ActionRow action={action} onDraft={onDraft} onPlace={onPlace} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function ActionRow({
  action,
  onDraft,
  onPlace,
}: {
  action: Action
  onDraft: (draft: Draft) => void
  onPlace: (place: string) => void
}) {
  const words = (
    <>
      <span class="main">{action.text}</span>
      {action.side && <span class="side">{action.side}</span>}
    </>
  )
  if ('off' in action) return <span class="pick off">{words}</span>
  if ('url' in action)
    return (
      <a
        class="pick"
        data-row
        data-portal={action.portal}
        href={action.url}
        target="_blank"
        rel="noopener noreferrer"
      >
        {words}
      </a>
    )
  return (
    <button
      type="button"
      class="pick"
      data-row
      data-action={action.id}
      onClick={() => ('draft' in action ? onDraft(action.draft()) : onPlace(action.place))}
    >
      {words}
    </button>
  )
}
