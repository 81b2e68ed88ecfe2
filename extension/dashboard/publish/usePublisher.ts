import { useEffect, useRef, useState } from 'preact/hooks'
import type { Problem } from '#core/model/problem.ts'
import type { Step } from '#core/workspace/watch.ts'
import type { Done } from '#extension/longWork/messages.ts'
import { useStanding } from '#extension/longWork/work.ts'
import type { DrawnFiles, PublishProblem, Target } from '#extension/publisher/messages.ts'
import { publishing } from '#extension/publisher/publishing.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { downloadBlob } from '#extension/ui/download.ts'
import type { ScreenKey } from '#extension/ui/words.ts'

type FolderPicker = (options: { id: string; mode: 'readwrite' }) => Promise<FileSystemDirectoryHandle>

/** Chooses a folder; undefined where the browser cannot. */
export const pickFolder = (globalThis as { showDirectoryPicker?: FolderPicker }).showDirectoryPicker

/** What became of the last run of this screen. */
export type Result = DrawnFiles | PublishProblem

/** The publisher as this screen uses it: how far it is, what became of it, and the ways to run it. */
export function usePublisher() {
  const { t, speak, chosen, showToast } = useApp()
  const { language } = speak
  const { user } = useSession()
  const standing = useStanding(publishing)
  const lastStep = useRef<Step>('reading')
  if (standing) lastStep.current = standing.step
  const [result, setResult] = useState<Result | null>(null)
  /** The folder that was chosen last. */
  const folder = useRef<FileSystemDirectoryHandle | null>(null)
  const by = { actor: user.id, customerChosen: chosen !== null }
  // Leaving the screen stops it: nothing is published before all is drawn.
  useEffect(() => publishing.end, [])

  function refuse(problem: Problem, stopped: ScreenKey): void {
    const isStopped = problem.code === 'stopped'
    showToast({ text: isStopped ? t(stopped) : speak.problem(problem), bad: !isStopped })
  }

  /** Says what came of a run, and hands over what it packed. @param isBegun something of it may lie in a folder */
  function show(done: Done<DrawnFiles | PublishProblem>, isBegun: () => boolean): void {
    if (!done.ok) {
      const { code, detail } = done.problem
      if (code === 'unexpected') return setResult({ problem: 'failed', detail: String(detail.what) })
      return refuse(done.problem, isBegun() ? 'publish.stoppedFolder' : 'publish.stopped')
    }
    setResult(done.value)
    if ('zip' in done.value && done.value.zip) downloadBlob(done.value.name, done.value.zip)
  }

  async function publish(target: Target) {
    setResult(null)
    const done = await publishing.ask('publish', { by, target })
    show(done, () => target.kind === 'folder' && lastStep.current === 'writing')
  }

  async function packMoved() {
    setResult(null)
    show(await publishing.ask('packMoved', { by, language }), () => false)
  }

  async function chooseFolder() {
    // Closing the picker is no fault.
    folder.current = await pickFolder!({ id: 'tilbud-site', mode: 'readwrite' }).catch(() => null)
    if (folder.current) await publish({ kind: 'folder', folder: folder.current, mayGoOn: false })
  }

  async function exportFile() {
    setResult(null)
    const done = await publishing.ask('export', { by })
    if (!done.ok) return refuse(done.problem, 'publish.stopped')
    downloadBlob(`tilbud-publication-${done.value.number}.jsonl`, done.value.file)
  }

  return {
    standing,
    result,
    packMoved,
    makeZip: (what: 'all' | 'changes') => publish({ kind: 'zip', what, language }),
    chooseFolder,
    /** Goes on in the folder that was chosen, whatever stands in it. */
    goOn: () => publish({ kind: 'folder', folder: folder.current!, mayGoOn: true }),
    exportFile,
  }
}
