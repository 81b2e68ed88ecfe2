import { useState } from 'preact/hooks'
import { portalPlaces } from '#core/catalog/portals.ts'
import { newId } from '#core/model/bytes.ts'
import { savePortal, type PortalView } from '#core/workspace/portals.ts'
import { useSaved } from '#extension/dashboard/useSaved.ts'
import { useApp } from '#extension/ui/app.tsx'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { Check, TextField, faultOf } from '#extension/ui/fields.tsx'
import { FormEnd, useSaving } from '#extension/ui/form.tsx'

type FormProps = Readonly<{ portal: PortalView; onClose: () => void }>

/** A portal's address, or whether it is hidden; of an own one its name too. */
export function PortalForm(props: FormProps) {
  const { t } = useApp()
  return (
    <Dialog label={props.portal.name || t('portal.add')} onClose={props.onClose}>
      <Form {...props} />
    </Dialog>
  )
}

function Form({ portal, onClose }: FormProps) {
  const { t, attempt } = useApp()
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
    useSaved(onClose),
    [name, address, hidden],
    portal.id ? { table: 'portalEdits', key: portal.id, record: portal.edit, place: '/settings' } : undefined,
  )

  return (
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
  )
}
