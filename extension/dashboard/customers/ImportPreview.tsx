import { useState } from 'preact/hooks'
import { importFields, type ImportChange, type ImportFault } from '#core/workspace/importPlan.ts'
import { end, take, type Importing } from '#extension/dashboard/customers/importing.ts'
import type { PreviewRow } from '#extension/dashboard/customers/importMessages.ts'
import { useBy, useSettle } from '#extension/dashboard/customers/useSettle.ts'
import { RowTable, type RowPlace } from '#extension/dashboard/list/RowTable.tsx'
import { go } from '#extension/dashboard/route.ts'
import { useApp } from '#extension/ui/app.tsx'
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

/** What a row says is a line each. */
function heightsOf({ doubt, faults, changes }: PreviewRow) {
  const lines = Math.max(1, Number(doubt !== null) + faults.length + changes.length)
  return { line: 19 + 20 * lines, card: 90 + 20 * lines }
}

type PreviewProps = Readonly<{ now: Extract<Importing, { state: 'planned' }>; mayTake: boolean }>

/** What each row would do, for a person to choose from. */
export function ImportPreview({ now, mayTake }: PreviewProps) {
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
      {/* Before the rows, of which there may be thousands. */}
      <div class="row import-do">
        {mayTake && wanted > 0 && (
          <fluent-button appearance="primary" data-id="import-take" onClick={() => void takeAll()}>
            {t('import.do', { n: wanted })}
          </fluent-button>
        )}
        <fluent-button onClick={end}>{t('app.cancel')}</fluent-button>
      </div>
      <RowTable
        class="list"
        rows={rows}
        idOf={({ number }) => String(number)}
        heightsOf={heightsOf}
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
