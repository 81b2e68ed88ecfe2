import { useEffect } from 'preact/hooks'
import type { readPublicationStatus } from '#core/workspace/publishing.ts'
import { progressText } from '#extension/dashboard/publish/progress.ts'
import { pickFolder, usePublisher, type Result } from '#extension/dashboard/publish/usePublisher.ts'
import { Running } from '#extension/longWork/Running.tsx'
import type { Carried } from '#extension/publisher/carried.ts'
import { mayBeForced } from '#extension/publisher/messages.ts'
import { publishing } from '#extension/publisher/publishing.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { ProblemBar } from '#extension/ui/fields.tsx'

type Last = Awaited<ReturnType<typeof readPublicationStatus>>['last']

type DrawProps = Readonly<{
  disabled: boolean
  last: Last
  /** What is known of where the pages are carried to; null while it is read. */
  carried: Carried | null
  onDrawn: () => void
}>

/** The ways to a site: a zip, a folder, or the file that a build machine draws it from. */
export function Draw({ disabled, last, carried, onDrawn }: DrawProps) {
  const { t, speak } = useApp()
  const { siteAddress } = useSession().company
  const { standing, result, makeZip, packMoved, chooseFolder, goOn, exportFile } = usePublisher()
  useEffect(onDrawn, [result])
  if (standing) {
    return (
      <Running
        label={t('publish.step1')}
        text={progressText(t, standing)}
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
          onClick={() => void makeZip('all')}
        >
          {t('publish.zip')}
        </fluent-button>
        {carried?.held && (
          <fluent-button data-id="zip-changes" disabled={disabled} onClick={() => void makeZip('changes')}>
            {t('publish.zipChanges')}
          </fluent-button>
        )}
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
      {carried?.held && <p class="hint">{t('publish.zipChangesHint')}</p>}
      {pickFolder && <p class="hint">{t('publish.folderHint')}</p>}
      <LastRun result={result} onGoOn={() => void goOn()} />
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
      <details>
        <summary>{t('publish.moved')}</summary>
        <p class="hint">{t('publish.movedHint', { address: siteAddress })}</p>
        <fluent-button data-id="zip-moved" disabled={disabled} onClick={() => void packMoved()}>
          {t('publish.zipMoved')}
        </fluent-button>
      </details>
    </>
  )
}

/** What became of the last run, and the way on where a person may overrule what holds it up. */
function LastRun({ result, onGoOn }: { result: Result | null; onGoOn: () => void }) {
  const { t } = useApp()
  return (
    <>
      <div role="status">
        {result && 'files' in result && (
          <p class="good">
            {t(result.zip ? 'publish.doneZip' : 'publish.doneFolder', {
              n: result.files,
              name: result.name,
              guide: t('guide.file'),
            })}
          </p>
        )}
      </div>
      {result && 'problem' in result && (
        <ProblemBar>{t(`publish.problem.${result.problem}`, result)}</ProblemBar>
      )}
      {result && 'problem' in result && mayBeForced(result) && (
        <fluent-button data-id="replace" onClick={onGoOn}>
          {t(result.problem === 'wouldLose' ? 'publish.replace' : 'publish.leave')}
        </fluent-button>
      )}
    </>
  )
}
