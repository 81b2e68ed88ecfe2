import { useEffect } from 'preact/hooks'
import { saving, setAside } from '#extension/dashboard/settings/backups.ts'
import { BrokenRecords } from '#extension/dashboard/settings/BrokenRecords.tsx'
import { Running } from '#extension/longWork/Running.tsx'
import { useStanding } from '#extension/longWork/work.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { downloadBlob } from '#extension/ui/download.ts'
import { useStore } from '#extension/ui/store.ts'

/** Saves a backup file, and says when the last one was made. @param atOnce the first one needs no press */
export function BackupSection({ atOnce = false }: { atOnce?: boolean }) {
  const { t, speak, denied } = useApp()
  const { workspace } = useSession()
  const reason = denied('workspace.backup')
  return (
    <section aria-labelledby="backup">
      <h2 id="backup">{t('backup.title')}</h2>
      <p>{t('backup.what')}</p>
      <p class="hint">
        {workspace.backupAt
          ? t('backup.last', { when: speak.moment(workspace.backupAt) })
          : t('backup.never')}
      </p>
      {reason ? <p class="hint">{t(`denied.${reason}`)}</p> : <BackupButton atOnce={atOnce} />}
    </section>
  )
}

/** Makes a backup and hands it over as a file. Says how far it is, and which records could not be saved as they should. */
function BackupButton({ atOnce }: { atOnce: boolean }) {
  const { t, speak, showToast } = useApp()
  const { user, workspace } = useSession()
  const standing = useStanding(saving)
  const broken = useStore(setAside)
  async function save() {
    setAside.set([])
    const saved = await saving.ask('save', { actor: user.id })
    saving.end()
    if (!saved.ok)
      return showToast({ text: speak.problem(saved.problem), bad: saved.problem.code !== 'stopped' })
    setAside.set(saved.value.broken)
    // With the time, so that a second one never replaces the first.
    const stamp = new Date().toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '')
    downloadBlob(`tilbud-backup-${stamp}.jsonl.gz`, saved.value.file)
    showToast({ text: t('backup.made') })
  }
  useEffect(() => {
    if (atOnce && !workspace.backupAt) void save()
  }, [])
  return (
    <>
      {standing ? (
        <Running
          label={t('backup.title')}
          text={t('backup.saving', { done: standing.done, all: standing.all })}
          standing={standing}
          onStop={saving.stop}
        />
      ) : (
        <fluent-button
          appearance={atOnce ? 'outline' : 'primary'}
          data-id="backup"
          onClick={() => void save()}
        >
          {t('backup.make')}
        </fluent-button>
      )}
      <BrokenRecords broken={broken} what={t('backup.broken', { n: broken.length })} />
    </>
  )
}
