import { useState } from 'preact/hooks'
import type { Customer } from '#core/model/customer.ts'
import { logPasswordReset, temporaryPassword } from '#core/workspace/passwords.ts'
import { CopyButton } from '#extension/dashboard/CopyButton.tsx'
import { usePortal, type CustomerPortal } from '#extension/dashboard/customers/usePortal.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { TextField } from '#extension/ui/fields.tsx'

/** Leads through the reset of a password at Microsoft. The temporary password is shown once and lives in this form alone. */
export function Passwords({ customer }: { customer: Customer }) {
  const { t, speak, attempt, showToast } = useApp()
  const { user } = useSession()
  const [person, setPerson] = useState('')
  const [fault, setFault] = useState<string>()
  const [password, setPassword] = useState<string | null>(null)
  const portal = usePortal('users', customer)
  if (portal === undefined) return null

  async function done() {
    const outcome = await attempt(logPasswordReset, { customerId: customer.id, person })
    if (!outcome.ok) return setFault(speak.problem(outcome.problem))
    showToast({ text: t('password.logged', { person }) })
    setPassword(null)
    setPerson('')
  }

  return (
    <section aria-labelledby="passwords">
      <h2 id="passwords">{t('customer.tab.passwords')}</h2>
      <p class="hint">{t(user.support === 'full' ? 'password.fullMay' : 'password.limitedMay')}</p>
      <ol class="steps">
        <li>
          <h3>{t('password.who')}</h3>
          <TextField
            label={t('password.person')}
            name="password-person"
            hint={t('password.personHint')}
            value={person}
            onChange={(value) => {
              setPerson(value)
              setFault(undefined)
            }}
            fault={fault}
            maxlength={254}
          />
        </li>
        <li>
          <h3>{t('password.make')}</h3>
          <MakePassword password={password} onMade={setPassword} />
        </li>
        <li>
          <h3>{t('password.set')}</h3>
          <UsersPortal portal={portal} />
          <p class="hint">{t('password.setHint')}</p>
        </li>
        <li>
          <h3>{t('password.tell')}</h3>
          <p class="hint">{t('password.tellHint')}</p>
          <fluent-button appearance="primary" data-id="password-done" onClick={() => void done()}>
            {t('password.done')}
          </fluent-button>
        </li>
      </ol>
    </section>
  )
}

type MadeProps = Readonly<{ password: string | null; onMade: (password: string) => void }>

/** Makes a temporary password, and shows it from then on. */
function MakePassword({ password, onMade }: MadeProps) {
  const { t } = useApp()
  if (password === null)
    return (
      <fluent-button data-id="make-password" onClick={() => onMade(temporaryPassword())}>
        {t('password.makeIt')}
      </fluent-button>
    )
  return (
    <>
      <p class="password code" data-id="password">
        {password}
      </p>
      <CopyButton text={password} />
      <p class="hint">{t('password.once')}</p>
    </>
  )
}

/** Where the password is set at Microsoft, or what must be known of the customer first. */
function UsersPortal({ portal }: { portal: CustomerPortal | null }) {
  const { t } = useApp()
  const address = portal?.address
  if (!address || !('url' in address))
    return <p class="warn">{t(`portal.missing.${address?.missing ?? 'initial'}`)}</p>
  return (
    <a href={address.url} target="_blank" rel="noopener noreferrer" data-portal="users">
      {portal.name}
    </a>
  )
}
