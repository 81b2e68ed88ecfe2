import { recipientStates } from '#core/model/kinds.ts'
import type { OfferGlance } from '#core/workspace/offerViews.ts'
import { RowTable } from '#extension/dashboard/list/RowTable.tsx'
import { useApp } from '#extension/ui/app.tsx'
import {
  audienceInWords,
  glanceInWords,
  recipientColours,
  recipientWord,
  versionColours,
} from '#extension/ui/offers.ts'

const heights = { line: 44, card: 141 }

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

/** Offers as a list. */
export const OfferTable = ({ offers }: { offers: readonly OfferGlance[] }) => (
  <OfferRows rows={offers} idOf={({ id }) => id} at={(offer) => offer} />
)

/**
 * Rows of offers as a list: to whom, what, state, how far, until when.
 *
 * @param at what a row shows
 * @param view changes when others are asked for
 */
export function OfferRows<T>({
  rows,
  idOf,
  at,
  view = '',
}: {
  rows: readonly T[]
  idOf: (row: T) => string
  at: (row: T) => OfferGlance
  view?: string
}) {
  const { t, speak } = useApp()
  const columns = ['to', 'what', 'state', 'progress', 'lastDay'] as const
  return (
    <RowTable
      class="list"
      rows={rows}
      idOf={idOf}
      heightsOf={() => heights}
      view={view}
      head={columns.map((column) => (
        <th key={column} scope="col" data-column={column}>
          {t(`offers.${column}`)}
        </th>
      ))}
    >
      {(each, { row, stop }) => {
        const offer = at(each)
        return (
          <tr key={offer.id} {...row}>
            <th scope="row">
              <a href={`#/offers/${offer.id}`} tabIndex={stop}>
                {audienceInWords(speak, offer)}
              </a>
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
        )
      }}
    </RowTable>
  )
}
