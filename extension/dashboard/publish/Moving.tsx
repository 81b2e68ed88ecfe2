import { useEffect, useRef, useState } from 'preact/hooks'
import { isSamePlace } from '#core/hosting/samePlace.ts'
import type { Host, HostSettings } from '#core/model/host.ts'
import { addressesOf } from '#core/model/hostPlaces.ts'
import type { Inbox } from '#core/model/inbox.ts'
import { forgetHostBefore, type HostBefore } from '#core/workspace/moving.ts'
import { wasPublished } from '#core/workspace/publishing.ts'
import { hostAccess } from '#extension/browser.ts'
import type { HostForm } from '#extension/dashboard/publish/hostForm.ts'
import { useApp, useSession } from '#extension/ui/app.tsx'
import { CommandDialog } from '#extension/ui/CommandDialog.tsx'
import { Choices } from '#extension/ui/fields.tsx'
import { useLive } from '#extension/ui/live.ts'

/** A move of pages from one address to another. */
export type Move = Readonly<{
  from: string
  to: string
  /** What becomes of the pages at the old address: they can lead to the new one, lie at the same place, or are out of reach. */
  old: 'canLead' | 'samePlace' | 'outOfReach'
}>

/** The move that follows from what was typed; null where no link breaks. */
export function useMove(host: Host | null, settings: HostSettings, typed: string): Move | null {
  const { db } = useApp()
  const from = useSession().company.siteAddress
  const isOut = useLive(() => wasPublished(db), [db])
  const to = typed.trim().replace(/\/+$/, '')
  if (!isOut || !URL.canParse(to) || to === from) return null
  if (!host) return { from, to, old: 'outOfReach' }
  const before = { settings: host.settings, siteAddress: from }
  return { from, to, old: isSamePlace(before, { settings, siteAddress: to }) ? 'samePlace' : 'canLead' }
}

type Props = Readonly<{
  move: Move
  before: HostForm['before']
  onChange: (before: HostForm['before']) => void
}>

/** What a move breaks, before it is done, and what becomes of the old pages. */
export function Moving({ move: { from, to, old }, before, onChange }: Props) {
  const { t } = useApp()
  return (
    <section class="moving" aria-labelledby="moving">
      <h3 id="moving">{t('moving.title', { from, to })}</h3>
      <ul>
        <li>{t('moving.links', { from })}</li>
        <li>{t('moving.stands', { from })}</li>
        <li>{t('moving.open')}</li>
      </ul>
      {old === 'canLead' ? (
        <Choices
          label={t('moving.choose', { from })}
          value={before}
          options={[
            ['lead', t('moving.lead'), t('moving.leadHint')],
            ['leadAndKeep', t('moving.leadAndKeep'), t('moving.leadAndKeepHint')],
            ['leave', t('moving.leave'), t('moving.leaveHint')],
          ]}
          onChange={onChange}
        />
      ) : (
        <p>{t(`moving.${old}`, { from, to })}</p>
      )}
    </section>
  )
}

type OldPlaceProps = Readonly<{ host: Host; before: HostBefore | null; inbox: Inbox | null }>

/** Gives access to the old place back once nothing of it is kept. */
function useAccessGivenBack({ host, before, inbox }: OldPlaceProps): void {
  const { siteAddress } = useSession().company
  const last = useRef<HostBefore | null>(null)
  useEffect(() => {
    const gone = before ? null : last.current
    last.current = before
    if (gone)
      void hostAccess.drop(addressesOf(gone.settings, gone.moved.from), [
        ...addressesOf(host.settings, siteAddress),
        ...(inbox ? [inbox.queue] : []),
      ])
  }, [before?.moved.from])
}

/** How it stands with the pages at the old address, and a way to leave them as they are. */
export function OldPlace(props: OldPlaceProps) {
  const { t, denied, attempt } = useApp()
  const [leaving, setLeaving] = useState(false)
  const { before } = props
  useAccessGivenBack(props)
  if (!before) return null
  const { from, done } = before.moved
  return (
    <>
      <p class={done ? 'good' : 'warn'}>{t(done ? 'moving.isLed' : 'moving.waits', { from })}</p>
      <div class="row">
        <fluent-button
          data-id="forget-old"
          disabled={denied('company.edit') !== null}
          onClick={() => setLeaving(true)}
        >
          {t('moving.forget')}
        </fluent-button>
      </div>
      {leaving && (
        <CommandDialog
          title={t('moving.forget')}
          id="forget-old-sure"
          action={t('moving.forget')}
          danger={!done}
          done={t('moving.forgotten')}
          run={() => attempt(forgetHostBefore, undefined)}
          onClose={() => setLeaving(false)}
        >
          <p>{t(done ? 'moving.forgetLed' : 'moving.forgetWaiting', { from })}</p>
        </CommandDialog>
      )}
    </>
  )
}
