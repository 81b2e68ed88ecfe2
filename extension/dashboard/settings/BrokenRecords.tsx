import type { BrokenRecord } from '#core/exchange/backup.ts'
import { useApp } from '#extension/ui/app.tsx'

/** As many as a person reads; the rest are counted in the sentence above them. */
const shown = 50

/** Names the records that a backup has set aside; nothing where there are none. */
export function BrokenRecords({ broken, what }: { broken: readonly BrokenRecord[]; what: string }) {
  const { t } = useApp()
  if (!broken.length) return null
  return (
    <div class="notice" role="status" data-id="broken-records">
      <p>{what}</p>
      <ul>
        {broken.slice(0, shown).map(({ table, key }) => (
          <li key={`${table} ${key}`}>
            {t(`table.${table}`)} <span class="code small">{key}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
