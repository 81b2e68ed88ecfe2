import type { Deadline } from '#core/workspace/deadlines.ts'
import type { Need } from '#core/workspace/needs.ts'
import { useApp } from '#extension/ui/app.tsx'
import { commands } from '#extension/ui/commands.ts'
import { daysInWords, deadlineInWords, placeOf as deadlinePlace } from '#extension/ui/deadlines.ts'
import { Icon } from '#extension/ui/Icon.tsx'

/** Where the step that a deadline's button names is taken: the mail that reminds, the offer that follows a trial. */
function stepPlace(deadline: Deadline): string {
  const { kind, about, customerId } = deadline
  if (kind === 'offer') return `/offers/${about}/remind/${customerId ?? ''}`
  if (kind === 'trial') return `/offers/after-trial/${customerId}/${about}`
  return deadlinePlace(deadline)
}

/** Where each kind of need is dealt with. */
function placeOf(need: Need): string {
  switch (need.kind) {
    case 'reply':
    case 'inbox':
      return '/replies'
    case 'publish':
      return '/publish'
    case 'backup':
      return '/settings'
    case 'deadline':
      return stepPlace(need.deadline)
    case 'activate':
    case 'notice':
      return `/customers/${need.clock.customerId}/subscriptions`
    case 'request':
      return `/customers/${need.clock.customerId}/requests`
  }
}

/** What needs attention, each with its next step. */
export function NeedsList({ needs, onOpen }: { needs: readonly Need[]; onOpen: (place: string) => void }) {
  const { t, run, denied } = useApp()
  async function later() {
    const loaded = await commands.load()
    if (loaded) await run(loaded.postponeBackup, undefined, { done: t('need.laterDone'), undoable: true })
  }
  const describe = (need: Need): readonly [text: string, action: string] => {
    switch (need.kind) {
      case 'reply':
        return [t('need.reply', { from: need.from || t('reply.unknownSender') }), t('need.replyAction')]
      case 'inbox':
        return [t('need.inbox', { n: need.answers }), t('need.inboxAction')]
      case 'publish':
        return [t('need.publish', { n: need.offers }), t('need.publishAction')]
      case 'deadline': {
        const { kind, days } = need.deadline
        return [`${deadlineInWords(t, need.deadline)}, ${daysInWords(t, days)}`, t(`need.next.${kind}`)]
      }
      case 'activate':
        return [t('need.activate', { who: need.clock.who, what: need.clock.what }), t('need.activateAction')]
      case 'notice':
        return [t('need.notice', { who: need.clock.who, what: need.clock.what }), t('need.noticeAction')]
      case 'request':
        return [
          t(need.late ? 'need.requestLate' : 'need.request', { who: need.clock.who, title: need.clock.what }),
          t('need.requestAction'),
        ]
      case 'backup':
        return [
          need.days === null ? t('need.backup') : t('need.backupOld', { n: need.days }),
          t('need.backupAction'),
        ]
    }
  }
  return (
    <ul class="needs">
      {needs.map((need, index) => {
        const [text, action] = describe(need)
        return (
          <li key={index} class={`need need-${need.kind}`}>
            <span class="dot" aria-hidden="true" />
            <span class="main">{text}</span>
            {need.kind === 'backup' && !denied('workspace.backup') && (
              <fluent-button
                size="small"
                appearance="subtle"
                data-id="backup-later"
                onClick={() => void later()}
              >
                {t('need.later')}
              </fluent-button>
            )}
            <fluent-button size="small" appearance="subtle" onClick={() => onOpen(placeOf(need))}>
              {action} <Icon name="next" />
            </fluent-button>
          </li>
        )
      })}
    </ul>
  )
}
