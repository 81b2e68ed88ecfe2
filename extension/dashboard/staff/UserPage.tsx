import { useState } from 'preact/hooks'
import { capabilities, denial } from '#core/access/access.ts'
import type { User } from '#core/model/user.ts'
import { setUserActive, type StaffView } from '#core/workspace/staff.ts'
import { Crumbs } from '#extension/dashboard/Crumbs.tsx'
import { Head } from '#extension/dashboard/Head.tsx'
import { ChangeVaultKey } from '#extension/dashboard/settings/ChangeVaultKey.tsx'
import { SetPassphrase } from '#extension/dashboard/staff/SetPassphrase.tsx'
import { EditUser } from '#extension/dashboard/staff/UserForm.tsx'
import { Tabs } from '#extension/dashboard/Tabs.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { CommandDialog } from '#extension/ui/CommandDialog.tsx'

const tabs = ['details', 'settings', 'may'] as const
type Tab = (typeof tabs)[number]

/** What is open over the page of a person. */
type Over = 'passphrase' | 'deactivate' | 'vaultKey'

/** One person: details, the two questions of access, and what follows from them. */
export function UserPage({ view, tab: place }: { view: StaffView; tab: string }) {
  const { t, denied } = useApp()
  const { user: me } = useSession()
  const [over, setOver] = useState<Over | null>(null)
  const { user, hasPassphrase } = view
  const tab = tabs.find((each) => each === place) ?? 'details'
  const noEdit = denied('staff.edit') ?? (user.role === 'global' ? denied('staff.roles') : null)
  const noRoles = denied('staff.roles')
  const close = () => setOver(null)
  return (
    <>
      <Crumbs to="staff" />
      <Head title={user.name}>
        <Actions view={view} onOpen={setOver} />
      </Head>
      {!user.active && (
        <p class="facts">
          <fluent-badge appearance="tint" color="subtle">
            {t('staff.inactive')}
          </fluent-badge>
        </p>
      )}
      <Tabs
        label={user.name}
        current={tab}
        tabs={tabs.map((each) => ({
          name: each,
          to: `/staff/${user.id}/${each}`,
          text: t(`staff.tab.${each}`),
        }))}
      />
      <Content
        key={`${user.id}${tab}`}
        user={user}
        tab={tab}
        readOnly={tab === 'settings' ? noRoles !== null : noEdit !== null}
      />
      {over === 'vaultKey' && <ChangeVaultKey onClose={close} />}
      {over === 'deactivate' && (
        <Deactivate view={view} onChangeKey={() => setOver('vaultKey')} onClose={close} />
      )}
      {over === 'passphrase' && (
        <SetPassphrase user={user} own={user.id === me.id && hasPassphrase} onClose={close} />
      )}
    </>
  )
}

/** What may be done about the person: a passphrase, leaving and coming back. */
function Actions({
  view: { user, hasPassphrase },
  onOpen,
}: {
  view: StaffView
  onOpen: (over: Over) => void
}) {
  const { t, run, denied } = useApp()
  const { user: me } = useSession()
  const noRoles = denied('staff.roles')
  const mayActivate = !denied('staff.edit') && (user.role === null || !noRoles)
  return (
    <>
      {user.active && (user.id === me.id || !noRoles) && (
        <fluent-button data-id="set-passphrase" onClick={() => onOpen('passphrase')}>
          {t(hasPassphrase ? 'staff.changePassphrase' : 'staff.setPassphrase')}
        </fluent-button>
      )}
      {mayActivate && user.active && (
        <fluent-button class="danger" data-id="deactivate" onClick={() => onOpen('deactivate')}>
          {t('staff.deactivate')}
        </fluent-button>
      )}
      {mayActivate && !user.active && (
        <fluent-button
          data-id="activate"
          onClick={() =>
            void run(setUserActive, { id: user.id, active: true }, { done: t('app.saved'), undoable: true })
          }
        >
          {t('staff.activate')}
        </fluent-button>
      )}
    </>
  )
}

/** Asks whether the person has left. Whoever knew the vault's key is a reason for another one. */
function Deactivate({
  view: { user, hasPassphrase },
  onChangeKey,
  onClose,
}: {
  view: StaffView
  onChangeKey: () => void
  onClose: () => void
}) {
  const { t, attempt, denied } = useApp()
  const knowsKey = user.active && hasPassphrase && !denied('staff.roles')
  return (
    <CommandDialog
      title={`${user.name}: ${t('staff.deactivate')}`}
      run={() => attempt(setUserActive, { id: user.id, active: false })}
      done={t(knowsKey ? 'staff.deactivatedKey' : 'staff.deactivated', { name: user.name })}
      next={knowsKey ? { label: t('vault.changeKey'), run: onChangeKey } : undefined}
      id="deactivate-sure"
      action={t('staff.deactivate')}
      danger
      onClose={onClose}
    >
      <p>{t('staff.deactivateWhat', { name: user.name })}</p>
    </CommandDialog>
  )
}

function Content({ user, tab, readOnly }: { user: User; tab: Tab; readOnly: boolean }) {
  const { t } = useApp()
  if (tab === 'may') return <May user={user} />
  if (!readOnly) return <EditUser user={user} part={tab} />
  return (
    <dl class="details">
      {tab === 'details' ? (
        <>
          <dt>{t('customer.email')}</dt>
          <dd>{user.email}</dd>
          <dt>{t('staff.alternateEmail')}</dt>
          <dd>{user.alternateEmail || '–'}</dd>
          <dt>{t('customer.phone')}</dt>
          <dd>{user.phone || '–'}</dd>
        </>
      ) : (
        <>
          <dt>{t('staff.ownAccess')}</dt>
          <dd>{user.role ? t(`role.${user.role}`) : t('app.none')}</dd>
          <dt>{t('staff.supportAccess')}</dt>
          <dd>{t(`support.${user.support}`)}</dd>
        </>
      )}
    </dl>
  )
}

/** The capability table for one person, in plain words. What depends on a customer's delegation is shown as if it were active. */
function May({ user }: { user: User }) {
  const { t } = useApp()
  const { company } = useSession()
  return (
    <>
      <p class="hint">{t('staff.mayHint')}</p>
      <table class="list">
        <thead>
          <tr>
            <th scope="col">{t('staff.what')}</th>
            <th scope="col">{t('staff.may')}</th>
            <th scope="col">{t('staff.why')}</th>
          </tr>
        </thead>
        <tbody>
          {capabilities.map((capability) => {
            const reason = denial({ user, company, delegation: 'active' }, capability)
            return (
              <tr key={capability} data-capability={capability}>
                <th scope="row">{t(`capability.${capability}`)}</th>
                <td data-label={t('staff.may')}>
                  {reason ? (
                    <span class="warn">{t('app.no')}</span>
                  ) : (
                    <span class="good">{t('app.yes')}</span>
                  )}
                </td>
                <td data-label={reason ? t('staff.why') : undefined}>
                  {reason ? t(`denied.${reason}`) : ''}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}
