import { useState } from 'preact/hooks'
import { portalPlaces, portalsDate } from '#core/catalog/portals.ts'
import { newId } from '#core/model/bytes.ts'
import { portals, resetPortal, savePortal, type PortalView } from '#core/workspace/portals.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { Check, TextField, faultOf } from '#extension/ui/fields.tsx'
import { FormEnd, useSaving } from '#extension/ui/form.tsx'
import { useLive } from '#extension/ui/live.ts'

/** Microsoft's portals as this workspace opens them: each address can be changed or hidden, and own ones added. */
export function PortalSettings() {
  const { t, db, speak, run, denied } = useApp()
  const { company } = useSession()
  const [editing, setEditing] = useState<PortalView | null>(null)
  const all = useLive(() => portals(db, company.cloud), [db, company.cloud])
  if (!all) return null
  const reason = denied('portal.edit')
  const blank: PortalView = {
    id: '',
    name: '',
    address: '',
    use: 'own',
    hidden: false,
    changed: false,
    edit: null,
  }
  return (
    <details data-id="portal-settings">
      <summary>{t('portal.settings')}</summary>
      <p class="hint">{t('portal.settingsHint', { date: speak.date(portalsDate) })}</p>
      {reason && <p class="hint">{t(`denied.${reason}`)}</p>}
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{t('portal.name')}</th>
            <th scope="col">{t('portal.address')}</th>
            <th scope="col">
              <span class="visually-hidden">{t('app.edit')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {all.map((portal) => (
            <tr key={portal.id}>
              <th scope="row">
                {portal.name}{' '}
                {portal.hidden && (
                  <fluent-badge appearance="tint" color="subtle">
                    {t('portal.hidden')}
                  </fluent-badge>
                )}
                {portal.changed && (
                  <fluent-badge appearance="tint" color="informative">
                    {t('portal.changed')}
                  </fluent-badge>
                )}
              </th>
              <td class="code small">{portal.address}</td>
              <td class="number">
                {!reason && (
                  <fluent-button
                    size="small"
                    appearance="subtle"
                    aria-label={t('portal.editOf', { name: portal.name })}
                    data-portal-edit={portal.id}
                    onClick={() => setEditing(portal)}
                  >
                    {t('app.edit')}
                  </fluent-button>
                )}
                {!reason && (portal.changed || portal.use === 'own') && (
                  <fluent-button
                    size="small"
                    appearance="subtle"
                    aria-label={t('portal.resetOf', { name: portal.name })}
                    onClick={() =>
                      void run(resetPortal, { id: portal.id }, { done: t('app.saved'), undoable: true })
                    }
                  >
                    {t(portal.use === 'own' ? 'app.remove' : 'portal.reset')}
                  </fluent-button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {!reason && (
        <fluent-button data-id="add-portal" onClick={() => setEditing(blank)}>
          {t('portal.add')}
        </fluent-button>
      )}
      {editing && (
        <Editor
          portal={all.find((each) => each.id === editing.id) ?? editing}
          onClose={() => setEditing(null)}
        />
      )}
    </details>
  )
}

function Editor({ portal, onClose }: { portal: PortalView; onClose: () => void }) {
  const { t, attempt, showToast } = useApp()
  const [name, setName] = useState(portal.name)
  const [address, setAddress] = useState(portal.address)
  const [hidden, setHidden] = useState(portal.hidden)
  const own = portal.use === 'own'
  const changed = own || address !== portal.address || portal.changed
  const { faults, problem, elsewhere, onSubmit } = useSaving(
    (expected) =>
      attempt(
        savePortal,
        { id: portal.id || newId(), own, name: own ? name : '', address: changed ? address : '', hidden },
        expected,
      ),
    (_, undo) => {
      showToast({ text: t('app.saved'), undo })
      onClose()
    },
    [name, address, hidden],
    portal.id ? { table: 'portalEdits', key: portal.id, record: portal.edit, place: '/settings' } : undefined,
  )

  return (
    <Dialog label={portal.name || t('portal.add')} onClose={onClose}>
      <form class="form" noValidate onSubmit={onSubmit}>
        <h2>{portal.name || t('portal.add')}</h2>
        {own && (
          <TextField
            label={t('portal.name')}
            name="portal-name"
            value={name}
            onChange={setName}
            fault={faultOf(t, faults, 'name')}
            maxlength={80}
          />
        )}
        <TextField
          label={t('portal.address')}
          name="portal-address"
          type="url"
          hint={t('portal.places', { places: portalPlaces.map((place) => `{${place}}`).join(' ') })}
          value={address}
          onChange={setAddress}
          fault={faultOf(t, faults, 'address')}
          maxlength={500}
        />
        <Check label={t('portal.hide')} checked={hidden} onChange={setHidden} />
        <FormEnd problem={problem} elsewhere={elsewhere} id="save-portal" onCancel={onClose} />
      </form>
    </Dialog>
  )
}
