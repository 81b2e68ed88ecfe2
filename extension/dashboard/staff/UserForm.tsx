import { useState } from 'preact/hooks'
import type { FieldFault } from '#core/model/problem.ts'
import { companyRoles, supportLevels, type User, type UserInput } from '#core/model/user.ts'
import { addUser, saveUser } from '#core/workspace/staff.ts'
import { useApp } from '#extension/ui/app.tsx'
import { Check, Choices, TextField, faultOf } from '#extension/ui/fields.tsx'
import { FormEnd, useSaving } from '#extension/ui/form.tsx'
import { useTyped } from '#extension/ui/unsaved.ts'

type FieldsProps = { form: UserInput; onChange: (form: UserInput) => void; faults?: readonly FieldFault[] }

/** Who the person is. */
export function DetailFields({ form, onChange, faults = [] }: FieldsProps) {
  const { t } = useApp()
  const set = (part: Partial<UserInput>) => onChange({ ...form, ...part })
  const fault = (path: string) => faultOf(t, faults, path)
  return (
    <>
      <TextField
        label={t('customer.name')}
        name="user-name"
        value={form.name}
        onChange={(name) => set({ name })}
        fault={fault('name')}
        maxlength={80}
      />
      <TextField
        label={t('customer.email')}
        name="user-email"
        type="email"
        value={form.email}
        onChange={(email) => set({ email })}
        fault={fault('email')}
      />
      <TextField
        label={t('staff.alternateEmail')}
        name="user-alternate"
        type="email"
        hint={t('staff.alternateEmailHint')}
        value={form.alternateEmail}
        onChange={(alternateEmail) => set({ alternateEmail })}
        fault={fault('alternateEmail')}
      />
      <TextField
        label={t('customer.phone')}
        name="user-phone"
        type="tel"
        value={form.phone}
        onChange={(phone) => set({ phone })}
        fault={fault('phone')}
      />
    </>
  )
}

/** The two questions of Microsoft's settings tab, which are independent of each other. */
export function AccessFields({ form, onChange }: FieldsProps) {
  const { t } = useApp()
  return (
    <>
      <fieldset class="choices">
        <legend>{t('staff.ownAccess')}</legend>
        <p class="hint">{t('staff.ownAccessHint')}</p>
        <Check
          label={t('staff.ownYes')}
          checked={form.role !== null}
          onChange={(yes) => onChange({ ...form, role: yes ? 'service' : null })}
        />
        {form.role !== null && (
          <Choices
            label={t('staff.role')}
            value={form.role}
            options={companyRoles.map((each) => [each, t(`role.${each}`), t(`role.${each}May`)])}
            onChange={(role) => onChange({ ...form, role })}
          />
        )}
      </fieldset>
      <Choices
        label={t('staff.supportAccess')}
        value={form.support}
        options={supportLevels.map((each) => [each, t(`support.${each}`), t(`support.${each}May`)])}
        onChange={(support) => onChange({ ...form, support })}
      />
    </>
  )
}

/** Adds somebody to the staff. */
export function NewUser({ onClose, onAdded }: { onClose: () => void; onAdded: (id: string) => void }) {
  const { t, speak, attempt, denied } = useApp()
  const [form, setForm] = useState<UserInput>({
    name: '',
    email: '',
    alternateEmail: '',
    phone: '',
    role: null,
    support: 'none',
  })
  const { faults, problem, onSubmit } = useSaving(
    () => attempt(addUser, { ...form, language: speak.language }),
    onAdded,
    form,
  )
  const noRoles = denied('staff.roles')

  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <DetailFields form={form} onChange={setForm} faults={faults} />
      {noRoles ? (
        <p class="hint">{t('staff.rolesLater')}</p>
      ) : (
        <AccessFields form={form} onChange={setForm} />
      )}
      <FormEnd problem={problem} id="save-user" onCancel={onClose} />
    </form>
  )
}

const inputOf = ({ name, email, alternateEmail, phone, role, support }: User): UserInput => ({
  name,
  email,
  alternateEmail,
  phone,
  role,
  support,
})

/** Changes somebody: one tab's fields at a time. */
export function EditUser({ user, part }: { user: User; part: 'details' | 'settings' }) {
  const { t, attempt, showToast } = useApp()
  // Only what the form holds: deactivating somebody beside it is nothing that was typed.
  const [form, setForm] = useTyped<UserInput>(inputOf(user))
  const { faults, problem, elsewhere, onSubmit } = useSaving(
    (expected) => attempt(saveUser, { id: user.id, ...form }, expected),
    (_, undo) => showToast({ text: t('app.saved'), undo }),
    form,
    { table: 'users', key: user.id, record: user, place: `/staff/${user.id}/${part}`, followed: true },
  )

  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      {part === 'details' ? (
        <DetailFields form={form} onChange={setForm} faults={faults} />
      ) : (
        <AccessFields form={form} onChange={setForm} />
      )}
      <FormEnd problem={problem} elsewhere={elsewhere} id="save-user" />
    </form>
  )
}
