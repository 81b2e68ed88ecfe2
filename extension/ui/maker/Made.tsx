import type { ComponentChildren } from 'preact'
import { summaryId } from '#core/model/grouping.ts'
import type { Draft } from '#core/model/offer.ts'
import { useApp } from '#extension/ui/app.tsx'
import type { MadeOffer } from '#extension/ui/maker/useMaking.ts'
import { Share } from '#extension/ui/Share.tsx'
import { UndoButton } from '#extension/ui/toasts.tsx'

/** An offer that was made: its ways out, and the way back. */
export function Made({
  draft: { terms, audience },
  made: { version, recipient, customer, copied, undo },
  heading,
  onTakeBack,
  onClose,
  children,
}: {
  draft: Draft
  made: MadeOffer
  /** Above its ways out. */
  heading: ComponentChildren
  onTakeBack: (changes: MadeOffer['undo']) => void
  onClose: () => void
  children: ComponentChildren
}) {
  const { t } = useApp()
  return (
    <section class="maker">
      {heading}
      <p class="hint">
        {t('offers.summaryId')}:{' '}
        <strong class="code">{summaryId({ kind: terms.kind, id: version.offerId })}</strong>{' '}
        {t('offers.summaryHint')}
      </p>
      <Share version={version} recipient={recipient} customer={customer} copied={copied} />
      {audience === 'several' && <p class="hint">{t('make.severalHint')}</p>}
      {children}
      <div class="row end">
        <UndoButton onUndo={() => onTakeBack(undo)} />
        <fluent-button data-id="maker-close" onClick={onClose}>
          {t('app.close')}
        </fluent-button>
      </div>
    </section>
  )
}
