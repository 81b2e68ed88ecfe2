import { useEffect } from 'preact/hooks'
import { settings } from '#extension/browser.ts'
import { go } from '#extension/dashboard/route.ts'
import { checkQuietly } from '#extension/dashboard/settings/checking.ts'
import { useApp } from '#extension/ui/app.tsx'

/** Checks every record once after a restore, or after Tilbud has brought them to a newer schema, and says so when something does not add up. */
export function useCheckOnce(): void {
  const { db, t, showToast } = useApp()
  useEffect(() => {
    async function checkOnce() {
      if ((await settings.checkedSchema()) === db.verno) return
      const checked = await checkQuietly()
      // What cannot be read is said by the screens that read it; the next visit checks.
      if (!checked.ok) return
      await settings.setCheckedSchema(db.verno)
      if (checked.value.findings.length)
        showToast({
          text: t('check.once'),
          bad: true,
          action: { label: t('nav.settings'), run: () => go('/settings/check') },
        })
    }
    void checkOnce()
  }, [db])
}
