import { useState } from 'preact/hooks'
import type { AzureSecret, Host, HostKind, HostSettings } from '#core/model/host.ts'
import { addressesOf } from '#core/model/hostPlaces.ts'
import type { Inbox } from '#core/model/inbox.ts'
import { connectHost, readConnection, type Connection } from '#core/workspace/hosting.ts'
import {
  atItsField,
  endOf,
  inAYear,
  refusalOf,
  useConnectingForm,
  useConnectInbox,
} from '#extension/dashboard/publish/connecting.ts'
import { HostFields } from '#extension/dashboard/publish/HostFields.tsx'
import { endpointsOf, hostForm, settingsOf, type HostForm } from '#extension/dashboard/publish/hostForm.ts'
import { Moving, useMove, type Move } from '#extension/dashboard/publish/Moving.tsx'
import { useFields } from '#extension/dashboard/useFields.ts'
import { useStanding } from '#extension/longWork/work.ts'
import { trying } from '#extension/publisher/bringing.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { FormEnd, useSaving } from '#extension/ui/form.tsx'
import { Unlock } from '#extension/ui/Unlock.tsx'

type Props = Readonly<{ kind: HostKind; host: Host | null; inbox: Inbox | null; onClose: () => void }>

/** Connects a host: what it is, what lets into it, and a try before it counts. */
export function Connect(props: Props) {
  const { t, dataKey } = useApp()
  if (!dataKey) return <Unlock why={t('host.secretKept')} onClose={props.onClose} />
  return (
    <Dialog label={t(`host.kind.${props.kind}`)} onClose={props.onClose}>
      <ConnectForm {...props} />
    </Dialog>
  )
}

/** What is known of an Azure account before it is set up. */
function azureSettings(form: HostForm, cloud: Parameters<typeof endpointsOf>[1]) {
  return { kind: 'azure' as const, account: form.account.trim(), blob: endpointsOf(form, cloud).blob }
}

/** What tries a host that was typed, and connects it when that went well. */
function useConnecting({ kind }: Props, form: HostForm, move: Move | null) {
  const { attempt } = useApp()
  const { company } = useSession()
  const connectInboxTo = useConnectInbox()

  async function tryAndConnect(connection: Connection) {
    const { settings, secret, siteAddress } = connection
    const tried = await trying.ask('try', { settings, secret, siteAddress })
    if (!tried.ok) return tried
    const before = move?.old === 'canLead' && form.before !== 'leave' ? { before: form.before } : {}
    return attempt(connectHost, { ...connection, ...before })
  }

  /** Prepares an Azure account with its key, which is not kept. */
  async function connectAzure() {
    const endpoints = endpointsOf(form, company.cloud)
    const expires = form.expires || inAYear()
    const { account, secret: key, siteAddress } = form
    const settings = azureSettings(form, company.cloud)
    const read = readConnection({ settings, secret: key, siteAddress, expires })
    if (!read.ok) return read
    const refused = await refusalOf([...addressesOf(settings, read.value.siteAddress), endpoints.queue])
    if (refused) return refused
    const made = await trying.ask('setUpAzure', {
      account,
      key,
      endpoints,
      expires: endOf(expires),
    })
    if (!made.ok) return atItsField(made.problem)
    const { publish, ...grants } = made.value
    const secret = JSON.stringify(publish satisfies AzureSecret)
    const done = await tryAndConnect({ ...read.value, secret })
    return done.ok ? connectInboxTo({ account, queue: endpoints.queue, expires, ...grants }) : done
  }

  async function connectOther(settings: HostSettings) {
    const { secret, siteAddress } = form
    const read = readConnection({ settings, secret, siteAddress, expires: form.expires || null })
    if (!read.ok) return read
    const refused = await refusalOf(addressesOf(read.value.settings, read.value.siteAddress))
    if (refused) return refused
    const done = await tryAndConnect(read.value)
    return done.ok ? done : atItsField(done.problem)
  }

  return () => (kind === 'azure' ? connectAzure() : connectOther(settingsOf(kind, form)))
}

function ConnectForm(props: Props) {
  const { kind, host, inbox, onClose } = props
  const { t, showToast } = useApp()
  const { company } = useSession()
  const [form, setForm] = useState(() => hostForm(kind, host, inbox, company))
  const standing = useStanding(trying)
  const move = useMove(
    host,
    kind === 'azure' ? azureSettings(form, company.cloud) : settingsOf(kind, form),
    form.siteAddress,
  )
  const tryIt = useConnecting(props, form, move)
  useConnectingForm()
  const { faults, problem, onSubmit } = useSaving(
    tryIt,
    () => {
      showToast({ text: t('host.connected') })
      onClose()
    },
    form,
  )
  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <h2>{t(`host.kind.${kind}`)}</h2>
      <p class="hint">{t(`host.kindHint.${kind}`)}</p>
      <HostFields kind={kind} {...useFields(form, setForm, faults)} />
      {move && (
        <Moving move={move} before={form.before} onChange={(before) => setForm({ ...form, before })} />
      )}
      <p class="hint">{t('host.tryHint')}</p>
      {standing && (
        <p role="status">
          <progress aria-label={t('host.trying')} /> {t('host.trying')}
        </p>
      )}
      <FormEnd problem={problem} id="connect-host" text={t('host.try')} onCancel={onClose} />
    </form>
  )
}
