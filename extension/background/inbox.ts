import { localeData } from '#core/locale/data.ts'
import { say } from '#core/locale/say.ts'
import { inbox as en } from '#core/locale/screens/en/inbox.ts'
import { inbox as nb } from '#core/locale/screens/nb/inbox.ts'
import type { Context } from '#core/workspace/command.ts'
import { findInbox } from '#core/workspace/inboxViews.ts'
import { findSession } from '#core/workspace/session.ts'
import { settings } from '#extension/browser.ts'
import { inboxAlarm, notices } from '#extension/browserInbox.ts'
import { check } from '#extension/inbox/check.ts'

/** The background looks into the inbox: as often as its alarm goes off, and at once when the vault is opened. */

const words = { nb, en } as const

/** Looks, takes in what it can, and says so where that is wanted. Without an inbox no request is made. */
export async function checkInbox(db: Context['db']): Promise<void> {
  const actor = await settings.actor()
  const [current, inbox] = await Promise.all([findSession(db, actor), findInbox(db)])
  if (!actor || !current || current === 'nobody' || !inbox) return
  const { arrived } = await check({ db, actor, now: Date.now, dataKey: await settings.dataKey() })
  const { language } = current.user
  if (arrived) await notices.show(say(localeData[language], words[language]['inbox.notice'], { n: arrived }))
}

/** Sets the alarm where there is an inbox: Firefox forgets alarms when it closes, and a restored workspace brings its inbox along. */
export async function ensureInboxAlarm(db: Context['db']): Promise<void> {
  if (await findInbox(db)) await inboxAlarm.set()
  else await inboxAlarm.clear()
}
