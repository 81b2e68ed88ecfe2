import { useState } from 'preact/hooks'
import type { BackupFile } from '#core/exchange/backup.ts'
import type { Opened } from '#core/workspace/passphrases.ts'
import { checkBackup, type Trust } from '#core/workspace/restore.ts'
import { restoring } from '#extension/dashboard/settings/backups.ts'
import { useApp } from '#extension/ui/app.tsx'

/** A file that was read and not restored yet. */
export type RestoreFile = Readonly<{ file: File; read: BackupFile }>

/** What is known of the file: who opened it and whether it is as it was saved. */
export type Checked = Readonly<{ opened: Opened | null; trust: Exclude<Trust, 'signed'> | 'unchecked' }>

/**
 * The way from a file to a workspace: its passphrase is tried, then it is
 * restored. One that is as it was saved is restored at once.
 */
export function useRestore({ file, read }: RestoreFile) {
  const { db, speak, setActor, setDataKey } = useApp()
  const [passphrase, setPassphrase] = useState('')
  const without: Checked = { opened: null, trust: read.mac ? 'unchecked' : 'unsigned' }
  /** Null while its passphrase has not been tried. */
  const [checked, setChecked] = useState<Checked | null>(read.head.vault.length ? null : without)
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)

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

  async function check() {
    setBusy(true)
    setProblem(undefined)
    const outcome = await checkBackup(db, read, passphrase)
    setBusy(false)
    if (!outcome.ok) return setProblem(speak.problem(outcome.problem))
    const { trust, ...opened } = outcome.value
    if (trust === 'signed') return restore(opened)
    setChecked({ opened, trust })
  }

  function goWithout() {
    setProblem(undefined)
    setChecked(without)
  }

  return { passphrase, setPassphrase, checked, problem, busy, check, goWithout, restore }
}
