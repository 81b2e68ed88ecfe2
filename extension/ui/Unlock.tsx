import { useState } from 'preact/hooks'
import { unlock } from '#core/workspace/vault.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { BusyButton, PassphraseField } from '#extension/ui/Passphrase.tsx'

/** Asks for a passphrase. It opens the vault, and whoever's it is goes on as themselves. */
export function Unlock({
  why,
  title,
  onClose,
  onOpen,
}: {
  why: string
  title?: string
  onClose: () => void
  onOpen?: () => void
}) {
  const { t, db, speak, setDataKey, setActor, showToast } = useApp()
  const { user } = useSession()
  const [passphrase, setPassphrase] = useState('')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const label = title ?? t('vault.title')

  async function open(event: Event) {
    event.preventDefault()
    setBusy(true)
    const outcome = await unlock(db, passphrase, user.id)
    setBusy(false)
    if (!outcome.ok) return setProblem(speak.problem(outcome.problem))
    setDataKey(outcome.value.dataKey)
    if (outcome.value.actor !== user.id) {
      setActor(outcome.value.actor)
      showToast({ text: t('person.switched') })
    }
    onOpen?.()
  }

  return (
    <Dialog label={label} onClose={onClose}>
      <form class="form" noValidate onSubmit={(event) => void open(event)}>
        <h2>{label}</h2>
        <p>{why}</p>
        <PassphraseField value={passphrase} onChange={setPassphrase} fault={problem} />
        <div class="row end">
          <fluent-button type="button" onClick={onClose}>
            {t('app.cancel')}
          </fluent-button>
          <BusyButton busy={busy} id="unlock" text={t('vault.unlock')} />
        </div>
      </form>
    </Dialog>
  )
}
