import { useState } from 'preact/hooks'
import { importKinds, type ImportKind } from '#core/workspace/imports.ts'
import { Crumbs } from '#extension/dashboard/Crumbs.tsx'
import {
  end,
  readFile,
  stop,
  useImporting,
  useTaking,
  type Importing,
} from '#extension/dashboard/customers/importing.ts'
import { ImportPreview } from '#extension/dashboard/customers/ImportPreview.tsx'
import { LastImport } from '#extension/dashboard/customers/LastImport.tsx'
import { Head } from '#extension/dashboard/Head.tsx'
import { Running } from '#extension/longWork/Running.tsx'
import { useApp } from '#extension/ui/app.tsx'
import { Choices, ProblemBar } from '#extension/ui/fields.tsx'
import { FilePick } from '#extension/ui/FilePick.tsx'

/** Takes in customers or subscriptions from a file: first what it would do, row by row, then what one has chosen of it. */
export function Import() {
  const { t, denied, chosen } = useApp()
  const [as, setAs] = useState<ImportKind>('customers')
  const now = useImporting()
  const kind = now.state === 'idle' ? as : now.as
  const reason = denied(kind === 'customers' ? 'customer.import' : 'subscription.edit')
  const choose = (next: ImportKind) => {
    setAs(next)
    if (now.state === 'planned') void readFile(now.file, next, chosen?.id ?? null)
  }
  return (
    <>
      <Crumbs to="customers" />
      <Head title={t('import.title')} />
      {now.state === 'taking' ? (
        <Taking />
      ) : (
        <>
          <LastImport />
          <div class="take-in">
            <Choices
              label={t('import.what')}
              value={kind}
              options={importKinds.map((each) => [
                each,
                t(`import.kind.${each}`),
                t(`import.kindHint.${each}`),
              ])}
              onChange={choose}
            />
            {kind === 'subscriptions' && chosen && (
              <p class="hint">{t('import.forChosen', { who: chosen.name })}</p>
            )}
            <FilePick
              title={t('import.file')}
              hint={t('import.fileHint')}
              name="import-file"
              accept=".csv,.txt,.tsv,text/csv"
              onFiles={([file]) => file && void readFile(file, kind, chosen?.id ?? null)}
            />
            {reason && <p class="warn">{t(`denied.${reason}`)}</p>}
            <ImportProblem now={now} />
            {now.state === 'reading' && <Reading name={now.file.name} />}
          </div>
          {now.state === 'planned' && <ImportPreview key={now.file.name} now={now} mayTake={!reason} />}
        </>
      )}
    </>
  )
}

/** Why nothing was read or taken; it names the row, where it was one. */
function ImportProblem({ now }: { now: Importing }) {
  const { t, speak } = useApp()
  const problem = 'problem' in now ? now.problem : undefined
  if (!problem) return null
  const { row, title } = problem.detail
  const what = speak.problem(problem)
  return (
    <ProblemBar>
      {row === undefined ? what : t('import.rowProblem', { row, title: title ?? '', what })}
    </ProblemBar>
  )
}

/** How far the file is read, and a way to stop: nothing has been written, so it ends at once. */
function Reading({ name }: { name: string }) {
  const { t } = useApp()
  const standing = useTaking()
  if (!standing) return null
  const { done, all } = standing
  const percent = Math.floor((100 * done) / (all || 1))
  return (
    <Running
      label={t('import.preview')}
      text={t('import.reading', { name, percent })}
      standing={standing}
      onStop={end}
    />
  )
}

/** How far it is, and a way to stop. It goes on while one looks at other screens. */
function Taking() {
  const { t } = useApp()
  const standing = useTaking()
  if (!standing) return null
  const { done, all } = standing
  return (
    <Running
      label={t('import.title')}
      text={t('import.taking', { done, all })}
      standing={standing}
      onStop={stop}
    />
  )
}
