import { useState } from 'preact/hooks'
import { today } from '#core/clock/clock.ts'
import { exampleUserId } from '#core/exchange/example/data.ts'
import { exampleRecords } from '#core/exchange/example/records.ts'
import { loadExample } from '#core/workspace/backup.ts'
import { restoring } from '#extension/dashboard/settings/backups.ts'
import type { RestoreFile } from '#extension/dashboard/setup/useRestore.ts'
import { useApp } from '#extension/ui/app.tsx'

/** The ways to a workspace other than setting one up, a backup and the example, and why one did not lead there. */
export function useWaysIn() {
  const { db, speak, setActor, setDataKey } = useApp()
  const [file, setFile] = useState<RestoreFile | null>(null)
  const [problem, setProblem] = useState<string>()
  const [isLoading, setLoading] = useState(false)

  async function openFile(chosen: File) {
    setProblem(undefined)
    const read = await restoring.ask('open', { file: chosen })
    if (read.ok) setFile({ file: chosen, read: read.value })
    else setProblem(speak.problem(read.problem))
  }

  /** Takes away what a restore that was broken off has brought. */
  async function clear() {
    setProblem(undefined)
    const cleared = await restoring.ask('clear', null)
    if (!cleared.ok) setProblem(speak.problem(cleared.problem))
  }

  async function openExample() {
    setLoading(true)
    const { records, dataKey } = await exampleRecords(today(Date.now(), 'Europe/Oslo'), speak.language)
    const opened = { dataKey, actor: exampleUserId }
    const outcome = await loadExample(db, records, Date.now(), opened)
    setLoading(false)
    if (!outcome.ok) return setProblem(speak.problem(outcome.problem))
    setDataKey(opened.dataKey)
    setActor(opened.actor)
  }

  return { file, closeFile: () => setFile(null), openFile, clear, openExample, isLoading, problem }
}
