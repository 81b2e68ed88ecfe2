import type { Context } from '#core/workspace/command.ts'
import { checkInbox, type Checked } from '#core/workspace/inbox.ts'
import { hostAccess } from '#extension/browser.ts'

/** Looks into the inbox, once no other window of this browser is at it. */
export const check = (context: Context): Promise<Checked> =>
  navigator.locks.request('tilbud-inbox', () => checkInbox(context, (address) => hostAccess.has([address])))
