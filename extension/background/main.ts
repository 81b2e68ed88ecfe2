import { Database } from '#core/storage/database.ts'
import { needs } from '#core/workspace/needs.ts'
import { session } from '#core/workspace/queries.ts'
import { browser, openDashboard, settings, showBadge } from '#extension/browser.ts'

/**
 * The background: no state, every listener registered at once at top level.
 * It opens the dashboard after the installation and keeps the number on the
 * toolbar's icon right, because deadlines pass while no page is open. The
 * vault locks itself while no page is open, too.
 */
const alarm = 'badge'
const lockAlarm = 'lock'

async function refreshBadge(): Promise<void> {
  const db = new Database()
  try {
    const current = await session(db, null)
    await showBadge(current ? (await needs(db, current, Date.now())).length : 0)
  } finally {
    db.close()
  }
}

browser.runtime.onInstalled.addListener((details) => {
  void browser.alarms.create(alarm, { periodInMinutes: 60 })
  void browser.alarms.create(lockAlarm, { periodInMinutes: 5 })
  if (details.reason === 'install') void openDashboard()
})
browser.runtime.onStartup.addListener(() => void refreshBadge())
browser.alarms.onAlarm.addListener((fired) => {
  if (fired.name === alarm) void refreshBadge()
  // Reading it forgets a key whose time is over.
  if (fired.name === lockAlarm) void settings.dataKey()
})
