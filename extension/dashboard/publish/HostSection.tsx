import { useState } from 'preact/hooks'
import type { HostKind } from '#core/model/host.ts'
import { addressesOf } from '#core/model/hostPlaces.ts'
import { disconnectHost, type Pending } from '#core/workspace/hosting.ts'
import { findInbox } from '#core/workspace/inboxViews.ts'
import { hostAccess } from '#extension/browser.ts'
import { Connect } from '#extension/dashboard/publish/Connect.tsx'
import { useAccessGivenBack } from '#extension/dashboard/publish/connecting.ts'
import { HostChooser } from '#extension/dashboard/publish/HostChooser.tsx'
import { OldPlace } from '#extension/dashboard/publish/Moving.tsx'
import { progressText } from '#extension/dashboard/publish/progress.ts'
import { Running } from '#extension/longWork/Running.tsx'
import { useStanding } from '#extension/longWork/work.ts'
import {
  bringing,
  useBring,
  useHostAccess,
  useLastProblem,
  usePending,
} from '#extension/publisher/bringing.ts'
import { useRunEverywhere } from '#extension/publisher/elsewhere.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { CommandDialog } from '#extension/ui/CommandDialog.tsx'
import { ProblemBar } from '#extension/ui/fields.tsx'
import { useLive } from '#extension/ui/live.ts'
import { Unlock } from '#extension/ui/Unlock.tsx'

/** The host that pages are brought to by themselves: which it is and how it stands, or a choice of kinds. */
export function HostSection() {
  const { t, db, denied } = useApp()
  const pending = usePending()
  const inbox = useLive(() => findInbox(db), [db]) ?? null
  const [connecting, setConnecting] = useState<HostKind | null>(null)
  const [choosing, setChoosing] = useState(false)
  const reason = denied('company.edit')
  useAccessGivenBack()
  return (
    <section aria-labelledby="host" class="host">
      <h2 id="host">{t('host.title')}</h2>
      {pending ? (
        <Connected
          pending={pending}
          onChange={() => setConnecting(pending.host.settings.kind)}
          onMove={() => setChoosing(true)}
        />
      ) : (
        <>
          <p>{t('host.what')}</p>
          {reason && <p class="hint">{t(`denied.${reason}`)}</p>}
        </>
      )}
      {(!pending || choosing) && <HostChooser disabled={reason !== null} onChoose={setConnecting} />}
      {connecting && (
        <Connect
          kind={connecting}
          host={pending?.host ?? null}
          inbox={inbox}
          onClose={() => {
            setConnecting(null)
            setChoosing(false)
          }}
        />
      )}
    </section>
  )
}

type ConnectedProps = Readonly<{
  pending: Pending
  onChange: () => void
  onMove: () => void
}>

function Connected({ pending, onChange, onMove }: ConnectedProps) {
  const { t, denied, attempt } = useApp()
  const { company } = useSession()
  const { host, before } = pending
  const [leaving, setLeaving] = useState(false)
  const reason = denied('company.edit')
  // One move at a time: the pages of the one before would lead nowhere.
  const isFixed = reason !== null || before?.moved.done === false
  return (
    <>
      <p>{t('host.to', { address: company.siteAddress, kind: t(`host.kind.${host.settings.kind}`) })}</p>
      <Standing pending={pending} />
      <OldPlace before={before} />
      <div class="row">
        <fluent-button data-id="change-host" disabled={isFixed} onClick={onChange}>
          {t('host.change')}
        </fluent-button>
        <fluent-button data-id="move-host" disabled={isFixed} onClick={onMove}>
          {t('host.moveTo')}
        </fluent-button>
        <fluent-button data-id="disconnect-host" disabled={reason !== null} onClick={() => setLeaving(true)}>
          {t('host.disconnect')}
        </fluent-button>
      </div>
      {reason && <p class="hint">{t(`denied.${reason}`)}</p>}
      {leaving && (
        <CommandDialog
          title={t('host.disconnect')}
          id="disconnect"
          action={t('host.disconnect')}
          danger
          done={t('host.disconnected')}
          run={() => attempt(disconnectHost, undefined)}
          onClose={() => setLeaving(false)}
        >
          <p>{t('host.disconnectWhat')}</p>
          {before?.moved.done === false && <p>{t('moving.forgetWaiting', { from: before.moved.from })}</p>}
        </CommandDialog>
      )}
    </>
  )
}

/** What is to be brought there, how far that is, and what keeps it. */
function Standing({ pending }: { pending: Pending }) {
  const { t, speak, dataKey } = useApp()
  const { company } = useSession()
  const own = useStanding(bringing)
  const everywhere = useRunEverywhere()
  const problem = useLastProblem()
  const bring = useBring()
  const [unlocking, setUnlocking] = useState(false)
  const { host, before, ready, stillOpen, of } = pending
  const addresses = [
    ...addressesOf(host.settings, company.siteAddress),
    ...(before && !before.moved.done ? addressesOf(before.settings, before.moved.from) : []),
  ]
  const isAllowed = useHostAccess(addresses) ?? true
  // This page has just begun to publish, or any of the extension is at it.
  const standing = everywhere.standing ?? own
  if (standing?.name === 'bring')
    return (
      <Running
        label={t('host.title')}
        text={progressText(t, standing)}
        standing={standing}
        onStop={everywhere.standing ? everywhere.stop : bringing.stop}
      />
    )
  const allow = async () => {
    if (await hostAccess.ask(addresses)) await bring(of)
  }
  return (
    <>
      {!of && host.online && (
        <p class="good">{t('host.allOnline', { when: speak.moment(host.online.at) })}</p>
      )}
      {!host.online && <p class="hint">{t('host.never')}</p>}
      {ready > 0 && <p class="warn">{t('host.waiting', { n: ready })}</p>}
      {stillOpen > 0 && <p class="warn">{t('host.closing', { n: stillOpen })}</p>}
      {pending.company && <p class="hint">{t('host.companyChanged')}</p>}
      {problem && problem.code !== 'stopped' && <ProblemBar>{speak.problem(problem)}</ProblemBar>}
      {!dataKey ? (
        <p class="warn">{t('host.locked')}</p>
      ) : (
        !isAllowed && <p class="warn">{t('host.notAllowed')}</p>
      )}
      <div class="row">
        {!dataKey ? (
          <fluent-button appearance="primary" data-id="unlock-host" onClick={() => setUnlocking(true)}>
            {t('host.unlock')}
          </fluent-button>
        ) : !isAllowed ? (
          <fluent-button appearance="primary" data-id="allow-host" onClick={() => void allow()}>
            {t('host.allow')}
          </fluent-button>
        ) : (
          <fluent-button data-id="publish-now" onClick={() => void bring(of)}>
            {t(problem ? 'host.again' : 'host.publish')}
          </fluent-button>
        )}
        {problem && (problem.code === 'hostTaken' || problem.code === 'hostForeign') && (
          <fluent-button class="danger" data-id="replace-host" onClick={() => void bring(of, true)}>
            {t('host.replace')}
          </fluent-button>
        )}
      </div>
      {unlocking && (
        <Unlock
          why={t('host.locked')}
          onClose={() => setUnlocking(false)}
          onOpen={() => setUnlocking(false)}
        />
      )}
    </>
  )
}
