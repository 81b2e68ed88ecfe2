import { useState } from 'preact/hooks'
import { portalsDate } from '#core/catalog/portals.ts'
import { portals, resetPortal, type PortalView } from '#core/workspace/portals.ts'
import { EditTable } from '#extension/dashboard/settings/EditTable.tsx'
import { PortalForm } from '#extension/dashboard/settings/PortalForm.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { useLive } from '#extension/ui/live.ts'

/** A portal of one's own that nothing was typed of yet. */
const blank: PortalView = {
  id: '',
  name: '',
  address: '',
  use: 'own',
  hidden: false,
  changed: false,
  edit: null,
}

/** Microsoft's portals as this workspace opens them: each address can be changed or hidden, and own ones added. */
export function PortalSettings() {
  const { t, db, speak, denied } = useApp()
  const { company } = useSession()
  const [editing, setEditing] = useState<PortalView | null>(null)
  const all = useLive(() => portals(db, company.cloud), [db, company.cloud])
  if (!all) return null
  const reason = denied('portal.edit')
  return (
    <details data-id="portal-settings">
      <summary>{t('portal.settings')}</summary>
      <p class="hint">{t('portal.settingsHint', { date: speak.date(portalsDate) })}</p>
      {reason && <p class="hint">{t(`denied.${reason}`)}</p>}
      <EditTable columns={[t('portal.name'), t('portal.address')]}>
        {all.map((portal) => (
          <PortalRow key={portal.id} portal={portal} mayEdit={!reason} onEdit={() => setEditing(portal)} />
        ))}
      </EditTable>
      {!reason && (
        <fluent-button data-id="add-portal" onClick={() => setEditing(blank)}>
          {t('portal.add')}
        </fluent-button>
      )}
      {editing && (
        <PortalForm
          portal={all.find((each) => each.id === editing.id) ?? editing}
          onClose={() => setEditing(null)}
        />
      )}
    </details>
  )
}

type RowProps = Readonly<{ portal: PortalView; mayEdit: boolean; onEdit: () => void }>

function PortalRow({ portal: { id, name, address, use, hidden, changed }, mayEdit, onEdit }: RowProps) {
  const { t, run } = useApp()
  const reset = () => void run(resetPortal, { id }, { done: t('app.saved'), undoable: true })
  return (
    <tr>
      <th scope="row">
        {name}{' '}
        {hidden && (
          <fluent-badge appearance="tint" color="subtle">
            {t('portal.hidden')}
          </fluent-badge>
        )}
        {changed && (
          <fluent-badge appearance="tint" color="informative">
            {t('portal.changed')}
          </fluent-badge>
        )}
      </th>
      <td class="code small">{address}</td>
      <td class="number">
        {mayEdit && (
          <fluent-button
            size="small"
            appearance="subtle"
            aria-label={t('portal.editOf', { name })}
            data-portal-edit={id}
            onClick={onEdit}
          >
            {t('app.edit')}
          </fluent-button>
        )}
        {mayEdit && (changed || use === 'own') && (
          <fluent-button
            size="small"
            appearance="subtle"
            aria-label={t('portal.resetOf', { name })}
            onClick={reset}
          >
            {t(use === 'own' ? 'app.remove' : 'portal.reset')}
          </fluent-button>
        )}
      </td>
    </tr>
  )
}
