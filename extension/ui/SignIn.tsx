import { useState } from 'preact/hooks'
import { eraseWorkspace } from '#core/workspace/backup.ts'
import { findDoor } from '#core/workspace/session.ts'
import { unlock } from '#core/workspace/vault.ts'
import { settings } from '#extension/browser.ts'
import { forgetPublished } from '#extension/publisher/record.ts'
import { useApp } from '#extension/ui/app.tsx'
import { ProblemBar } from '#extension/ui/fields.tsx'
import { useLive } from '#extension/ui/live.ts'
import { Mark } from '#extension/ui/Mark.tsx'
import { BusyButton, PassphraseField } from '#extension/ui/Passphrase.tsx'

/** It is not known who works here: a passphrase says. Shows nothing of the workspace. */
export function SignIn() {
  const { t, db, context, speak, setActor, showToast } = useApp()
  const known = useLive(() => findDoor(db), [db])
  if (!known) return null

  async function leaveExample() {
    const outcome = await eraseWorkspace(context())
    if (!outcome.ok) return showToast({ text: speak.problem(outcome.problem), bad: true })
    await Promise.all([settings.clear(), forgetPublished()])
    location.reload()
  }

  return (
    <main class="welcome page narrow">
      <Mark size={48} />
      <h1>{t('signIn.title')}</h1>
      {known.choices.length ? (
        <>
          <p>{t('signIn.choose')}</p>
          <div class="row">
            {known.choices.map(({ id, name }) => (
              <fluent-button key={id} data-id={`sign-in-${id}`} onClick={() => setActor(id)}>
                {name}
              </fluent-button>
            ))}
          </div>
        </>
      ) : (
        <Passphrase />
      )}
      {known.example && (
        <fluent-button data-id="leave-example" onClick={() => void leaveExample()}>
          {t('example.leave')}
        </fluent-button>
      )}
    </main>
  )
}

function Passphrase() {
  const { t, db, speak, setActor, setDataKey } = useApp()
  const [passphrase, setPassphrase] = useState('')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)

  async function enter(event: Event) {
    event.preventDefault()
    setBusy(true)
    const outcome = await unlock(db, passphrase, '')
    setBusy(false)
    if (!outcome.ok) return setProblem(speak.problem(outcome.problem))
    setDataKey(outcome.value.dataKey)
    setActor(outcome.value.actor)
  }

  return (
    <form class="form" noValidate onSubmit={(event) => void enter(event)}>
      <p>{t('signIn.what')}</p>
      <PassphraseField value={passphrase} onChange={setPassphrase} />
      {problem && <ProblemBar>{problem}</ProblemBar>}
      <p class="hint">{t('signIn.forgotten')}</p>
      <div class="row">
        <BusyButton busy={busy} id="sign-in" text={t('signIn.do')} />
      </div>
    </form>
  )
}
