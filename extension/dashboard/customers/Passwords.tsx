import { useState } from 'preact/hooks'
import type { Customer } from '#core/model/customer.ts'
import { logPasswordReset, temporaryPassword } from '#core/workspace/passwords.ts'
import { addressFor, portals } from '#core/workspace/portals.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { copyText } from '#extension/ui/clipboard.ts'
import { TextField } from '#extension/ui/fields.tsx'
import { useLive } from '#extension/ui/live.ts'

/** Leads through the reset of a password at Microsoft. The temporary password is shown once and lives in this form alone. */
export function Passwords({ customer }: { customer: Customer }) {
  const { t, db, speak, attempt, showToast } = useApp()
  const { company, user } = useSession()
  const [person, setPerson] = useState('')
  const [fault, setFault] = useState<string>()
  const [password, setPassword] = useState<string | null>(null)
  const all = useLive(() => portals(db, company.cloud), [db, company.cloud])
  if (!all) return null
  const portal = all.find((each) => each.id === 'users')
  const address = portal && addressFor(portal, customer, company.cloud)

  async function copy() {
    const copied = password !== null && (await copyText(password))
    showToast(copied ? { text: t('app.copied') } : { text: t('share.copyFailed'), bad: true })
  }

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
          {password === null ? (
            <fluent-button data-id="make-password" onClick={() => setPassword(temporaryPassword())}>
              {t('password.makeIt')}
            </fluent-button>
          ) : (
            <>
              <p class="password code" data-id="password">
                {password}
              </p>
              <fluent-button onClick={() => void copy()}>{t('app.copy')}</fluent-button>
              <p class="hint">{t('password.once')}</p>
            </>
          )}
        </li>
        <li>
          <h3>{t('password.set')}</h3>
          {address && 'url' in address ? (
            <a href={address.url} target="_blank" rel="noopener noreferrer" data-portal="users">
              {portal.name}
            </a>
          ) : (
            <p class="warn">{t(`portal.missing.${address?.missing ?? 'initial'}`)}</p>
          )}
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
