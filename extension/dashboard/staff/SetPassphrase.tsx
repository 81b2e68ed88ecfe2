import { useState } from 'preact/hooks'
import type { User } from '#core/model/user.ts'
import { setPassphrase } from '#core/workspace/staff.ts'
import { useApp } from '#extension/ui/app.tsx'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { ProblemBar } from '#extension/ui/fields.tsx'
import { BusyButton, PassphraseField } from '#extension/ui/Passphrase.tsx'
import { Unlock } from '#extension/ui/Unlock.tsx'

/** A passphrase of one's own, with which one opens the vault and is oneself. */
export function SetPassphrase({ user, own, onClose }: { user: User; own: boolean; onClose: () => void }) {
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
