import { Dialog } from '#extension/ui/Dialog.tsx'
import { useStore } from '#extension/ui/store.ts'
import { leaving } from '#extension/ui/unsaved.ts'
import type { Speaker } from '#extension/ui/words.ts'

/** Asks before something goes that was typed and not saved. */
export function LeaveQuestion({ speak: { t } }: { speak: Speaker }) {
  const asked = useStore(leaving)
  if (!asked) return null
  const stay = () => leaving.set(null)
  const discard = () => {
    stay()
    asked.goOn()
  }
  return (
    <Dialog label={t('unsaved.title')} onClose={stay}>
      <h2>{t('unsaved.title')}</h2>
      <p>{t('unsaved.what')}</p>
      <div class="row end">
        <fluent-button appearance="primary" data-id="keep-typing" onClick={stay}>
          {t('unsaved.stay')}
        </fluent-button>
        <fluent-button class="danger" data-id="discard-typed" onClick={discard}>
          {t('unsaved.discard')}
        </fluent-button>
      </div>
    </Dialog>
  )
}
