import { useState } from 'preact/hooks'
import { staff, type StaffView } from '#core/workspace/staff.ts'
import { Head } from '#extension/dashboard/Head.tsx'
import { go } from '#extension/dashboard/route.ts'
import { NewUser } from '#extension/dashboard/staff/UserForm.tsx'
import { UserPage } from '#extension/dashboard/staff/UserPage.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { useLive } from '#extension/ui/live.ts'

/** The staff: active users, and one of them in full. Closed for editing while a customer is chosen. */
export function Staff({ rest: [userId, tab] }: { rest: readonly string[] }) {
  const { t, db, denied } = useApp()
  const { company } = useSession()
  const [adding, setAdding] = useState(false)
  const [all, setAll] = useState(false)
  const people = useLive(() => staff(db), [db])
  if (!people) return null
  const view = people.find((each) => each.user.id === userId)
  if (view)
    return (
      <>
        <Closed />
        <UserPage key={view.user.id} view={view} tab={tab ?? 'details'} />
      </>
    )
  const active = people.filter(({ user }) => user.active)
  return (
    <>
      <Head title={t('staff.title', { company: company.name })}>
        {!denied('staff.edit') && (
          <fluent-button appearance="primary" data-id="add-user" onClick={() => setAdding(true)}>
            {t('staff.add')}
          </fluent-button>
        )}
      </Head>
      <Closed />
      <p class="hint">{t('staff.guides')}</p>
      <div class="chips" role="group" aria-label={t('offers.filter')}>
        <button type="button" class="chip" aria-pressed={!all} onClick={() => setAll(false)}>
          {t('staff.active')} <span class="count">{active.length}</span>
        </button>
        {people.length > active.length && (
          <button type="button" class="chip" aria-pressed={all} onClick={() => setAll(true)}>
            {t('staff.all')} <span class="count">{people.length}</span>
          </button>
        )}
      </div>
      <StaffTable people={all ? people : active} />
      {adding && (
        <Dialog label={t('staff.add')} onClose={() => setAdding(false)}>
          <h2>{t('staff.add')}</h2>
          <NewUser
            onClose={() => setAdding(false)}
            onAdded={(id) => {
              setAdding(false)
              go(`/staff/${id}`)
            }}
          />
        </Dialog>
      )}
    </>
  )
}

/** Why nobody is changed now: a customer's data is being worked on, or the right is missing. */
function Closed() {
  const { t, denied, chosen, setChosen } = useApp()
  const { company } = useSession()
  const reason = denied('staff.edit')
  if (chosen)
    return (
      <p class="notice" role="note">
        {t('staff.closed', { company: company.name, customer: chosen.name })}{' '}
        <fluent-button size="small" data-id="leave-for-staff" onClick={() => setChosen(null)}>
          {t('acting.leave')}
        </fluent-button>
      </p>
    )
  return reason ? <p class="hint">{t(`denied.${reason}`)}</p> : null
}

function StaffTable({ people }: { people: readonly StaffView[] }) {
  const { t } = useApp()
  const { user: me } = useSession()
  return (
    <table class="list">
      <thead>
        <tr>
          <th scope="col">{t('customer.name')}</th>
          <th scope="col">{t('customer.email')}</th>
          <th scope="col">{t('staff.role')}</th>
          <th scope="col">{t('staff.support')}</th>
          <th scope="col">{t('staff.passphrase')}</th>
        </tr>
      </thead>
      <tbody>
        {people.map(({ user, hasPassphrase }) => (
          <tr key={user.id}>
            <th scope="row">
              <a href={`#/staff/${user.id}`}>{user.name}</a>
              {user.id === me.id && <span class="side"> {t('staff.you')}</span>}
              {!user.active && (
                <>
                  {' '}
                  <fluent-badge appearance="tint" color="subtle">
                    {t('staff.inactive')}
                  </fluent-badge>
                </>
              )}
            </th>
            <td>{user.email}</td>
            <td data-label={t('staff.role')}>{user.role ? t(`role.${user.role}`) : t('app.none')}</td>
            <td data-label={t('staff.support')}>{t(`support.${user.support}`)}</td>
            <td data-label={t('staff.passphrase')}>
              {hasPassphrase ? t('staff.hasPassphrase') : t('staff.noPassphrase')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
