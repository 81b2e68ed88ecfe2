import { useState } from 'preact/hooks'
import { offerCapability } from '#core/access/access.ts'
import type { Customer } from '#core/model/customer.ts'
import type { Draft } from '#core/model/offer.ts'
import { offerKinds, type OfferKind } from '#core/model/terms.ts'
import { newDraft } from '#core/workspace/drafts.ts'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { Maker } from '#extension/ui/maker/Maker.tsx'

/** One button for each kind of offer, each of which opens the maker. */
export function NewOfferButtons({ customer = null }: { customer?: Customer | null }) {
  const { t, denied } = useApp()
  const { company } = useSession()
  const [draft, setDraft] = useState<Draft | null>(null)
  const make = (kind: OfferKind) => setDraft(newDraft(kind, company, customer, Date.now()))
  return (
    <>
      {offerKinds.map((kind) => {
        const reason = denied(offerCapability[kind])
        return (
          <fluent-button key={kind} appearance={kind === 'purchase' ? 'primary' : 'outline'} data-id={`new-${kind}`} disabled={reason !== null} title={reason ? t(`denied.${reason}`) : ''} onClick={() => make(kind)}>
            {t(`new.${kind}`)}
          </fluent-button>
        )
      })}
      {draft && <MakerDialog draft={draft} onClose={() => setDraft(null)} />}
    </>
  )
}

/** The maker over the page. */
export function MakerDialog({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const { t } = useApp()
  return (
    <Dialog label={t(`kind.${draft.terms.kind}`)} onClose={onClose}>
      <Maker key={draft.id} draft={draft} onClose={onClose} />
    </Dialog>
  )
}
