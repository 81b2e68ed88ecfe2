import type { ComponentChildren } from 'preact'
import {
  pathOf,
  portalPlans,
  type PortalPlan as Plan,
  type PortalPlanId,
} from '#extension/dashboard/publish/portalPlans.ts'
import { useApp } from '#extension/ui/app.tsx'

/** A field, and beside it a plan of where its value is found. */
export function Planned({ plan, children }: { plan: PortalPlanId; children: ComponentChildren }) {
  return (
    <div class="planned">
      <div class="form">{children}</div>
      <PortalPlan id={plan} />
    </div>
  )
}

/** A drawing of a portal's menus with the place marked. Its words are the vendor's, its caption the reader's. */
function PortalPlan({ id }: { id: PortalPlanId }) {
  const { t } = useApp()
  const { portal, menus, page }: Plan = portalPlans[id]
  return (
    <figure class="portal">
      <div role="img" aria-label={t('plan.alt', { path: pathOf(portalPlans[id]).join(' › ') })}>
        <div class="portal-window" aria-hidden="true" lang="en">
          <p class="portal-name">{portal}</p>
          <div class="portal-menus">
            {menus.map(({ heading, entries, chosen }) => (
              <div key={chosen}>
                {heading && <p class="portal-heading">{heading}</p>}
                {entries.map((entry) => (
                  <p key={entry} class={entry === chosen ? 'portal-chosen' : undefined}>
                    {entry}
                  </p>
                ))}
              </div>
            ))}
          </div>
          <div class="portal-page">
            <p class="portal-title">{page.title}</p>
            {page.rows.map(({ label, value, isMarked }, at) => (
              <p key={at} class={isMarked ? 'portal-marked' : undefined}>
                <span>{label}</span>
                {value && <span>{value}</span>}
              </p>
            ))}
          </div>
        </div>
      </div>
      <figcaption class="hint">{t(`plan.${id}`)}</figcaption>
    </figure>
  )
}
