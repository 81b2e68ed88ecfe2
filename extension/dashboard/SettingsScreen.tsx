import { useState } from 'preact/hooks'
import { productsDate } from '#core/catalog/products.data.ts'
import { languages } from '#core/model/language.ts'
import { eraseWorkspace, makeBackup } from '#core/workspace/backup.ts'
import { catalogue } from '#core/workspace/catalogue.ts'
import { setTrialId } from '#core/workspace/company.ts'
import { settings } from '#extension/browser.ts'
import { Head } from '#extension/dashboard/Head.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { download } from '#extension/ui/download.ts'
import { Choices } from '#extension/ui/fields.tsx'
import { useLive } from '#extension/ui/live.ts'

/** Language, backup, the vault, the catalogue's trial ids, and leaving. */
export function SettingsScreen() {
  const { t, speak, chooseLanguage, dataKey, setDataKey } = useApp()
  return (
    <>
      <Head title={t('nav.settings')} />
      <div class="narrow">
        <Choices label={t('app.language')} value={speak.language} options={languages.map((each) => [each, t(`language.${each}`)])} onChange={chooseLanguage} />
        <BackupSection />
        <section aria-labelledby="vault">
          <h2 id="vault">{t('vault.title')}</h2>
          <p>{t(dataKey ? 'vault.isOpen' : 'vault.isLocked')}</p>
          {dataKey && <fluent-button onClick={() => setDataKey(null)}>{t('vault.lock')}</fluent-button>}
        </section>
        <Trials />
        <Leave />
      </div>
    </>
  )
}

/** Saves a backup file, and says when the last one was made. */
function BackupSection() {
  const { t, speak, denied } = useApp()
  const { workspace } = useSession()
  const reason = denied('workspace.backup')
  return (
    <section aria-labelledby="backup">
      <h2 id="backup">{t('backup.title')}</h2>
      <p>{t('backup.what')}</p>
      <p class="hint">{workspace.backupAt ? t('backup.last', { when: speak.moment(workspace.backupAt) }) : t('backup.never')}</p>
      {reason ? <p class="hint">{t(`denied.${reason}`)}</p> : <BackupButton />}
    </section>
  )
}

/** Makes a backup and hands it over as a file. */
export function BackupButton({ onSaved }: { onSaved?: () => void }) {
  const { t, run } = useApp()
  async function save() {
    const text = await run(makeBackup, undefined, { done: t('backup.made') })
    if (!text) return
    // With the time, so that a second one never replaces the first.
    const stamp = new Date().toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '')
    download(`tilbud-backup-${stamp}.jsonl`, text, 'application/x-ndjson')
    onSaved?.()
  }
  return <fluent-button appearance="primary" data-id="backup" onClick={() => void save()}>{t('backup.make')}</fluent-button>
}

/** The trial ids of the catalogue: borrowed ones are guesses until a person has put in the right one. */
function Trials() {
  const { t, db, speak, run, denied } = useApp()
  const { company } = useSession()
  const products = useLive(() => catalogue(db, company.country), [db, company.country]) ?? []
  const [editing, setEditing] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const save = async (skuId: string) => {
    const trialId = typed.trim() || null
    await run(setTrialId, { skuId, trialId }, { done: t('trials.saved'), undoable: true })
    setEditing(null)
  }
  return (
    <details>
      <summary>{t('trials.title')}</summary>
      <p class="hint">{t('trials.what', { date: speak.date(productsDate, 'long') })}</p>
      <table class="list">
        <thead><tr><th scope="col">{t('offers.product')}</th><th scope="col">{t('trials.id')}</th><th scope="col"><span class="visually-hidden">{t('app.edit')}</span></th></tr></thead>
        <tbody>
          {products.map((product) => (
            <tr key={product.skuId}>
              <th scope="row">{product.name}</th>
              <td>
                {editing === product.skuId ? (
                  <input aria-label={t('trials.idOf', { product: product.name })} value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
                ) : (
                  <>{product.trial ? <span class="code small">{product.trial.id}</span> : t('trials.none')} {product.trial && !product.trial.verified && <fluent-badge appearance="tint" color="warning">{t('make.unverified')}</fluent-badge>}</>
                )}
              </td>
              <td class="number">
                {!denied('catalogue.edit') && (editing === product.skuId ? (
                  <fluent-button size="small" appearance="primary" onClick={() => void save(product.skuId)}>{t('app.save')}</fluent-button>
                ) : (
                  <fluent-button size="small" appearance="subtle" aria-label={t('trials.edit', { product: product.name })} onClick={() => { setEditing(product.skuId); setTyped(product.trial?.id ?? '') }}>{t('app.edit')}</fluent-button>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

/** Removes everything from this browser. */
function Leave() {
  const { t, db, speak, showToast, denied } = useApp()
  const { workspace } = useSession()
  const [asking, setAsking] = useState(false)
  async function erase() {
    const outcome = await eraseWorkspace(db)
    if (!outcome.ok) return showToast({ text: speak.problem(outcome.problem), bad: true })
    await settings.clear()
    location.hash = ''
    location.reload()
  }
  if (denied('workspace.backup')) return null
  return (
    <section aria-labelledby="leave">
      <h2 id="leave">{t(workspace.example ? 'example.leave' : 'leave.title')}</h2>
      <p>{t(workspace.example ? 'example.leaveWhat' : 'leave.what')}</p>
      <fluent-button data-id="leave" onClick={() => setAsking(true)}>{t(workspace.example ? 'example.leave' : 'leave.title')}</fluent-button>
      {asking && (
        <Dialog label={t('leave.title')} onClose={() => setAsking(false)}>
          <h2>{t('leave.sure')}</h2>
          <p>{t(workspace.example ? 'example.leaveWhat' : 'leave.what')}</p>
          <div class="row end">
            <fluent-button onClick={() => setAsking(false)}>{t('app.cancel')}</fluent-button>
            <fluent-button appearance="primary" data-id="leave-sure" onClick={() => void erase()}>{t('leave.do')}</fluent-button>
          </div>
        </Dialog>
      )}
    </section>
  )
}
