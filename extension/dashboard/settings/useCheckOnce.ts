import { useEffect } from 'preact/hooks'
import { settings } from '#extension/browser.ts'
import { go } from '#extension/dashboard/route.ts'
import { check } from '#extension/dashboard/settings/checking.ts'
import { useApp } from '#extension/ui/app.tsx'

/** Checks every record once after a restore, or after Tilbud has brought them to a newer schema, and says so when something does not add up. */
export function useCheckOnce(): void {
  const { db, t, showToast } = useApp()
  useEffect(() => {
    async function checkOnce() {
      if ((await settings.checkedSchema()) === db.verno) return
      const { findings } = await check('check')
      await settings.setCheckedSchema(db.verno)
      if (findings.length)
        showToast({
          text: t('check.once'),
          bad: true,
          action: { label: t('nav.settings'), run: () => go('/settings/check') },
        })
    }
    // What cannot be read is said by the screens that read it; the next visit checks.
    checkOnce().catch(() => {})
  }, [db])
}
