import { useEffect, useState } from 'preact/hooks'
import type { Inbox } from '#core/model/inbox.ts'
import { disconnectInbox } from '#core/workspace/inbox.ts'
import { findInbox } from '#core/workspace/inboxViews.ts'
import { inboxAlarm, notices } from '#extension/browserInbox.ts'
import { ConnectInbox } from '#extension/dashboard/publish/ConnectInbox.tsx'
import { InboxStanding } from '#extension/dashboard/replies/InboxStanding.tsx'
import { useApp } from '#extension/ui/app.tsx'
import { CommandDialog } from '#extension/ui/CommandDialog.tsx'
import { Check } from '#extension/ui/fields.tsx'
import { useLive } from '#extension/ui/live.ts'

/** The inbox that pages hand answers over to: which it is and how it stands, or a way to connect one. */
export function InboxSection() {
  const { t, db, denied } = useApp()
  const inbox = useLive(() => findInbox(db), [db])
  const [connecting, setConnecting] = useState(false)
  if (inbox === undefined) return null
  const reason = denied('company.edit')
  return (
    <section aria-labelledby="inbox" class="host">
      <h2 id="inbox">{t('inbox.title')}</h2>
      {inbox ? (
        <Connected inbox={inbox} />
      ) : (
        <>
          <p>{t('inbox.what')}</p>
          <div class="row">
            <fluent-button
              data-id="connect-inbox"
              disabled={reason !== null}
              onClick={() => setConnecting(true)}
            >
              {t('inbox.connect')}
            </fluent-button>
          </div>
        </>
      )}
      {reason && <p class="hint">{t(`denied.${reason}`)}</p>}
      {connecting && <ConnectInbox inbox={null} fresh={false} onClose={() => setConnecting(false)} />}
    </section>
  )
}

function Connected({ inbox }: { inbox: Inbox }) {
  const { t, denied } = useApp()
  const [open, setOpen] = useState<'renew' | 'rotate' | 'disconnect' | null>(null)
  const close = () => setOpen(null)
  const disabled = denied('company.edit') !== null
  return (
    <>
      <p>{t('inbox.at', { account: inbox.account })}</p>
      <InboxStanding />
      {inbox.dropped > 0 && <p class="hint">{t('inbox.dropped', { n: inbox.dropped })}</p>}
      <Notices />
      <div class="row">
        {(['renew', 'rotate', 'disconnect'] as const).map((each) => (
          <fluent-button
            key={each}
            data-id={`${each}-inbox`}
            disabled={disabled}
            onClick={() => setOpen(each)}
          >
            {t(`inbox.${each}`)}
          </fluent-button>
        ))}
      </div>
      {open === 'disconnect' ? (
        <Disconnect onClose={close} />
      ) : (
        open && <ConnectInbox inbox={inbox} fresh={open === 'rotate'} onClose={close} />
      )}
    </>
  )
}

/** Whether the browser shows a notice when an answer arrives. */
function Notices() {
  const { t } = useApp()
  const [wanted, setWanted] = useState(false)
  useEffect(() => void notices.areWanted().then(setWanted), [])
  async function change(next: boolean) {
    // Where the browser has said no, the box is as it was.
    setWanted(next ? await notices.ask() : !(await notices.drop()))
  }
  return (
    <Check
      label={t('inbox.notify')}
      hint={t('inbox.notifyHint')}
      checked={wanted}
      onChange={(next) => void change(next)}
    />
  )
}

function Disconnect({ onClose }: { onClose: () => void }) {
  const { t, attempt } = useApp()
  async function disconnect() {
    const done = await attempt(disconnectInbox, undefined)
    if (done.ok) await inboxAlarm.clear()
    return done
  }
  return (
    <CommandDialog
      title={t('inbox.disconnect')}
      id="disconnect"
      action={t('inbox.disconnect')}
      danger
      done={t('inbox.disconnected')}
      run={disconnect}
      onClose={onClose}
    >
      <p>{t('inbox.disconnectWhat')}</p>
    </CommandDialog>
  )
}
