import type { Context } from '#core/workspace/command.ts'
import { checkInbox, type Checked } from '#core/workspace/inbox.ts'
import { hostAccess } from '#extension/browser.ts'

/** Looks into the inbox, unless another window of this browser is at it: what that finds is seen here, too. */
export const check = (context: Context): Promise<Checked> =>
  navigator.locks.request('tilbud-inbox', { ifAvailable: true }, (held) =>
    held ? checkInbox(context, (address) => hostAccess.has([address])) : { arrived: 0 },
  )
