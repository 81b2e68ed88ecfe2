import { useState } from 'preact/hooks'
import { checkWorkspace, type Finding } from '#core/workspace/check.ts'
import { useApp } from '#extension/ui/app.tsx'

/** As many as a person reads; the rest are counted. */
const shown = 50

/** Goes through every record and lists what does not add up. */
export function CheckSection() {
  const { t, db } = useApp()
  const [result, setResult] = useState<'working' | Awaited<ReturnType<typeof checkWorkspace>> | null>(null)
  async function check() {
    setResult('working')
    setResult(await checkWorkspace(db, Date.now()))
  }
  return (
    <section aria-labelledby="check">
      <h2 id="check">{t('check.title')}</h2>
      <p>{t('check.what')}</p>
      <fluent-button data-id="check" disabled={result === 'working'} onClick={() => void check()}>
        {t('check.do')}
      </fluent-button>
      <div role="status" data-id="check-result">
        {result === 'working' && <p>{t('check.working')}</p>}
        {result !== null &&
          result !== 'working' &&
          (result.findings.length ? (
            <Findings findings={result.findings} />
          ) : (
            <p>{t('check.fine', { n: result.records })}</p>
          ))}
      </div>
    </section>
  )
}

function Findings({ findings }: { findings: readonly Finding[] }) {
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
    </>
  )
}
