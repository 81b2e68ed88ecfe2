import { useMemo, useState } from 'preact/hooks'
import { decode, largestTable } from '#core/exchange/csv.ts'
import { Problem } from '#core/model/problem.ts'
import type { ImportChange, ImportFault, ImportRow } from '#core/workspace/importPlan.ts'
import {
  importCustomers,
  importKinds,
  importSubscriptions,
  previewImport,
  type ImportKind,
} from '#core/workspace/imports.ts'
import { Head } from '#extension/dashboard/Head.tsx'
import { RowTable } from '#extension/dashboard/list/RowTable.tsx'
import { go } from '#extension/dashboard/route.ts'
import { useApp } from '#extension/ui/app.tsx'
import { Choices, ProblemBar } from '#extension/ui/fields.tsx'
import { FilePick } from '#extension/ui/FilePick.tsx'
import type { ScreenKey } from '#extension/ui/words.ts'

const effects = ['new', 'changed', 'doubt', 'unchanged'] as const
/** What a person has to look at comes first. */
const order = ['doubt', 'changed', 'new', 'unchanged'] as const
const effectColours = {
  new: 'success',
  changed: 'informative',
  doubt: 'warning',
  unchanged: 'subtle',
} as const

/** Takes in customers or subscriptions from a file: first what it would do, row by row, then what one has chosen of it. */
export function Import() {
  const { t, db, speak, attempt, denied, chosen, showToast } = useApp()
  const [kind, setKind] = useState<ImportKind>('customers')
  const [file, setFile] = useState<{ name: string; text: string } | null>(null)
  const [rows, setRows] = useState<readonly ImportRow[]>([])
  const [taken, setTaken] = useState<ReadonlySet<number>>(new Set())
  const [problem, setProblem] = useState<string>()
  const reason = denied(kind === 'customers' ? 'customer.import' : 'subscription.edit')

  async function read(next: { name: string; text: string }, as: ImportKind) {
    setProblem(undefined)
    setFile(next)
    const plan = await previewImport(db, as, next.text, chosen?.id ?? null)
    if (plan instanceof Problem) {
      setRows([])
      return setProblem(speak.problem(plan))
    }
    setRows(plan)
    setTaken(
      new Set(
        plan.filter(({ effect }) => effect === 'new' || effect === 'changed').map(({ number }) => number),
      ),
    )
  }

  async function choose([picked]: File[]) {
    if (!picked) return
    if (picked.size > largestTable) {
      setFile(null)
      setRows([])
      setProblem(speak.problem(new Problem('tableTooLarge', { mb: largestTable / 1_000_000 })))
    } else {
      const text = decode(new Uint8Array(await picked.arrayBuffer()))
      await read({ name: picked.name, text }, kind)
    }
  }

  /** Names the row that was refused, where it was one. */
  function refusal(refused: Problem): string {
    const { row, title } = refused.detail
    const what = speak.problem(refused)
    return row === undefined ? what : t('import.rowRefused', { row, title: title ?? '', what })
  }

  async function take() {
    if (!file) return
    const input = { text: file.text, rows: [...taken], chosen: chosen?.id ?? null }
    const outcome = await (kind === 'customers'
      ? attempt(importCustomers, input)
      : attempt(importSubscriptions, input))
    if (!outcome.ok) return setProblem(refusal(outcome.problem))
    go(chosen && kind === 'subscriptions' ? `/customers/${chosen.id}/subscriptions` : '/customers')
    showToast({ text: t('import.done', outcome.value), undo: outcome.undo })
  }

  const inOrder = useMemo(
    () => order.flatMap((effect) => rows.filter((row) => row.effect === effect)),
    [rows],
  )

  const toggle = (number: number) => {
    const next = new Set(taken)
    if (!next.delete(number)) next.add(number)
    setTaken(next)
  }

  return (
    <>
      <p class="crumbs">
        <a href="#/customers">{t('nav.customers')}</a>
      </p>
      <Head title={t('import.title')} />
      <div class="take-in">
        <Choices
          label={t('import.what')}
          value={kind}
          options={importKinds.map((each) => [each, t(`import.kind.${each}`), t(`import.kindHint.${each}`)])}
          onChange={(next) => {
            setKind(next)
            if (file) void read(file, next)
          }}
        />
        {kind === 'subscriptions' && chosen && (
          <p class="hint">{t('import.forChosen', { who: chosen.name })}</p>
        )}
        <FilePick
          title={t('import.file')}
          hint={t('import.fileHint')}
          name="import-file"
          accept=".csv,.txt,.tsv,text/csv"
          onFiles={(files) => void choose(files)}
        />
        {reason && <p class="warn">{t(`denied.${reason}`)}</p>}
        {problem && <ProblemBar>{problem}</ProblemBar>}
      </div>
      {rows.length > 0 && (
        <section aria-labelledby="preview">
          <h2 id="preview">{t('import.preview')}</h2>
          <p role="status">
            {effects
              .map((effect) =>
                t(`import.count.${effect}`, { n: rows.filter((row) => row.effect === effect).length }),
              )
              .join(' · ')}
          </p>
          <RowTable
            class="list"
            rows={inOrder}
            idOf={(row) => String(row.number)}
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
              <tr key={row.number} data-effect={row.effect} {...place.row}>
                <td>
                  <input
                    type="checkbox"
                    tabIndex={place.stop}
                    aria-label={t('import.takeRow', { row: row.number })}
                    checked={taken.has(row.number)}
                    disabled={row.input === null || row.effect === 'unchanged'}
                    onChange={() => toggle(row.number)}
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
            )}
          </RowTable>
          <div class="row end">
            <fluent-button
              onClick={() => {
                setFile(null)
                setRows([])
              }}
            >
              {t('app.cancel')}
            </fluent-button>
            {!reason && taken.size > 0 && (
              <fluent-button appearance="primary" data-id="import-take" onClick={() => void take()}>
                {t('import.do', { n: taken.size })}
              </fluent-button>
            )}
          </div>
        </section>
      )}
    </>
  )
}

function Changed({ change: { field, before, after }, isNew }: { change: ImportChange; isNew: boolean }) {
  const { t } = useApp()
  return (
    <>
      {t(`import.field.${field}` as ScreenKey)}:{' '}
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
      {t(`import.field.${path.split('.')[0]}` as ScreenKey)}:{' '}
      {cell && (
        <>
          <q>{cell}</q>{' '}
        </>
      )}
      {t(`rule.${rule}` as ScreenKey)}
    </>
  )
}
