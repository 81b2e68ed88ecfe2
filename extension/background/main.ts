import { Database } from '#core/storage/database.ts'
import { countNeeds } from '#core/workspace/needs.ts'
import { findSession } from '#core/workspace/session.ts'
import { publishBehind } from '#extension/background/publishing.ts'
import { browser, openDashboard, settings, showBadge } from '#extension/browser.ts'

/**
 * The background: no state, every listener registered at once at top level.
 * It opens the dashboard after the installation and keeps the number on the
 * toolbar's icon right, because deadlines pass while no page is open. The
 * vault locks itself while no page is open, too, and publishing goes on.
 */
const alarms = { badge: 60, lock: 5 } as const

/** Makes the alarms that are not there, in minutes: Firefox forgets them when it closes, and an update may. */
async function ensureAlarms(): Promise<void> {
  for (const [name, periodInMinutes] of Object.entries(alarms))
    if (!(await browser.alarms.get(name))) await browser.alarms.create(name, { periodInMinutes })
}

/** Counts for whoever works here; for nobody, nothing. */
async function refreshBadge(): Promise<void> {
  const db = new Database()
  try {
    const current = await findSession(db, await settings.actor())
    await showBadge(current && current !== 'nobody' ? await countNeeds(db, current, Date.now()) : 0)
  } finally {
    db.close()
  }
}

browser.runtime.onInstalled.addListener((details) => {
  if (details.reason === 'install') void openDashboard()
})
browser.runtime.onStartup.addListener(() => void refreshBadge())
browser.alarms.onAlarm.addListener((fired) => {
  if (fired.name === 'badge') void refreshBadge()
  // Reading it forgets a key whose time is over.
  if (fired.name === 'lock') void settings.dataKey()
})
publishBehind()
void ensureAlarms()
