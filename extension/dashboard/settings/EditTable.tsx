import type { ComponentChildren } from 'preact'
import { useApp } from '#extension/ui/app.tsx'

type TableProps = Readonly<{ columns: readonly [string, string]; children: ComponentChildren }>

/** What a workspace has changed of a catalog: a name, what stands for it, and a last column with the buttons of each row. */
export function EditTable({ columns, children }: TableProps) {
  const { t } = useApp()
  return (
    <table class="list">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
          <th scope="col">
            <span class="visually-hidden">{t('app.edit')}</span>
          </th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}
