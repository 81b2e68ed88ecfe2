import { useState } from 'preact/hooks'
import { capabilities, denial } from '#core/access/access.ts'
import type { User } from '#core/model/user.ts'
import { setPassphrase, setUserActive, type StaffView } from '#core/workspace/staff.ts'
import { Head } from '#extension/dashboard/Head.tsx'
import { ChangeVaultKey } from '#extension/dashboard/settings/ChangeVaultKey.tsx'
import { EditUser } from '#extension/dashboard/staff/UserForm.tsx'
import { Tabs } from '#extension/dashboard/Tabs.tsx'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { CommandDialog } from '#extension/ui/CommandDialog.tsx'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { ProblemBar } from '#extension/ui/fields.tsx'
import { BusyButton, PassphraseField } from '#extension/ui/Passphrase.tsx'
import { Unlock } from '#extension/ui/Unlock.tsx'

const tabs = ['details', 'settings', 'may'] as const
type Tab = (typeof tabs)[number]

/** One person: details, the two questions of access, and what follows from them. */
export function UserPage({ view: { user, hasPassphrase }, tab: place }: { view: StaffView; tab: string }) {
  const { t, run, attempt, denied } = useApp()
  const [leaving, setLeaving] = useState(false)
  const [setting, setSetting] = useState(false)
  const [changingKey, setChangingKey] = useState(false)
  const { user: me } = useSession()
  const tab = tabs.find((each) => each === place) ?? 'details'
  const noEdit = denied('staff.edit') ?? (user.role === 'global' ? denied('staff.roles') : null)
  const noRoles = denied('staff.roles')
  const mayActivate = !denied('staff.edit') && (user.role === null || !noRoles)
  /** Somebody who knew the vault's key has left: it should be another one. */
  const nextKey =
    user.active && hasPassphrase && !noRoles
      ? { label: t('vault.changeKey'), run: () => setChangingKey(true) }
      : undefined
  return (
    <>
      <p class="crumbs">
        <a href="#/staff">{t('nav.staff')}</a>
      </p>
      <Head title={user.name}>
        {user.active && (user.id === me.id || !noRoles) && (
          <fluent-button data-id="set-passphrase" onClick={() => setSetting(true)}>
            {t(hasPassphrase ? 'staff.changePassphrase' : 'staff.setPassphrase')}
          </fluent-button>
        )}
        {mayActivate && user.active && (
          <fluent-button class="danger" data-id="deactivate" onClick={() => setLeaving(true)}>
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
      {changingKey && <ChangeVaultKey onClose={() => setChangingKey(false)} />}
      {leaving && (
        <CommandDialog
          title={`${user.name}: ${t('staff.deactivate')}`}
          run={() => attempt(setUserActive, { id: user.id, active: false })}
          done={t(nextKey ? 'staff.deactivatedKey' : 'staff.deactivated', { name: user.name })}
          next={nextKey}
          id="deactivate-sure"
          action={t('staff.deactivate')}
          danger
          onClose={() => setLeaving(false)}
        >
          <p>{t('staff.deactivateWhat', { name: user.name })}</p>
        </CommandDialog>
      )}
      {setting && (
        <Passphrase user={user} own={user.id === me.id && hasPassphrase} onClose={() => setSetting(false)} />
      )}
    </>
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

/** A passphrase of one's own, with which one opens the vault and is oneself. */
function Passphrase({ user, own, onClose }: { user: User; own: boolean; onClose: () => void }) {
  const { t, speak, attempt, dataKey, showToast } = useApp()
  const [current, setCurrent] = useState('')
  const [passphrase, setTyped] = useState('')
  const [again, setAgain] = useState('')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  if (!dataKey) return <Unlock why={t('staff.unlockFirst')} onClose={onClose} />

  async function save(event: Event) {
    event.preventDefault()
    if (passphrase !== again) return setProblem(t('rule.passphraseDiffers'))
    setBusy(true)
    const outcome = await attempt(setPassphrase, { id: user.id, passphrase, current })
    setBusy(false)
    if (!outcome.ok) return setProblem(speak.problem(outcome.problem))
    showToast({ text: t('staff.passphraseSet') })
    onClose()
  }

  return (
    <Dialog label={t('staff.setPassphrase')} onClose={onClose}>
      <form class="form" noValidate onSubmit={(event) => void save(event)}>
        <h2>
          {user.name}: {t('vault.passphrase')}
        </h2>
        <p class="hint">{t('staff.passphraseHint')}</p>
        {own && (
          <PassphraseField
            label={t('staff.currentPassphrase')}
            name="current-passphrase"
            value={current}
            onChange={setCurrent}
          />
        )}
        <PassphraseField
          isNew
          label={t('staff.newPassphrase')}
          name="new-passphrase"
          value={passphrase}
          onChange={setTyped}
        />
        <PassphraseField
          isNew
          label={t('setup.again')}
          name="new-passphrase-again"
          value={again}
          onChange={setAgain}
        />
        {problem && <ProblemBar>{problem}</ProblemBar>}
        <div class="row end">
          <fluent-button type="button" onClick={onClose}>
            {t('app.cancel')}
          </fluent-button>
          <BusyButton busy={busy} id="save-passphrase" text={t('app.save')} />
        </div>
      </form>
    </Dialog>
  )
}
