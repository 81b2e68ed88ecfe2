import { useState } from 'preact/hooks'
import { changeVaultKey } from '#core/workspace/vault.ts'
import { useApp } from '#extension/ui/app.tsx'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { ProblemBar } from '#extension/ui/fields.tsx'
import { BusyButton, PassphraseField } from '#extension/ui/Passphrase.tsx'

/** Gives the vault a new key. Says what that does to everybody else before it asks for the passphrase. */
export function ChangeVaultKey({ onClose }: { onClose: () => void }) {
  const { t, speak, attempt, setDataKey, showToast } = useApp()
  const [passphrase, setPassphrase] = useState('')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)

  async function change(event: Event) {
    event.preventDefault()
    setBusy(true)
    const outcome = await attempt(changeVaultKey, { passphrase })
    setBusy(false)
    if (!outcome.ok) return setProblem(speak.problem(outcome.problem))
    setDataKey(outcome.value.dataKey)
    showToast({
      text: outcome.value.others
        ? t('vault.keyChangedOthers', { n: outcome.value.others })
        : t('vault.keyChanged'),
    })
    onClose()
  }

  return (
    <Dialog label={t('vault.changeKey')} onClose={onClose}>
      <form class="form" noValidate onSubmit={(event) => void change(event)}>
        <h2>{t('vault.changeKey')}</h2>
        <p>{t('vault.changeKeyWhat')}</p>
        <p>{t('vault.changeKeyOthers')}</p>
        <PassphraseField label={t('vault.ownPassphrase')} value={passphrase} onChange={setPassphrase} />
        {problem && <ProblemBar>{problem}</ProblemBar>}
        <div class="row end">
          <fluent-button type="button" onClick={onClose}>
            {t('app.cancel')}
          </fluent-button>
          <BusyButton busy={busy} id="change-vault-key-do" text={t('vault.changeKey')} />
        </div>
      </form>
    </Dialog>
  )
}
