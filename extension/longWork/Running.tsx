import type { Standing } from '#extension/longWork/work.ts'
import { useApp } from '#extension/ui/app.tsx'

type RunningProps = Readonly<{
  /** What is being done, for whoever hears the bar. */
  label: string
  /** How far it is, in words. */
  text: string
  standing: NonNullable<Standing>
  /** Missing where the work cannot be stopped. */
  onStop?: () => void
}>

/** Long work that is under way: how far it is, and mostly a way to stop. */
export function Running({ label, text, standing: { done, all, isStopping }, onStop }: RunningProps) {
  const { t } = useApp()
  return (
    <div class="running">
      {all ? <progress aria-label={label} value={done} max={all} /> : <progress aria-label={label} />}
      <p role="status">{isStopping ? t('work.stopping') : all ? text : t('work.beginning')}</p>
      {onStop && (
        <fluent-button data-id="stop" disabled={isStopping} onClick={onStop}>
          {t('work.stop')}
        </fluent-button>
      )}
    </div>
  )
}
