import { groupCode } from '#core/model/grouping.ts'
import { hasChanges } from '#core/workspace/marks.ts'
import type { ReplyView } from '#core/workspace/replyViews.ts'
import { useApp } from '#extension/ui/app.tsx'
import type { ScreenKey } from '#extension/ui/words.ts'

/** Who a reply is from, as far as anybody knows, what was answered and when. */
export function ReplyHead({ view: { reply, version, customer } }: { view: ReplyView }) {
  const { t, speak } = useApp()
  const { content } = reply
  return (
    <header>
      <h3>
        <bdi>{customer?.name || content?.by.company || content?.by.name || t('reply.unknownSender')}</bdi>
      </h3>
      {content && (
        <fluent-badge
          appearance="tint"
          color={
            content.answer === 'accept' ? 'success' : content.answer === 'decline' ? 'danger' : 'warning'
          }
        >
          {t(`answer.${content.answer}`)}
        </fluent-badge>
      )}
      {content && version && content.answer === 'accept' && hasChanges(version, content) && (
        <fluent-badge appearance="tint" color="important">
          {t('reply.changed')}
        </fluent-badge>
      )}
      {reply.state !== 'received' && (
        <fluent-badge appearance="tint" color="subtle">
          {t(`replyState.${reply.state}`)}
        </fluent-badge>
      )}
      <span class="side">{speak.moment(reply.receivedAt)}</span>
    </header>
  )
}

/** What a reply says, to which offer, and what is remarkable about it. */
export function ReplyContent({ view }: { view: ReplyView }) {
  const { t } = useApp()
  const { reply, version, offer, known, otherSender } = view
  const { content } = reply
  return (
    <>
      {content && (
        <p>
          <bdi>{content.by.name}</bdi> · <bdi>{content.by.email}</bdi>
          {content.by.company && (
            <>
              {' '}
              · <bdi>{content.by.company}</bdi>
            </>
          )}{' '}
          <span class="unproven">
            {known && `${t(`known.${known}`)}, `}
            {t('reply.unproven')}
          </span>
        </p>
      )}
      {otherSender && (
        <p class="warn">
          <WithName word={'reply.otherSender'} name="from" value={reply.sender ?? ''} />
        </p>
      )}
      {reply.marks.map((mark) => (
        <p key={mark} class="warn">
          {t(`mark.${mark}`)}
        </p>
      ))}
      {version && offer && (
        <p>
          <a href={`#/offers/${offer.id}`}>
            {t(`kind.${offer.kind}`)}, {t('offers.versionN', { n: version.binding.version })}
          </a>{' '}
          <span class="code small">{groupCode(version.code)}</span>
        </p>
      )}
      {content && version && <Answer view={view} />}
      {content?.orderNumber && (
        <p>
          <WithName word={'reply.orderNumber'} name="number" value={content.orderNumber} />
        </p>
      )}
      {content?.message && <blockquote dir="auto">{content.message}</blockquote>}
      {reply.reason && <p class="hint">{reply.reason}</p>}
    </>
  )
}

/** A sentence with something in it that a stranger wrote: that keeps its own direction of writing. */
function WithName({ word, name, value }: { word: ScreenKey; name: string; value: string }) {
  const { t } = useApp()
  const [before, after] = t(word).split(`{${name}}`)
  return (
    <>
      {before}
      <bdi>{value}</bdi>
      {after}
    </>
  )
}

/** What was answered, line by line, beside what was offered. */
function Answer({ view: { reply, version } }: { view: ReplyView }) {
  const { t } = useApp()
  const content = reply.content!
  const { terms } = version!.binding
  return (
    <ul class="bullets">
      {terms.kind === 'purchase' &&
        content.counts.map(({ line, count }, index) => {
          const offered = terms.lines.find((each) => each.id === line)
          return (
            <li key={index}>
              {count} × {offered?.product.name ?? t('reply.unknownLine')}
              {offered && offered.count !== count && (
                <strong> {t('reply.offered', { n: offered.count })}</strong>
              )}
            </li>
          )
        })}
      {terms.kind === 'trial' && content.answer === 'accept' && <li>{terms.product.name}</li>}
      {content.delegation !== null && (
        <li>{t(content.delegation ? 'reply.withDelegation' : 'reply.withoutDelegation')}</li>
      )}
    </ul>
  )
}
