import { useEffect, useRef, useState } from 'preact/hooks'
import { undo, type Undo } from '#core/workspace/command.ts'
import { exportPublication, markOnline, readPublicationStatus } from '#core/workspace/publishing.ts'
import { Head } from '#extension/dashboard/Head.tsx'
import { OfferTable } from '#extension/dashboard/offers/OfferTable.tsx'
import { mayBeForced } from '#extension/publisher/messages.ts'
import { usePublisher } from '#extension/publisher/usePublisher.ts'
import { useApp } from '#extension/ui/app.tsx'
import { useNow } from '#extension/ui/clock.ts'
import { download, downloadBlob } from '#extension/ui/download.ts'
import { ProblemBar } from '#extension/ui/fields.tsx'
import { useLive } from '#extension/ui/live.ts'

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

/** The ways to a site: a zip, a folder, or the file that a build machine draws it from. */
function Draw({ disabled, last }: { disabled: boolean; last: Last }) {
  const { t, speak, run: command, attempt, showToast } = useApp()
  const { run, start, stop } = usePublisher()
  const [target, setTarget] = useState('')
  /** The folder that was chosen last. */
  const chosen = useRef<FileSystemDirectoryHandle | null>(null)
  /** What takes the number back that a site without end has used up. */
  const numberUsed = useRef<Undo | null>(null)
  const takeBack = async () => {
    const used = numberUsed.current
    numberUsed.current = null
    if (used) await command(undo, used)
  }
  // Leaving the screen stops the drawing.
  useEffect(() => () => void takeBack(), [])

  async function publish(folder: FileSystemDirectoryHandle | null, mayGoOn = false) {
    const exported = await attempt(exportPublication, undefined)
    if (!exported.ok) return showToast({ text: speak.problem(exported.problem), bad: true })
    const { number, text } = exported.value
    const name = folder?.name ?? `tilbud-site-${number}.zip`
    setTarget(name)
    numberUsed.current = exported.undo
    const end = await start(folder ? { kind: 'folder', text, folder, mayGoOn } : { kind: 'zip', text })
    if (end.state === 'failed') return takeBack()
    numberUsed.current = null
    if (end.state === 'done' && end.blob) downloadBlob(name, end.blob)
  }

  async function chooseFolder() {
    // Closing the picker is no fault.
    chosen.current = await pickFolder!({ id: 'tilbud-site', mode: 'readwrite' }).catch(() => null)
    if (chosen.current) await publish(chosen.current)
  }

  async function stopNow() {
    stop()
    await takeBack()
    showToast({ text: t(target.endsWith('.zip') ? 'publish.stopped' : 'publish.stoppedFolder') })
  }

  async function exportFile() {
    const exported = await command(exportPublication, undefined)
    if (exported)
      download(`tilbud-publication-${exported.number}.jsonl`, exported.text, 'application/x-ndjson')
  }

  if (run.state === 'running') {
    return (
      <div class="running">
        <progress aria-label={t('publish.step1')} value={run.done} max={run.total || 1} />
        <p role="status">{t('publish.running', { done: run.done, total: run.total })}</p>
        <fluent-button data-id="stop" onClick={() => void stopNow()}>
          {t('work.stop')}
        </fluent-button>
      </div>
    )
  }
  return (
    <>
      <div class="row">
        <fluent-button
          appearance="primary"
          data-id="zip"
          disabled={disabled}
          onClick={() => void publish(null)}
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
        {run.state === 'done' && (
          <p class="good">
            {t(run.blob ? 'publish.doneZip' : 'publish.doneFolder', { n: run.files, name: target })}
          </p>
        )}
      </div>
      {run.state === 'failed' && <ProblemBar>{t(`publish.fault.${run.why.fault}`, run.why)}</ProblemBar>}
      {run.state === 'failed' && mayBeForced(run.why) && (
        <fluent-button data-id="replace" onClick={() => void publish(chosen.current, true)}>
          {t(run.why.fault === 'wouldLose' ? 'publish.replace' : 'publish.leave')}
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
