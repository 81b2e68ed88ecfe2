import type { Draft } from '#core/model/offer.ts'
import { useApp } from '#extension/ui/app.tsx'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { Maker } from '#extension/ui/maker/Maker.tsx'

/** The maker over the page. */
export function MakerDialog({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const { t } = useApp()
  return (
    <Dialog label={t(`kind.${draft.terms.kind}`)} onClose={onClose}>
      <Maker key={draft.id} draft={draft} onClose={onClose} />
    </Dialog>
  )
}
