import { browser } from '#extension/browser.ts'

/** What the inbox needs of the browser. Apart from `browser.ts`, all of which the popup loads first. */

/** The alarm that makes the background look into the inbox. It is set while one is connected. */
export const inboxAlarm = {
  name: 'inbox',
  async set(): Promise<void> {
    if (!(await browser.alarms.get('inbox'))) await browser.alarms.create('inbox', { periodInMinutes: 1 })
  },
  clear: (): Promise<boolean> => browser.alarms.clear('inbox'),
}

const noticesAllowed = { permissions: ['notifications'] as browser.Manifest.OptionalPermission[] }

/** Notices that the browser shows beside its window, for whoever wants them. */
export const notices = {
  /** Asks for them, in the click that wants them. @returns whether they may be shown */
  ask: (): Promise<boolean> => browser.permissions.request(noticesAllowed),
  areWanted: (): Promise<boolean> => browser.permissions.contains(noticesAllowed),
  drop: (): Promise<boolean> => browser.permissions.remove(noticesAllowed),
  /** Shows one, instead of the last. */
  async show(message: string): Promise<void> {
    if (!(await notices.areWanted())) return
    const iconUrl = browser.runtime.getURL('icons/128.png')
    await browser.notifications.create('inbox', { type: 'basic', iconUrl, title: 'Tilbud', message })
  },
}
