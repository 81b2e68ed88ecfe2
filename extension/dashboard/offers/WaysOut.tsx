import { useState } from 'preact/hooks'
import type { OfferDetail } from '#core/workspace/offerViews.ts'
import { useApp } from '#extension/ui/app.tsx'
import { Share } from '#extension/ui/Share.tsx'

/** The link and the mail, for everybody or for one of several customers. */
export function WaysOut({
  detail: { offer, version, state, recipients },
  remind,
}: {
  detail: OfferDetail
  remind: string | null
}) {
  const { t } = useApp()
  const [chosen, setChosen] = useState(
    recipients.find(({ customer }) => remind !== null && customer?.id === remind)?.recipient.id ?? '',
  )
  if (state === 'withdrawn' || state === 'expired') return <p class="hint">{t('offers.closedHint')}</p>
  const view =
    recipients.find(({ recipient }) => recipient.id === chosen) ??
    (offer.audience === 'one' ? recipients[0] : undefined)
  return (
    <>
      {offer.audience === 'several' && (
        <label class="field">
          <span class="label">{t('offers.linkFor')}</span>
          <select value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
            <option value="">{t('offers.linkForAll')}</option>
            {recipients.map(({ recipient, customer }) => (
              <option key={recipient.id} value={recipient.id}>
                {customer?.name}
              </option>
            ))}
          </select>
        </label>
      )}
      <Share
        key={`${version.code}${view?.recipient.id ?? ''}`}
        version={version}
        recipient={view?.recipient ?? null}
        customer={view?.customer ?? null}
        reminder={remind !== null}
      />
    </>
  )
}
