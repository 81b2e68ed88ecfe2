import { useState } from 'preact/hooks'
import { eraseWorkspace } from '#core/workspace/backup.ts'
import { settings } from '#extension/browser.ts'
import { forgetPublished } from '#extension/publisher/record.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { Dialog } from '#extension/ui/Dialog.tsx'

/** Removes everything from this browser. */
export function Leave() {
  const { t, context, speak, showToast, denied } = useApp()
  const { workspace } = useSession()
  const [asking, setAsking] = useState(false)
  async function erase() {
    const outcome = await eraseWorkspace(context())
    if (!outcome.ok) return showToast({ text: speak.problem(outcome.problem), bad: true })
    await Promise.all([settings.clear(), forgetPublished()])
    location.hash = ''
    location.reload()
  }
  if (!workspace.example && denied('workspace.backup')) return null
  return (
    <section aria-labelledby="leave">
      <h2 id="leave">{t(workspace.example ? 'example.leave' : 'leave.title')}</h2>
      <p>{t(workspace.example ? 'example.leaveWhat' : 'leave.what')}</p>
      <fluent-button data-id="leave" onClick={() => setAsking(true)}>
        {t(workspace.example ? 'example.leave' : 'leave.title')}
      </fluent-button>
      {asking && (
        <Dialog label={t('leave.title')} onClose={() => setAsking(false)}>
          <h2>{t('leave.sure')}</h2>
          <p>{t(workspace.example ? 'example.leaveWhat' : 'leave.what')}</p>
          <div class="row end">
            <fluent-button onClick={() => setAsking(false)}>{t('app.cancel')}</fluent-button>
            <fluent-button class="danger" data-id="leave-sure" onClick={() => void erase()}>
              {t('leave.do')}
            </fluent-button>
          </div>
        </Dialog>
      )}
    </section>
  )
}
