import { today } from '#core/clock/clock.ts'
import { isHeld, subscriptionAt } from '#core/clock/subscription.ts'
import type { Customer } from '#core/model/customer.ts'
import type { Draft } from '#core/model/offer.ts'
import { catalog } from '#core/workspace/catalog.ts'
import { listRecentProducts } from '#core/workspace/offerViews.ts'
import { portals } from '#core/workspace/portals.ts'
import { subscriptionsOf } from '#core/workspace/subscriptions.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { useLive } from '#extension/ui/live.ts'
import { actionsFor, type Action, type Known } from '#extension/ui/search/actions.ts'

/** What is known of a customer for its actions; undefined until all of it is there. */
export function useKnown(customer: Customer | null): Known | undefined {
  const { db } = useApp()
  const { company } = useSession()
  const now = useNow()
  const found = useLive(async () => {
    if (!customer) return null
    const [all, recent, subscriptions, links] = await Promise.all([
      catalog(db, customer.country),
      listRecentProducts(db),
      subscriptionsOf(db, customer.id),
      portals(db, company.cloud),
    ])
    const date = today(now, company.timeZone)
    const rank = ({ skuId }: { skuId: string }) =>
      recent.includes(skuId) ? recent.indexOf(skuId) : recent.length
    return {
      customer,
      company,
      subscriptions: subscriptions.filter((each) => isHeld(subscriptionAt(each, date, company.renewalDays))),
      products: [...all].sort((a, b) => rank(a) - rank(b)),
      portals: links,
    }
  }, [db, customer, company, now])
  return found?.customer === customer ? (found ?? undefined) : undefined
}

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
