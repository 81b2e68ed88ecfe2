import { useState } from 'preact/hooks'
import { addressesOf, type Host, type HostKind } from '#core/model/host.ts'
import { Problem } from '#core/model/problem.ts'
import { connectHost, readConnection } from '#core/workspace/hosting.ts'
import { hostAccess } from '#extension/browser.ts'
import { HostFields } from '#extension/dashboard/publish/HostFields.tsx'
import { hostForm, settingsOf } from '#extension/dashboard/publish/hostForm.ts'
import { useFields } from '#extension/dashboard/useFields.ts'
import { bringing } from '#extension/publisher/bringing.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { FormEnd, useSaving } from '#extension/ui/form.tsx'
import { Unlock } from '#extension/ui/Unlock.tsx'

type Props = Readonly<{ kind: HostKind; host: Host | null; onClose: () => void }>

/** Connects a host: what it is, what lets into it, and a try before it counts. */
export function Connect(props: Props) {
  const { t, dataKey } = useApp()
  return dataKey ? <ConnectForm {...props} /> : <Unlock why={t('host.secretKept')} onClose={props.onClose} />
}

/** The names of the hosts of some addresses, for a sentence. */
const namesOf = (addresses: readonly string[]) =>
  [...new Set(addresses.map((address) => new URL(address).host))].join(', ')

function ConnectForm({ kind, host, onClose }: Props) {
  const { t, attempt, showToast } = useApp()
  const { company } = useSession()
  const [form, setForm] = useState(() => hostForm(kind, host, company.siteAddress))
  const [trying, setTrying] = useState(false)

  /** Tries what was typed, and connects it when that went well. */
  async function connect() {
    const typed = { ...form, settings: settingsOf(kind, form), expires: form.expires || null }
    const read = readConnection(typed)
    if (!read.ok) return read
    const { settings, secret, siteAddress } = read.value
    const addresses = addressesOf(settings, siteAddress)
    // First of all: the browser asks only in the click itself.
    if (!(await hostAccess.ask(addresses)))
      return { ok: false as const, problem: new Problem('hostNotAllowed', { hosts: namesOf(addresses) }) }
    setTrying(true)
    const tried = await bringing.ask('try', { settings, secret, siteAddress })
    bringing.end()
    setTrying(false)
    return tried.ok ? attempt(connectHost, read.value) : tried
  }

  const { faults, problem, onSubmit } = useSaving(
    connect,
    () => {
      showToast({ text: t('host.connected') })
      onClose()
    },
    form,
  )
  return (
    <Dialog label={t(`host.kind.${kind}`)} onClose={onClose}>
      <form class="form" noValidate onSubmit={onSubmit}>
        <h2>{t(`host.kind.${kind}`)}</h2>
        <p class="hint">{t(`host.kindHint.${kind}`)}</p>
        <HostFields kind={kind} {...useFields(form, setForm, faults)} />
        <p class="hint">{t('host.tryHint')}</p>
        {trying && (
          <p role="status">
            <progress aria-label={t('host.trying')} /> {t('host.trying')}
          </p>
        )}
        <FormEnd problem={problem} id="connect-host" text={t('host.try')} onCancel={onClose} />
      </form>
    </Dialog>
  )
}
