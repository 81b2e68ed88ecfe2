import browser from 'webextension-polyfill'

/**
 * The only door to the browser's extension API. The polyfill serves Chromium
 * before 148, which has no `browser`; it can go from here in one line.
 */
export { browser }

/** What is kept outside the workspace: who works at this browser, and the open vault. */
export const settings = {
  /** Id of the user who works here. Survives restarts. */
  async actor(): Promise<string | null> {
    return ((await browser.storage.local.get('actor')).actor as string | undefined) ?? null
  },
  setActor: (actor: string) => browser.storage.local.set({ actor }),
  /** The draft that the popup was working on when it closed. */
  async popupDraft(): Promise<string | null> {
    return ((await browser.storage.local.get('popupDraft')).popupDraft as string | undefined) ?? null
  },
  setPopupDraft: (popupDraft: string | null) => browser.storage.local.set({ popupDraft }),
  /** The vault's data key: in memory only, gone when the browser closes. */
  async dataKey(): Promise<string | null> {
    return ((await browser.storage.session.get('dataKey')).dataKey as string | undefined) ?? null
  },
  setDataKey: (dataKey: string | null) => browser.storage.session.set({ dataKey }),
  clear: () => Promise.all([browser.storage.local.clear(), browser.storage.session.clear()]),
}

/** Opens the dashboard at a place, in the tab that shows it already where there is one. */
export async function openDashboard(place = '/'): Promise<void> {
  const url = browser.runtime.getURL('dashboard.html')
  const open = await browser.runtime.getContexts?.({ contextTypes: ['TAB'] }).catch(() => [])
  const tabId = open?.find((context) => context.documentUrl?.startsWith(url))?.tabId
  const target = `${url}#${place}`
  if (tabId !== undefined && tabId >= 0) await browser.tabs.update(tabId, { active: true, url: target })
  else await browser.tabs.create({ url: target })
}

/** Shows a number on the toolbar's icon; nothing for zero. */
export async function showBadge(n: number): Promise<void> {
  await browser.action.setBadgeBackgroundColor({ color: '#b3540b' })
  await browser.action.setBadgeText({ text: n ? String(n) : '' })
}
