import { useState } from 'preact/hooks'
import { importFields, type ImportChange, type ImportFault } from '#core/workspace/importPlan.ts'
import { findImport, importKinds, type ImportKind, type ImportRun } from '#core/workspace/imports.ts'
import {
  end,
  isImporting,
  readFile,
  settleRun,
  stop,
  take,
  useImporting,
  useTaking,
  type Importing,
} from '#extension/dashboard/customers/importing.ts'
import type { PreviewRow } from '#extension/dashboard/customers/importMessages.ts'
import { Head } from '#extension/dashboard/Head.tsx'
import { RowTable, type RowPlace } from '#extension/dashboard/list/RowTable.tsx'
import { go } from '#extension/dashboard/route.ts'
import { Running } from '#extension/longWork/Running.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { Choices, ProblemBar } from '#extension/ui/fields.tsx'
import { FilePick } from '#extension/ui/FilePick.tsx'
import { useLive } from '#extension/ui/live.ts'
import { named } from '#extension/ui/words.ts'

const effects = ['new', 'changed', 'doubt', 'unchanged'] as const
const effectColours = {
  new: 'success',
  changed: 'informative',
  doubt: 'warning',
  unchanged: 'subtle',
} as const

/** What is taken unless a person says otherwise. */
const isTakenAtFirst = ({ effect }: PreviewRow) => effect === 'new' || effect === 'changed'

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
      <p class="crumbs">
        <a href="#/customers">{t('nav.customers')}</a>
      </p>
      <Head title={t('import.title')} />
      {now.state === 'taking' ? (
        <Taking />
      ) : (
        <>
          <LastRun />
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
            {now.state === 'reading' && <p role="status">{t('import.reading', { name: now.file.name })}</p>}
          </div>
          {now.state === 'planned' && <Preview key={now.file.name} now={now} mayTake={!reason} />}
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

/** Who imports, for the worker. */
function useBy() {
  const { chosen } = useApp()
  const { user } = useSession()
  return { actor: user.id, customerChosen: chosen !== null }
}

/** Takes an import back or keeps it, and says what came of it. */
function useSettle() {
  const { t, speak, showToast } = useApp()
  const by = useBy()
  return async (kind: 'undo' | 'keep', run: string) => {
    const problem = await settleRun(kind, run, by)
    if (!problem) return showToast({ text: t(kind === 'undo' ? 'import.takenBack' : 'import.kept') })
    const what = problem.code === 'wrongState' ? t('import.changedSince') : speak.problem(problem)
    showToast({ text: what, bad: true })
  }
}

/** The last import, which can be taken back until the next one, and more so where it was broken off. */
function LastRun() {
  const { t, db, speak } = useApp()
  const settle = useSettle()
  const last = useLive(async () => ({ run: await findImport(db), isBusy: await isImporting() }), [db])
  if (!last?.run) return null
  const { id, name, at, added, changed, rows, state }: ImportRun = last.run
  const isBroken = state === 'running'
  if (isBroken && last.isBusy) return <p class="warn">{t('import.busy')}</p>
  return (
    <section aria-labelledby="last-import" class="card">
      <h2 id="last-import">{t('import.lastTitle')}</h2>
      <p class={isBroken ? 'warn' : undefined}>
        {isBroken
          ? t('import.broken', { name, added, changed, rows })
          : t('import.last', { name, when: speak.moment(at), added, changed })}
      </p>
      <div class="row">
        <fluent-button data-id="import-undo" onClick={() => void settle('undo', id)}>
          {t('import.takeBack')}
        </fluent-button>
        {isBroken && (
          <fluent-button data-id="import-keep" onClick={() => void settle('keep', id)}>
            {t('import.keep')}
          </fluent-button>
        )}
      </div>
    </section>
  )
}

/** What each row would do, for a person to choose from. */
function Preview({ now, mayTake }: { now: Extract<Importing, { state: 'planned' }>; mayTake: boolean }) {
  const { t, chosen, showToast } = useApp()
  const by = useBy()
  const settle = useSettle()
  const { counts, rows, as } = now
  /** Rows that a person has switched on or off. */
  const [switched, setSwitched] = useState<ReadonlyMap<number, 1 | -1>>(new Map())
  const toggle = (row: PreviewRow) => {
    const next = new Map(switched)
    if (!next.delete(row.number)) next.set(row.number, isTakenAtFirst(row) ? -1 : 1)
    setSwitched(next)
  }
  const wanted = [...switched.values()].reduce((sum, by) => sum + by, counts.new + counts.changed)

  async function takeAll() {
    const taken = await take(by, new Set(switched.keys()))
    if (!taken) return
    const { run, added, changed, stopped } = taken
    if (!stopped)
      go(chosen && as === 'subscriptions' ? `/customers/${chosen.id}/subscriptions` : '/customers')
    showToast({
      text: t(stopped ? 'import.stopped' : 'import.done', { added, changed }),
      action: { label: t('app.undo'), run: () => void settle('undo', run) },
    })
  }

  return (
    <section aria-labelledby="preview">
      <h2 id="preview">{t('import.preview')}</h2>
      <p role="status">
        {effects.map((effect) => t(`import.count.${effect}`, { n: counts[effect] })).join(' · ')}
      </p>
      <RowTable
        class="list"
        rows={rows}
        idOf={({ number }) => String(number)}
        heights={{ line: 79, card: 150 }}
        head={
          <>
            <th scope="col" data-column="take">
              {t('import.take')}
            </th>
            <th scope="col" data-column="row" class="number">
              {t('import.row')}
            </th>
            <th scope="col" data-column="effect">
              {t('import.effect')}
            </th>
            <th scope="col" data-column="title">
              {t('customer.name')}
            </th>
            <th scope="col">{t('import.changes')}</th>
          </>
        }
      >
        {(row, place) => (
          <Row
            key={row.number}
            row={row}
            place={place}
            isTaken={isTakenAtFirst(row) !== switched.has(row.number)}
            onToggle={() => toggle(row)}
          />
        )}
      </RowTable>
      <div class="row end">
        <fluent-button onClick={end}>{t('app.cancel')}</fluent-button>
        {mayTake && wanted > 0 && (
          <fluent-button appearance="primary" data-id="import-take" onClick={() => void takeAll()}>
            {t('import.do', { n: wanted })}
          </fluent-button>
        )}
      </div>
    </section>
  )
}

type RowProps = Readonly<{ row: PreviewRow; place: RowPlace; isTaken: boolean; onToggle: () => void }>

function Row({ row, place, isTaken, onToggle }: RowProps) {
  const { t } = useApp()
  return (
    <tr data-effect={row.effect} {...place.row}>
      <td>
        <input
          type="checkbox"
          tabIndex={place.stop}
          aria-label={t('import.takeRow', { row: row.number })}
          checked={row.isTakeable && isTaken}
          disabled={!row.isTakeable}
          onChange={onToggle}
        />
      </td>
      <td class="number" data-label={t('import.row')}>
        {row.number}
      </td>
      <td>
        <fluent-badge appearance="tint" color={effectColours[row.effect]}>
          {t(`import.effect.${row.effect}`)}
        </fluent-badge>
      </td>
      <th scope="row">{row.title}</th>
      <td>
        {row.doubt && <p class="warn">{t(`import.doubt.${row.doubt}`)}</p>}
        {row.faults.map((fault) => (
          <p key={fault.path} class="warn">
            <Fault fault={fault} />
          </p>
        ))}
        {row.changes.map((change) => (
          <p key={change.field}>
            <Changed change={change} isNew={row.target === null} />
          </p>
        ))}
      </td>
    </tr>
  )
}

function Changed({ change: { field, before, after }, isNew }: { change: ImportChange; isNew: boolean }) {
  const { t } = useApp()
  return (
    <>
      {t(`import.field.${field}`)}:{' '}
      {!isNew && (
        <>
          <span class="before">{before || '–'}</span> →{' '}
        </>
      )}
      <strong>{after || '–'}</strong>
    </>
  )
}

/** A field, what its cell says where it could not be read, and what to do. */
function Fault({ fault: { path, rule, cell } }: { fault: ImportFault }) {
  const { t } = useApp()
  return (
    <>
      {named(t, importFields, path.split('.')[0]!, (field) => `import.field.${field}`)}:{' '}
      {cell && (
        <>
          <q>{cell}</q>{' '}
        </>
      )}
      {t(`rule.${rule}`)}
    </>
  )
}
