import { useState } from 'preact/hooks'
import { Problem } from '#core/model/problem.ts'
import { findInbox, findLook } from '#core/workspace/inboxViews.ts'
import { hostAccess } from '#extension/browser.ts'
import { check } from '#extension/inbox/check.ts'
import { useApp } from '#extension/ui/app.tsx'
import { ProblemBar } from '#extension/ui/fields.tsx'
import { useLive } from '#extension/ui/live.ts'
import { Unlock } from '#extension/ui/Unlock.tsx'

/** How the inbox stands, and what keeps its answers from coming in; nothing where none is connected. */
export function InboxStanding() {
  const { t, db, speak, dataKey, context } = useApp()
  const [checking, setChecking] = useState(false)
  const [unlocking, setUnlocking] = useState(false)
  const inbox = useLive(() => findInbox(db), [db])
  const look = useLive(() => findLook(db), [db])
  if (!inbox || look === undefined) return null
  const problem = look?.problem ? new Problem(look.problem.code, look.problem.detail) : null

  async function checkNow() {
    setChecking(true)
    await check(context())
    setChecking(false)
  }
  async function allow() {
    if (await hostAccess.ask([inbox!.queue])) await checkNow()
  }

  const waiting = look?.waiting ?? 0
  return (
    <div class="inbox" role="status">
      <p>
        {look
          ? t('inbox.checked', { when: speak.moment(new Date(look.at).toISOString()) })
          : t('inbox.never')}
      </p>
      {waiting > 0 && (
        <p class="warn">
          {t('inbox.waiting', { n: waiting })} {!dataKey && t('inbox.locked')}
        </p>
      )}
      {problem && <ProblemBar>{speak.problem(problem)}</ProblemBar>}
      <div class="row">
        {problem?.code === 'hostNotAllowed' ? (
          <fluent-button appearance="primary" data-id="allow-inbox" onClick={() => void allow()}>
            {t('host.allow')}
          </fluent-button>
        ) : (
          waiting > 0 &&
          !dataKey && (
            <fluent-button appearance="primary" data-id="unlock-inbox" onClick={() => setUnlocking(true)}>
              {t('host.unlock')}
            </fluent-button>
          )
        )}
        <fluent-button data-id="check-inbox" disabled={checking} onClick={() => void checkNow()}>
          {t(checking ? 'inbox.checking' : 'inbox.check')}
        </fluent-button>
      </div>
      {unlocking && (
        <Unlock
          why={t('inbox.locked')}
          onClose={() => setUnlocking(false)}
          onOpen={() => setUnlocking(false)}
        />
      )}
    </div>
  )
}
