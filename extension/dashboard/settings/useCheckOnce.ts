import { useEffect } from 'preact/hooks'
import { checkWorkspace } from '#core/workspace/check.ts'
import { settings } from '#extension/browser.ts'
import { go } from '#extension/dashboard/route.ts'
import { useApp } from '#extension/ui/app.tsx'

/** Checks every record once after a restore, or after Tilbud has brought them to a newer schema, and says so when something does not add up. */
export function useCheckOnce(): void {
  const { db, t, showToast } = useApp()
  useEffect(() => {
    async function check() {
      if ((await settings.checkedSchema()) === db.verno) return
      const { findings } = await checkWorkspace(db, Date.now())
      await settings.setCheckedSchema(db.verno)
      if (findings.length)
        showToast({
          text: t('check.once'),
          bad: true,
          action: { label: t('nav.settings'), run: () => go('/settings/check') },
        })
    }
    void check()
  }, [db])
}
