import { useState } from 'preact/hooks'
import type { FieldProblem } from '#core/model/problem.ts'
import { companyRoles, supportLevels, type User, type UserInput } from '#core/model/user.ts'
import { addUser, saveUser } from '#core/workspace/staff.ts'
import { useApp } from '#extension/ui/app.tsx'
import { Check, Choices, ProblemBar, TextField, faultOf, useFocusFault } from '#extension/ui/fields.tsx'

type FieldsProps = { form: UserInput; onChange: (form: UserInput) => void; faults?: readonly FieldProblem[] }

/** Who the person is. */
export function DetailFields({ form, onChange, faults = [] }: FieldsProps) {
  const { t } = useApp()
  const set = (part: Partial<UserInput>) => onChange({ ...form, ...part })
  const fault = (path: string) => faultOf(t, faults, path)
  return (
    <>
      <TextField label={t('customer.name')} name="user-name" value={form.name} onChange={(name) => set({ name })} fault={fault('name')} maxlength={80} />
      <TextField label={t('customer.email')} name="user-email" type="email" value={form.email} onChange={(email) => set({ email })} fault={fault('email')} />
      <TextField label={t('staff.alternateEmail')} name="user-alternate" type="email" hint={t('staff.alternateEmailHint')} value={form.alternateEmail} onChange={(alternateEmail) => set({ alternateEmail })} fault={fault('alternateEmail')} />
      <TextField label={t('customer.phone')} name="user-phone" type="tel" value={form.phone} onChange={(phone) => set({ phone })} fault={fault('phone')} />
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
        <Check label={t('staff.ownYes')} checked={form.role !== null} onChange={(yes) => onChange({ ...form, role: yes ? 'service' : null })} />
        {form.role !== null && (
          <Choices label={t('staff.role')} value={form.role} options={companyRoles.map((each) => [each, t(`role.${each}`), t(`role.${each}May`)])} onChange={(role) => onChange({ ...form, role })} />
        )}
      </fieldset>
      <Choices label={t('staff.supportAccess')} value={form.support} options={supportLevels.map((each) => [each, t(`support.${each}`), t(`support.${each}May`)])} onChange={(support) => onChange({ ...form, support })} />
    </>
  )
}

/** Adds somebody to the staff. */
export function NewUser({ onClose, onAdded }: { onClose: () => void; onAdded: (id: string) => void }) {
  const { t, speak, attempt, denied } = useApp()
  const [form, setForm] = useState<UserInput>({ name: '', email: '', alternateEmail: '', phone: '', role: null, support: 'none' })
  const [faults, setFaults] = useState<readonly FieldProblem[]>([])
  const [problem, setProblem] = useState<string>()
  useFocusFault(faults)
  const noRoles = denied('staff.roles')

  async function save(event: Event) {
    event.preventDefault()
    const outcome = await attempt(addUser, { ...form, language: speak.language })
    if (outcome.ok) return onAdded(outcome.value)
    setFaults(outcome.problem.fields)
    setProblem(speak.problem(outcome.problem))
  }

  return (
    <form class="form" noValidate onSubmit={(event) => void save(event)}>
      <DetailFields form={form} onChange={setForm} faults={faults} />
      {noRoles ? <p class="hint">{t('staff.rolesLater')}</p> : <AccessFields form={form} onChange={setForm} />}
      {problem && <ProblemBar>{problem}</ProblemBar>}
      <div class="row end">
        <fluent-button type="button" onClick={onClose}>{t('app.cancel')}</fluent-button>
        <fluent-button type="submit" appearance="primary" data-id="save-user">{t('app.save')}</fluent-button>
      </div>
    </form>
  )
}

/** Changes somebody: one tab's fields at a time. */
export function EditUser({ user, part }: { user: User; part: 'details' | 'settings' }) {
  const { t, speak, attempt, showToast } = useApp()
  const [form, setForm] = useState<UserInput>(user)
  const [faults, setFaults] = useState<readonly FieldProblem[]>([])
  const [problem, setProblem] = useState<string>()
  useFocusFault(faults)

  async function save(event: Event) {
    event.preventDefault()
    const { name, email, alternateEmail, phone, role, support } = form
    const outcome = await attempt(saveUser, { id: user.id, name, email, alternateEmail, phone, role, support })
    setFaults(outcome.ok ? [] : outcome.problem.fields)
    setProblem(outcome.ok ? undefined : speak.problem(outcome.problem))
    if (outcome.ok) showToast({ text: t('app.saved'), undo: outcome.undo })
  }

  return (
    <form class="form" noValidate onSubmit={(event) => void save(event)}>
      {part === 'details' ? <DetailFields form={form} onChange={setForm} faults={faults} /> : <AccessFields form={form} onChange={setForm} />}
      {problem && <ProblemBar>{problem}</ProblemBar>}
      <div class="row"><fluent-button type="submit" appearance="primary" data-id="save-user">{t('app.save')}</fluent-button></div>
    </form>
  )
}
