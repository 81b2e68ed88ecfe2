import { findImport, type ImportRun } from '#core/workspace/imports.ts'
import { isImporting, useSettling } from '#extension/dashboard/customers/importing.ts'
import { useSettle } from '#extension/dashboard/customers/useSettle.ts'
import { Running } from '#extension/longWork/Running.tsx'
import { useApp } from '#extension/ui/app.tsx'
import { useLive } from '#extension/ui/live.ts'

/** The last import, which can be taken back until the next one, and more so where it was broken off. */
export function LastImport() {
  const { t, db, speak } = useApp()
  const settle = useSettle()
  const settling = useSettling()
  const last = useLive(async () => ({ run: await findImport(db), isBusy: await isImporting() }), [db])
  if (!last?.run) return null
  if (settling) {
    const { step, done, all } = settling
    const text = t(step === 'reading' ? 'import.undoChecking' : 'import.undoing', {
      percent: Math.floor((100 * done) / (all || 1)),
    })
    return <Running label={t('import.takeBack')} text={text} standing={settling} />
  }
  const { id, name, at, added, changed, rows, state }: ImportRun = last.run
  const isBroken = state === 'running'
  if (isBroken && last.isBusy) return <p class="warn">{t('import.busy')}</p>
  return (
    <section aria-labelledby="last-import" class="card">
      <h2 id="last-import">{t('import.lastTitle')}</h2>
      <p class={isBroken ? 'warn' : undefined}>
        {isBroken
          ? t('import.broken', { name, added, changed, rows })
          : t('import.last', { name, when: speak.moment(at), added, changed })}
      </p>
      <div class="row">
        <fluent-button data-id="import-undo" onClick={() => void settle('undo', id)}>
          {t('import.takeBack')}
        </fluent-button>
        {isBroken && (
          <fluent-button data-id="import-keep" onClick={() => void settle('keep', id)}>
            {t('import.keep')}
          </fluent-button>
        )}
      </div>
    </section>
  )
}
