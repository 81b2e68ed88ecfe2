import { useState } from 'preact/hooks'
import { exportPublication, markOnline } from '#core/workspace/publishing.ts'
import { publicationStatus } from '#core/workspace/queries.ts'
import { Head } from '#extension/dashboard/Head.tsx'
import { OfferTable } from '#extension/dashboard/OfferTable.tsx'
import { useApp } from '#extension/ui/app.tsx'
import { download } from '#extension/ui/download.ts'
import { useLive } from '#extension/ui/live.ts'

/** Brings the pages online: export the publication, build the site from it, say that it answers. */
export function Publish() {
  const { t, db, speak, run, denied } = useApp()
  const status = useLive(() => publicationStatus(db, Date.now()), [db])
  const [file, setFile] = useState<string>()
  if (!status) return null
  const reason = denied('publication.export')

  async function save() {
    const exported = await run(exportPublication, undefined)
    if (!exported) return
    const name = `tilbud-publication-${exported.number}.jsonl`
    download(name, exported.text, 'application/x-ndjson')
    setFile(name)
  }

  const online = () => run(markOnline, { codes: [...status.exported] }, { done: t('publish.markedOnline'), undoable: true })
  const name = file ?? (status.last ? `tilbud-publication-${status.last.number}.jsonl` : 'tilbud-publication-1.jsonl')
  return (
    <>
      <Head title={t('nav.publish')} />
      <p>{t('publish.what')}</p>
      {status.stillOpen > 0 && <p class="warn">{t('publish.stillOpen', { n: status.stillOpen })}</p>}
      <ol class="steps">
        <li>
          <h2>{t('publish.step1')}</h2>
          <p class="hint">{t('publish.step1Hint')}</p>
          <fluent-button appearance="primary" data-id="export" disabled={reason !== null} title={reason ? t(`denied.${reason}`) : ''} onClick={() => void save()}>{t('publish.export')}</fluent-button>
          {status.last && <p class="hint" data-last>{t('publish.last', { number: status.last.number, when: speak.moment(status.last.at), n: status.last.codes.length })}</p>}
        </li>
        <li>
          <h2>{t('publish.step2')}</h2>
          <pre class="command">npm run site -- --publication {name} --out dist/site</pre>
          <p class="hint">{t('publish.step2Hint')}</p>
        </li>
        <li>
          <h2>{t('publish.step3')}</h2>
          {status.ready.length ? <OfferTable views={status.ready} /> : <p class="empty">{t('publish.allOnline')}</p>}
          {status.ready.length > 0 && status.exported.length === 0 && <p class="hint">{t('publish.exportFirst')}</p>}
          {status.exported.length > 0 && <fluent-button data-id="online" onClick={() => void online()}>{t('publish.online', { n: status.exported.length })}</fluent-button>}
        </li>
      </ol>
    </>
  )
}
