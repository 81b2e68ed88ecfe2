import { useEffect, useRef, useState } from 'preact/hooks'
import type { Problem } from '#core/model/problem.ts'
import { markOnline, readPublicationStatus } from '#core/workspace/publishing.ts'
import type { Step } from '#core/workspace/watch.ts'
import { Head } from '#extension/dashboard/Head.tsx'
import { OfferTable } from '#extension/dashboard/offers/OfferTable.tsx'
import { Running } from '#extension/longWork/Running.tsx'
import { useStanding } from '#extension/longWork/work.ts'
import {
  mayBeForced,
  type DrawnFiles,
  type PublishProblem,
  type Target,
} from '#extension/publisher/messages.ts'
import { publishing } from '#extension/publisher/publishing.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { downloadBlob } from '#extension/ui/download.ts'
import { ProblemBar } from '#extension/ui/fields.tsx'
import { useLive } from '#extension/ui/live.ts'
import type { ScreenKey } from '#extension/ui/words.ts'

type FolderPicker = (options: { id: string; mode: 'readwrite' }) => Promise<FileSystemDirectoryHandle>

/** Chooses a folder; undefined where the browser cannot. */
const pickFolder = (globalThis as { showDirectoryPicker?: FolderPicker }).showDirectoryPicker

/** Brings the pages online: draw the site, put it where it lies, say that it answers. */
export function Publish() {
  const { t, db, denied, run } = useApp()
  const now = useNow()
  const status = useLive(() => readPublicationStatus(db, now), [db, now])
  if (!status) return null
  const reason = denied('publication.export')
  const online = () =>
    run(markOnline, { codes: [...status.exported] }, { done: t('publish.markedOnline'), undoable: true })
  return (
    <>
      <Head title={t('nav.publish')} />
      <p>{t('publish.what')}</p>
      {status.stillOpen > 0 && <p class="warn">{t('publish.stillOpen', { n: status.stillOpen })}</p>}
      <ol class="steps">
        <li>
          <h2>{t('publish.step1')}</h2>
          <p class="hint">{t('publish.step1Hint')}</p>
          {reason && <p class="hint">{t(`denied.${reason}`)}</p>}
          <Draw disabled={reason !== null} last={status.last} />
        </li>
        <li>
          <h2>{t('publish.step2')}</h2>
          <p class="hint">{t('publish.step2Hint')}</p>
        </li>
        <li>
          <h2>{t('publish.step3')}</h2>
          {status.ready.length ? (
            <OfferTable offers={status.ready} />
          ) : (
            <p class="empty">{t('publish.allOnline')}</p>
          )}
          {status.ready.length > 0 && status.exported.length === 0 && (
            <p class="hint">{t('publish.exportFirst')}</p>
          )}
          {status.exported.length > 0 && (
            <fluent-button data-id="online" onClick={() => void online()}>
              {t('publish.online', { n: status.exported.length })}
            </fluent-button>
          )}
        </li>
      </ol>
    </>
  )
}

type Last = Awaited<ReturnType<typeof readPublicationStatus>>['last']

/** What became of the last run of this screen. */
type Result = Readonly<{ name: string }> & (DrawnFiles | PublishProblem)

/** The ways to a site: a zip, a folder, or the file that a build machine draws it from. */
function Draw({ disabled, last }: { disabled: boolean; last: Last }) {
  const { t, speak, chosen, showToast } = useApp()
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

  async function publish(target: Target) {
    setResult(null)
    const done = await publishing.ask('publish', { by, target })
    if (!done.ok) {
      const { code, detail } = done.problem
      if (code === 'unexpected')
        return setResult({ name: '', problem: 'failed', detail: String(detail.what) })
      const isBegun = target.kind === 'folder' && lastStep.current === 'writing'
      return refuse(done.problem, isBegun ? 'publish.stoppedFolder' : 'publish.stopped')
    }
    const { value } = done
    if ('problem' in value) return setResult({ name: '', ...value })
    const name = target.kind === 'folder' ? target.folder.name : `tilbud-site-${value.number}.zip`
    setResult({ name, ...value })
    if (value.zip) downloadBlob(name, value.zip)
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

  if (standing) {
    const { step, done, all } = standing
    return (
      <Running
        label={t('publish.step1')}
        text={
          step === 'writing'
            ? t('publish.running', { done, total: all })
            : t('publish.reading', { done, all })
        }
        standing={standing}
        onStop={publishing.stop}
      />
    )
  }
  return (
    <>
      <div class="row">
        <fluent-button
          appearance="primary"
          data-id="zip"
          disabled={disabled}
          onClick={() => void publish({ kind: 'zip' })}
        >
          {t('publish.zip')}
        </fluent-button>
        {pickFolder && (
          <fluent-button
            data-id="folder"
            disabled={disabled}
            title={t('publish.folderHint')}
            onClick={() => void chooseFolder()}
          >
            {t('publish.folder')}
          </fluent-button>
        )}
      </div>
      {pickFolder && <p class="hint">{t('publish.folderHint')}</p>}
      <div role="status">
        {result && 'files' in result && (
          <p class="good">
            {t(result.zip ? 'publish.doneZip' : 'publish.doneFolder', { n: result.files, name: result.name })}
          </p>
        )}
      </div>
      {result && 'problem' in result && (
        <ProblemBar>{t(`publish.problem.${result.problem}`, result)}</ProblemBar>
      )}
      {result && 'problem' in result && mayBeForced(result) && (
        <fluent-button
          data-id="replace"
          onClick={() => void publish({ kind: 'folder', folder: folder.current!, mayGoOn: true })}
        >
          {t(result.problem === 'wouldLose' ? 'publish.replace' : 'publish.leave')}
        </fluent-button>
      )}
      {last && (
        <p class="hint" data-last>
          {t('publish.last', { number: last.number, when: speak.moment(last.at), n: last.codes.length })}
        </p>
      )}
      <details>
        <summary>{t('publish.elsewhere')}</summary>
        <p class="hint">{t('publish.elsewhereHint')}</p>
        <fluent-button data-id="export" disabled={disabled} onClick={() => void exportFile()}>
          {t('publish.export')}
        </fluent-button>
        <pre class="command">
          npm run site -- --publication tilbud-publication-{last?.number ?? 1}.jsonl --out dist/site
        </pre>
      </details>
    </>
  )
}
