import { useState } from 'preact/hooks'
import type { Checked, Finding } from '#core/workspace/check.ts'
import { check, type CheckOrder } from '#extension/dashboard/settings/checking.ts'
import { useApp } from '#extension/ui/app.tsx'
import { ProblemBar } from '#extension/ui/fields.tsx'

/** As many as a person reads; the rest are counted. */
const shown = 50

type Result =
  | Readonly<{ state: 'none' }>
  | Readonly<{ state: 'working'; order: CheckOrder; done: number; all: number }>
  | Readonly<{ state: 'done'; checked: Checked }>
  | Readonly<{ state: 'failed'; what: string }>

/** Goes through every record and lists what does not add up. */
export function CheckSection() {
  const { t } = useApp()
  const [result, setResult] = useState<Result>({ state: 'none' })
  async function run(order: CheckOrder) {
    setResult({ state: 'working', order, done: 0, all: 1 })
    try {
      const checked = await check(order, (done, all) => setResult({ state: 'working', order, done, all }))
      setResult({ state: 'done', checked })
    } catch (error) {
      setResult({ state: 'failed', what: String(error) })
    }
  }
  return (
    <section aria-labelledby="check">
      <h2 id="check">{t('check.title')}</h2>
      <p>{t('check.what')}</p>
      <fluent-button data-id="check" disabled={result.state === 'working'} onClick={() => void run('check')}>
        {t('check.do')}
      </fluent-button>
      {result.state === 'working' && (
        <progress aria-label={t('check.title')} value={result.done} max={result.all} />
      )}
      <div role="status" data-id="check-result">
        {result.state === 'working' && (
          <p>{t(result.order === 'check' ? 'check.working' : 'check.rebuilding')}</p>
        )}
        {result.state === 'failed' && (
          <ProblemBar>{t('problem.storageFailed', { what: result.what })}</ProblemBar>
        )}
        {result.state === 'done' &&
          (result.checked.findings.length ? (
            <Findings findings={result.checked.findings} onRebuild={() => void run('rebuild')} />
          ) : (
            <p>{t('check.fine', { n: result.checked.records })}</p>
          ))}
      </div>
    </section>
  )
}

function Findings({ findings, onRebuild }: { findings: readonly Finding[]; onRebuild: () => void }) {
  const { t } = useApp()
  return (
    <>
      <p>
        <strong>{t('check.found', { n: findings.length })}</strong>
      </p>
      <p class="hint">{t('check.todo')}</p>
      <ul>
        {findings.slice(0, shown).map(({ table, key, rule, field }) => (
          <li key={`${table} ${key} ${rule} ${field}`}>
            {t(`table.${table}`)}: {t(`check.${rule}`)}{' '}
            <span class="code small">{[key, field].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
      {findings.length > shown && <p>{t('check.more', { n: findings.length - shown })}</p>}
      {findings.some(({ rule }) => rule === 'derived') && (
        <fluent-button data-id="rebuild" onClick={onRebuild}>
          {t('check.rebuild')}
        </fluent-button>
      )}
    </>
  )
}
