import { useState } from 'preact/hooks'
import { staff } from '#core/workspace/staff.ts'
import { Head } from '#extension/dashboard/Head.tsx'
import { go } from '#extension/dashboard/route.ts'
import { NewUser } from '#extension/dashboard/staff/UserForm.tsx'
import { UserPage } from '#extension/dashboard/staff/UserPage.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { useLive } from '#extension/ui/live.ts'

/** The staff: active users, and one of them in full. Closed for editing while a customer is chosen. */
export function Staff({ rest: [userId, tab] }: { rest: readonly string[] }) {
  const { t, db, denied, chosen, setChosen } = useApp()
  const { user: me, company } = useSession()
  const [adding, setAdding] = useState(false)
  const [all, setAll] = useState(false)
  const people = useLive(() => staff(db), [db])
  if (!people) return null
  const view = people.find((each) => each.user.id === userId)
  const reason = denied('staff.edit')
  const closed = (
    <>
      {chosen && (
        <p class="notice" role="note">
          {t('staff.closed', { company: company.name, customer: chosen.name })}{' '}
          <fluent-button size="small" data-id="leave-for-staff" onClick={() => setChosen(null)}>
            {t('acting.leave')}
          </fluent-button>
        </p>
      )}
      {!chosen && reason && <p class="hint">{t(`denied.${reason}`)}</p>}
    </>
  )
  if (view)
    return (
      <>
        {closed}
        <UserPage key={view.user.id} view={view} tab={tab ?? 'details'} />
      </>
    )
  const active = people.filter(({ user }) => user.active)
  const shown = all ? people : active
  return (
    <>
      <Head title={t('staff.title', { company: company.name })}>
        {!reason && (
          <fluent-button appearance="primary" data-id="add-user" onClick={() => setAdding(true)}>
            {t('staff.add')}
          </fluent-button>
        )}
      </Head>
      {closed}
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
          {shown.map(({ user, hasPassphrase }) => (
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
