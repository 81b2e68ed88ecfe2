import { useEffect, useRef, useState } from 'preact/hooks'
import type { BackupFile } from '#core/exchange/backup.ts'
import { summaryOf, type BackupSummary } from '#core/exchange/backupSummary.ts'
import type { Opened } from '#core/workspace/passphrases.ts'
import { checkBackup, type Trust } from '#core/workspace/restore.ts'
import { restoring } from '#extension/dashboard/settings/backups.ts'
import { BrokenRecords } from '#extension/dashboard/settings/BrokenRecords.tsx'
import { Running } from '#extension/longWork/Running.tsx'
import { useStanding, type Standing } from '#extension/longWork/work.ts'
import { useApp } from '#extension/ui/app.tsx'
import { ProblemBar, TextField } from '#extension/ui/fields.tsx'
import { Mark } from '#extension/ui/Mark.tsx'

/** What is known of the file: who opened it and whether it is as it was saved. Null while its passphrase has not been tried. */
type Checked = Readonly<{ opened: Opened | null; trust: Exclude<Trust, 'signed'> | 'unchecked' }>

type RestoreProps = Readonly<{ file: File; read: BackupFile; onBack: () => void }>

/**
 * A backup file that was read and not restored yet. Its passphrase shows
 * whether it is as it was saved; where that cannot be shown, a person sees
 * first what it would bring.
 */
export function RestoreBackup({ file, read, onBack }: RestoreProps) {
  const { t, db, speak, setActor, setDataKey } = useApp()
  const [passphrase, setPassphrase] = useState('')
  const without: Checked = { opened: null, trust: read.mac ? 'unchecked' : 'unsigned' }
  const [checked, setChecked] = useState<Checked | null>(read.head.vault.length ? null : without)
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const standing = useStanding(restoring)
  const summary = summaryOf(read)

  async function restore(opened: Opened | null) {
    setProblem(undefined)
    const how = { name: file.name, now: Date.now(), opened }
    const outcome = await restoring.ask('restore', { file, read, how })
    if (!outcome.ok) return setProblem(speak.problem(outcome.problem))
    restoring.end()
    if (!opened) return
    setDataKey(opened.dataKey)
    setActor(opened.actor)
  }

  async function check(event: Event) {
    event.preventDefault()
    setBusy(true)
    setProblem(undefined)
    const outcome = await checkBackup(db, read, passphrase)
    setBusy(false)
    if (!outcome.ok) return setProblem(speak.problem(outcome.problem))
    const { trust, ...opened } = outcome.value
    if (trust === 'signed') return restore(opened)
    setChecked({ opened, trust })
  }

  return (
    <main class="page narrow">
      {!standing && (
        <p class="crumbs">
          <button type="button" class="more" onClick={onBack}>
            ← {t('make.back')}
          </button>
        </p>
      )}
      <h1 ref={heading} tabIndex={-1}>
        <Mark size={32} /> {t('welcome.restore')}
      </h1>
      <p>{t('restore.saved', { company: summary?.company ?? '', when: speak.moment(read.createdAt) })}</p>
      <BrokenRecords broken={read.broken} what={t('restore.broken', { n: read.broken.length })} />
      {standing && <Restoring standing={standing} />}
      {!standing && !checked && (
        <form class="form" noValidate onSubmit={(event) => void check(event)}>
          <p>{t('restore.check')}</p>
          <TextField
            label={t('vault.passphrase')}
            name="passphrase"
            type="password"
            autocomplete="current-password"
            value={passphrase}
            onChange={setPassphrase}
          />
          {problem && <ProblemBar>{problem}</ProblemBar>}
          <div class="row">
            <fluent-button type="submit" appearance="primary" data-id="check-backup" disabled={busy}>
              {busy ? <fluent-spinner size="tiny" /> : t('restore.do')}
            </fluent-button>
            <fluent-button
              type="button"
              data-id="without-check"
              onClick={() => {
                setProblem(undefined)
                setChecked(without)
              }}
            >
              {t('restore.without')}
            </fluent-button>
          </div>
        </form>
      )}
      {!standing && checked && (
        <>
          <fluent-message-bar intent="warning" role="alert" data-trust={checked.trust}>
            <span>{t(`restore.${checked.trust}`)}</span>
          </fluent-message-bar>
          {summary && <Summary summary={summary} />}
          {problem && <ProblemBar>{problem}</ProblemBar>}
          <div class="row">
            <fluent-button type="button" data-id="restore-back" onClick={onBack}>
              {t('app.cancel')}
            </fluent-button>
            <fluent-button
              type="button"
              class="danger"
              data-id="restore-anyway"
              onClick={() => void restore(checked.opened)}
            >
              {t('restore.anyway')}
            </fluent-button>
          </div>
        </>
      )}
    </main>
  )
}

/** How far it is, and a way to stop. */
export function Restoring({ standing }: { standing: NonNullable<Standing> }) {
  const { t } = useApp()
  const { step, done, all } = standing
  const text = {
    reading: () => t('restore.reading', { percent: Math.floor((100 * done) / (all || 1)) }),
    writing: () => t('restore.writing', { done, all }),
    lists: () => t('restore.lists'),
  }[step]()
  return <Running label={t('welcome.restore')} text={text} standing={standing} onStop={restoring.stop} />
}

/** What the file would bring, of what somebody could have changed for their own ends. */
function Summary({ summary }: { summary: BackupSummary }) {
  const { t } = useApp()
  const none = t('app.none')
  const role = ({ role: of, active }: BackupSummary['staff'][number]) =>
    [of ? t(`role.${of}`) : none, ...(active ? [] : [t('staff.inactive')])].join(', ')
  return (
    <section aria-labelledby="brings" data-id="restore-summary">
      <h2 id="brings">{t('restore.brings')}</h2>
      <p class="hint">{t('restore.compare')}</p>
      <dl class="details">
        <dt>{t('nav.company')}</dt>
        <dd>{summary.company}</dd>
        <dt>{t('restore.partnerIds')}</dt>
        <dd>{summary.partnerIds.join(', ') || none}</dd>
        <dt>{t('restore.site')}</dt>
        <dd>{summary.siteAddress || none}</dd>
        <dt>{t('restore.endpoint')}</dt>
        <dd>{summary.endpoint || none}</dd>
        <dt>{t('restore.replyKey')}</dt>
        <dd class="code">{summary.replyKey}</dd>
        <dt>{t('nav.staff')}</dt>
        <dd>
          {summary.staff.map((each) => (
            <div key={each.email}>
              {each.name}, {each.email}: {role(each)}
            </div>
          ))}
        </dd>
        <dt>{t('restore.portals')}</dt>
        <dd>
          {summary.portals.length
            ? summary.portals.map(({ name, address }) => (
                <div key={name}>
                  {name}: {address}
                </div>
              ))
            : none}
        </dd>
        <dt>{t('restore.records')}</dt>
        <dd>{summary.counts.map(({ table, n }) => `${t(`table.${table}`)}: ${n}`).join(' · ')}</dd>
      </dl>
    </section>
  )
}
