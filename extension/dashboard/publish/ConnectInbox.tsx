import { useState } from 'preact/hooks'
import type { Inbox } from '#core/model/inbox.ts'
import { Problem } from '#core/model/problem.ts'
import { isPlace } from '#core/workspace/inbox.ts'
import { AzureAccount } from '#extension/dashboard/publish/AzureAccount.tsx'
import {
  atItsField,
  endOf,
  inAYear,
  refusalOf,
  useConnectingForm,
  useConnectInbox,
} from '#extension/dashboard/publish/connecting.ts'
import {
  endpointsOf,
  typedQueue,
  type AzureForm,
  type HostForm,
} from '#extension/dashboard/publish/hostForm.ts'
import { useFields, type Fields } from '#extension/dashboard/useFields.ts'
import { useStanding } from '#extension/longWork/work.ts'
import { trying } from '#extension/publisher/bringing.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { Dialog } from '#extension/ui/Dialog.tsx'
import { DateField } from '#extension/ui/fields.tsx'
import { FormEnd, useSaving } from '#extension/ui/form.tsx'
import { Unlock } from '#extension/ui/Unlock.tsx'

type Props = Readonly<{
  /** The one that is connected. */
  inbox: Inbox | null
  /** Pages get another address, and the one that they have ends. */
  fresh: boolean
  onClose: () => void
}>

const titleOf = ({ inbox, fresh }: Props) =>
  fresh ? ('inbox.rotate' as const) : inbox ? ('inbox.renew' as const) : ('inbox.connect' as const)

/** Prepares an inbox with the key of its account, which is not kept: for the first time, for longer, or with another address for pages. */
export function ConnectInbox(props: Props) {
  const { t, dataKey } = useApp()
  if (!dataKey) return <Unlock why={t('host.secretKept')} onClose={props.onClose} />
  return (
    <Dialog label={t(titleOf(props))} onClose={props.onClose}>
      <InboxForm {...props} />
    </Dialog>
  )
}

type Form = AzureForm & Pick<HostForm, 'expires'>

/** What sets an inbox up that was typed, and connects it. */
function useSettingUp({ fresh }: Props, form: Form) {
  const { company } = useSession()
  const connect = useConnectInbox()
  return async () => {
    const account = form.account.trim()
    const endpoints = endpointsOf(form, company.cloud)
    const { queue } = endpoints
    if (!isPlace({ account, queue })) {
      const fault = { path: form.queue ? 'queue' : 'account', rule: 'characters' } as const
      return { ok: false as const, problem: new Problem('invalid', {}, [fault]) }
    }
    const refused = await refusalOf([queue])
    if (refused) return refused
    const expires = form.expires || inAYear()
    const owner = { account, key: form.secret, endpoints, expires: endOf(expires) }
    const made = await trying.ask('setUpInbox', { owner, fresh })
    return made.ok ? connect({ account, queue, expires, ...made.value }) : atItsField(made.problem)
  }
}

function InboxForm(props: Props) {
  const { t, showToast } = useApp()
  const { company } = useSession()
  const { inbox, fresh, onClose } = props
  const standing = useStanding(trying)
  const [form, setForm] = useState<Form>(() => ({
    account: inbox?.account ?? '',
    blob: '',
    queue: inbox ? typedQueue(inbox, company.cloud) : '',
    secret: '',
    expires: inbox?.expires ?? '',
  }))
  const save = useSettingUp(props, form)
  useConnectingForm()
  const { faults, problem, onSubmit } = useSaving(
    save,
    () => {
      showToast({ text: t(fresh ? 'inbox.rotated' : 'inbox.connected') })
      onClose()
    },
    form,
  )
  return (
    <form class="form" noValidate onSubmit={onSubmit}>
      <h2>{t(titleOf(props))}</h2>
      <p class="hint">{t(fresh ? 'inbox.rotateWhat' : 'inbox.how')}</p>
      <InboxFields {...useFields(form, setForm, faults)} />
      {standing && (
        <p role="status">
          <progress aria-label={t('host.trying')} /> {t('host.trying')}
        </p>
      )}
      <FormEnd problem={problem} id="save-inbox" text={t(titleOf(props))} onCancel={onClose} />
    </form>
  )
}

function InboxFields(fields: Fields<Form>) {
  const { t } = useApp()
  const { form, set, fault } = fields
  return (
    <>
      <AzureAccount {...fields} name="inbox" services={['queue']} />
      <DateField
        label={t('host.expires.azure')}
        name="inbox-expires"
        hint={t('host.expiresHint.azure')}
        value={form.expires}
        onChange={(expires) => set({ expires })}
        fault={fault('expires')}
      />
    </>
  )
}
