import type { Need } from '#core/workspace/queries.ts'
import { useApp } from '#extension/ui/app.tsx'
import { audienceInWords } from '#extension/ui/offers.ts'
import { Icon } from '#extension/ui/Icon.tsx'

/** Where each kind of need is dealt with. */
const placeOf = (need: Need): string =>
  ({ reply: () => '/replies', publish: () => '/publish', backup: () => '/settings', expiring: () => need.kind === 'expiring' ? `/offers/${need.view.offer.id}` : '/offers' })[need.kind]()

/** What needs attention, each with its next step. */
export function NeedsList({ needs, onOpen }: { needs: readonly Need[]; onOpen: (place: string) => void }) {
  const { t, speak } = useApp()
  const describe = (need: Need): readonly [text: string, action: string] => {
    switch (need.kind) {
      case 'reply': {
        const { content } = need.view.reply
        const from = need.view.customer?.name ?? content?.by.company ?? content?.by.name ?? t('reply.unknownSender')
        return [t('need.reply', { from: from || content!.by.name }), t('need.replyAction')]
      }
      case 'publish': return [t('need.publish', { n: need.offers.length }), t('need.publishAction')]
      case 'expiring': {
        const who = audienceInWords(speak, need.view)
        return [need.days <= 0 ? t('need.expiresToday', { who }) : t('need.expires', { who, n: need.days }), t('need.expiresAction')]
      }
      case 'backup': return [t('need.backup'), t('need.backupAction')]
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
            <fluent-button size="small" appearance="subtle" onClick={() => onOpen(placeOf(need))}>{action} <Icon name="next" /></fluent-button>
          </li>
        )
      })}
    </ul>
  )
}
