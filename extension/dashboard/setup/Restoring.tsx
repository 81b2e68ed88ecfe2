import { restoring } from '#extension/dashboard/settings/backups.ts'
import { Running } from '#extension/longWork/Running.tsx'
import type { Standing } from '#extension/longWork/work.ts'
import { useApp } from '#extension/ui/app.tsx'

/** How far it is, and a way to stop. */
export function Restoring({ standing }: { standing: NonNullable<Standing> }) {
  const { t } = useApp()
  const { step, done, all } = standing
  const reading = () => t('restore.reading', { percent: Math.floor((100 * done) / (all || 1)) })
  const text = {
    reading,
    checking: reading,
    writing: () => t('restore.writing', { done, all }),
    lists: () => t('restore.lists'),
  }[step]()
  return <Running label={t('welcome.restore')} text={text} standing={standing} onStop={restoring.stop} />
}
