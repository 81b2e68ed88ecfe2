import { Database } from '#core/storage/database.ts'
import { countNeeds } from '#core/workspace/needs.ts'
import { findSession } from '#core/workspace/session.ts'
import { checkInbox, ensureInboxAlarm } from '#extension/background/inbox.ts'
import { publishBehind } from '#extension/background/publishing.ts'
import { browser, openDashboard, settings, showBadge } from '#extension/browser.ts'
import { inboxAlarm } from '#extension/browserInbox.ts'

/**
 * The background: no state, every listener registered at once at top level.
 * It opens the dashboard after the installation and keeps the number on the
 * toolbar's icon right, because deadlines pass and answers arrive while no
 * page is open. The vault locks itself while no page is open, too, and
 * publishing goes on.
 */
const alarms = { badge: 60, lock: 5 } as const

/** Opens the workspace for as long as something needs it. */
async function using(run: (db: Database) => Promise<void>): Promise<void> {
  const db = new Database()
  try {
    await run(db)
  } finally {
    db.close()
  }
}

/** Makes the alarms that are not there, in minutes: Firefox forgets them when it closes, and an update may. */
async function ensureAlarms(): Promise<void> {
  for (const [name, periodInMinutes] of Object.entries(alarms))
    if (!(await browser.alarms.get(name))) await browser.alarms.create(name, { periodInMinutes })
  await using(ensureInboxAlarm)
}

/** Counts for whoever works here; for nobody, nothing. */
async function refreshBadge(db: Database): Promise<void> {
  const current = await findSession(db, await settings.actor())
  await showBadge(current && current !== 'nobody' ? await countNeeds(db, current, Date.now()) : 0)
}

const lookIntoInbox = () =>
  using(async (db) => {
    await checkInbox(db)
    await refreshBadge(db)
  })

browser.runtime.onInstalled.addListener((details) => {
  if (details.reason === 'install') void openDashboard()
})
browser.runtime.onStartup.addListener(() => void using(refreshBadge))
browser.alarms.onAlarm.addListener(({ name }) => {
  if (name === 'badge') void using(refreshBadge)
  // Reading it forgets a key whose time is over.
  if (name === 'lock') void Promise.all([settings.dataKey(), using(ensureInboxAlarm)])
  if (name === inboxAlarm.name) void lookIntoInbox()
})
publishBehind()
browser.storage.onChanged.addListener((changes, area) => {
  if (area === 'session' && changes.dataKey?.newValue) void lookIntoInbox()
})
// There are none without the permission for them. Whoever gives it wakes a background that starts anew each time.
browser.notifications?.onClicked.addListener(() => void openDashboard('/replies'))
void ensureAlarms()
