import { useState } from 'preact/hooks'
import { recipientStates } from '#core/model/kinds.ts'
import type { Recipient, RecipientState } from '#core/model/recipient.ts'
import type { OfferDetail } from '#core/workspace/offerViews.ts'
import { moveRecipientByHand } from '#core/workspace/replies.ts'
import { useApp } from '#extension/ui/app.tsx'
import { CommandDialog } from '#extension/ui/CommandDialog.tsx'
import { Select, TextArea } from '#extension/ui/fields.tsx'
import { recipientColours, recipientWord } from '#extension/ui/offers.ts'

/** Whom an offer went to, and how far each is. */
export function Recipients({ detail: { offer, state, recipients } }: { detail: OfferDetail }) {
  const { t, speak, denied } = useApp()
  const [moving, setMoving] = useState<Recipient | null>(null)
  return (
    <section aria-labelledby="recipients">
      <h2 id="recipients">{t('offers.recipients')}</h2>
      {recipients.length === 0 ? (
        <p class="hint">
          {t(offer.audience === 'public' ? 'offers.publicRecipients' : 'offers.noRecipients')}
        </p>
      ) : (
        <ul class="rows wide">
          {recipients.map(({ recipient, customer }) => (
            <li key={recipient.id} class="row-item">
              <a href={`#/customers/${customer?.id}`}>{customer?.name}</a>
              <fluent-badge appearance="tint" color={recipientColours[recipient.state]}>
                {t(recipientWord(recipient.state, state))}
              </fluent-badge>
              <span class="side">{speak.moment(recipient.updatedAt)}</span>
              {!denied('recipient.move') && (
                <fluent-button
                  size="small"
                  appearance="subtle"
                  data-id="move-recipient"
                  aria-label={t('offers.moveOf', { who: customer?.name ?? '' })}
                  onClick={() => setMoving(recipient)}
                >
                  {t('offers.move')}
                </fluent-button>
              )}
            </li>
          ))}
        </ul>
      )}
      {moving && <MoveRecipient recipient={moving} onClose={() => setMoving(null)} />}
    </section>
  )
}

/** Puts a recipient where it belongs when an answer came another way, or was taken back. */
function MoveRecipient({ recipient, onClose }: { recipient: Recipient; onClose: () => void }) {
  const { t, attempt } = useApp()
  const [state, setState] = useState<RecipientState>(recipient.state)
  const [reason, setReason] = useState('')
  return (
    <CommandDialog
      title={t('offers.move')}
      run={() => attempt(moveRecipientByHand, { id: recipient.id, state, reason })}
      done={t('app.saved')}
      typed={[state, reason]}
      id="move-sure"
      onClose={onClose}
    >
      <p class="hint">{t('offers.moveHint')}</p>
      <Select
        label={t('offers.state')}
        name="recipient-state"
        value={state}
        options={recipientStates.map((each) => [each, t(`recipient.${each}`)])}
        onChange={setState}
      />
      <TextArea
        label={t('reply.reason')}
        name="move-reason"
        value={reason}
        onChange={setReason}
        maxlength={500}
      />
    </CommandDialog>
  )
}
