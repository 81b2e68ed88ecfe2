import { useState } from 'preact/hooks'
import type { Checked, Finding } from '#core/workspace/check.ts'
import { check, useChecking, type CheckOrder } from '#extension/dashboard/settings/checking.ts'
import type { Done } from '#extension/longWork/messages.ts'
import { useApp } from '#extension/ui/app.tsx'
import { ProblemBar } from '#extension/ui/fields.tsx'

/** As many as a person reads; the rest are counted. */
const shown = 50

/** Goes through every record and lists what does not add up. */
export function CheckSection() {
  const { t, speak } = useApp()
  const working = useChecking()
  const [result, setResult] = useState<Done<Checked> | null>(null)
  async function run(order: CheckOrder) {
    setResult(null)
    setResult(await check(order))
  }
  return (
    <section aria-labelledby="check">
      <h2 id="check">{t('check.title')}</h2>
      <p>{t('check.what')}</p>
      <fluent-button data-id="check" disabled={working !== null} onClick={() => void run('check')}>
        {t('check.do')}
      </fluent-button>
      {working && <progress aria-label={t('check.title')} value={working.done} max={working.all || 1} />}
      <div role="status" data-id="check-result">
        {working && <p>{t(working.name === 'check' ? 'check.working' : 'check.rebuilding')}</p>}
        {result && !result.ok && <ProblemBar>{speak.problem(result.problem)}</ProblemBar>}
        {result?.ok &&
          (result.value.findings.length ? (
            <Findings findings={result.value.findings} onRebuild={() => void run('rebuild')} />
          ) : (
            <p>{t('check.fine', { n: result.value.records })}</p>
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
