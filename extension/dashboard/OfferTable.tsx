import type { OfferView } from '#core/workspace/queries.ts'
import { useApp } from '#extension/ui/app.tsx'
import {
  audienceInWords,
  productsInWords,
  recipientColours,
  recipientWord,
  versionColours,
} from '#extension/ui/offers.ts'

/** How far the recipients of an offer have come, as a few badges. */
function Progress({ view }: { view: OfferView }) {
  const { t } = useApp()
  const counts = new Map<OfferView['recipients'][number]['recipient']['state'], number>()
  for (const { recipient } of view.recipients)
    counts.set(recipient.state, (counts.get(recipient.state) ?? 0) + 1)
  return (
    <span class="badges">
      {[...counts].map(([state, n]) => (
        <fluent-badge key={state} appearance="tint" color={recipientColours[state]}>
          {t(recipientWord(state, view.state))}
          {n > 1 && ` ${n}`}
        </fluent-badge>
      ))}
    </span>
  )
}

/** Offers as a list: to whom, what, state, how far, until when. */
export function OfferTable({ views }: { views: readonly OfferView[] }) {
  const { t, speak } = useApp()
  return (
    <table class="list">
      <thead>
        <tr>
          <th scope="col">{t('offers.to')}</th>
          <th scope="col">{t('offers.what')}</th>
          <th scope="col">{t('offers.state')}</th>
          <th scope="col">{t('offers.progress')}</th>
          <th scope="col">{t('offers.lastDay')}</th>
        </tr>
      </thead>
      <tbody>
        {views.map((view) => (
          <tr key={view.offer.id}>
            <th scope="row">
              <a href={`#/offers/${view.offer.id}`}>{audienceInWords(speak, view)}</a>
            </th>
            <td>
              <span class="kind">{t(`kind.${view.offer.kind}`)}</span>{' '}
              {productsInWords(speak, view.version.binding.terms)}
            </td>
            <td>
              <fluent-badge appearance="tint" color={versionColours[view.state]}>
                {t(`state.${view.state}`)}
              </fluent-badge>
            </td>
            <td>
              <Progress view={view} />
            </td>
            <td class="nowrap">{speak.date(view.version.binding.terms.lastDay)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
