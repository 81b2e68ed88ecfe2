import { useState } from 'preact/hooks'
import { isSamePlace } from '#core/hosting/samePlace.ts'
import type { Host, HostSettings } from '#core/model/host.ts'
import { forgetHostBefore, type HostBefore } from '#core/workspace/moving.ts'
import { wasPublished } from '#core/workspace/publishing.ts'
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

/** How it stands with the pages at the old address, and a way to leave them as they are. */
export function OldPlace({ before }: { before: HostBefore | null }) {
  const { t, denied, attempt } = useApp()
  const [leaving, setLeaving] = useState(false)
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
