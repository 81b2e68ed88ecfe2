import { recipientStates } from '#core/model/recipient.ts'
import type { OfferGlance } from '#core/workspace/offerViews.ts'
import { useApp } from '#extension/ui/app.tsx'
import {
  audienceInWords,
  glanceInWords,
  recipientColours,
  recipientWord,
  versionColours,
} from '#extension/ui/offers.ts'

/** How far the recipients of an offer have come, as a few badges. */
function Progress({ offer: { progress, state } }: { offer: OfferGlance }) {
  const { t } = useApp()
  return (
    <span class="badges">
      {recipientStates.map((each, index) => {
        const n = progress[index]!
        return (
          n > 0 && (
            <fluent-badge key={each} appearance="tint" color={recipientColours[each]}>
              {t(recipientWord(each, state))}
              {n > 1 && ` ${n}`}
            </fluent-badge>
          )
        )
      })}
    </span>
  )
}

/** Offers as a list: to whom, what, state, how far, until when. */
export function OfferTable({ offers }: { offers: readonly OfferGlance[] }) {
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
        {offers.map((offer) => (
          <tr key={offer.id}>
            <th scope="row">
              <a href={`#/offers/${offer.id}`}>{audienceInWords(speak, offer)}</a>
            </th>
            <td>
              <span class="kind">{t(`kind.${offer.kind}`)}</span> {glanceInWords(speak, offer)}
            </td>
            <td>
              <fluent-badge appearance="tint" color={versionColours[offer.state]}>
                {t(`state.${offer.state}`)}
              </fluent-badge>
            </td>
            <td>
              <Progress offer={offer} />
            </td>
            <td class="nowrap">{speak.date(offer.lastDay)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
