import browser from 'webextension-polyfill'
import type { CompanyInput } from '#core/model/company.ts'

/**
 * The only door to the browser's extension API. The polyfill serves Chromium
 * before 148, which has no `browser`; it can go from here in one line.
 */
export { browser }

/** What a person has typed in the set-up. */
export type SetUpDraft = Readonly<{ person: { name: string; email: string }; company: CompanyInput }>

/** What is kept of a form that may vanish before it is saved, and of a run that failed. */
export type KeptName = 'newCustomer' | 'pastedReply' | 'publishing'

/** Milliseconds without a key or a click after which the vault locks itself. */
const lockAfter = 15 * 60_000

/** What a page needs of the settings before it shows anything. */
export type AtStart = Readonly<{
  actor: string | null
  dataKey: string | null
  popupDraft: string | null
  newCustomer: unknown
}>

/** What is kept outside the workspace: who works at this browser, and the open vault. */
export const settings = {
  async atStart(): Promise<AtStart> {
    const [lasting, passing] = await Promise.all([
      browser.storage.local.get(['actor', 'popupDraft']),
      browser.storage.session.get(['dataKey', 'openUntil', 'newCustomer']),
    ])
    const { actor = null, popupDraft = null } = lasting as Partial<AtStart>
    return { actor, popupDraft, newCustomer: passing.newCustomer ?? null, dataKey: await openKey(passing) }
  },
  /** Id of the user who works here. Survives restarts. */
  async actor(): Promise<string | null> {
    return ((await browser.storage.local.get('actor')).actor as string | undefined) ?? null
  },
  setActor: (actor: string) => browser.storage.local.set({ actor }),
  /** What was typed in the set-up so far, without the passphrase; gone when the browser closes. */
  async setUpDraft(): Promise<SetUpDraft | null> {
    return ((await browser.storage.session.get('setUpDraft')).setUpDraft as SetUpDraft | undefined) ?? null
  },
  setSetUpDraft: (setUpDraft: SetUpDraft | null) => browser.storage.session.set({ setUpDraft }),
  /** What was typed in a form; null when nothing is kept. Gone when the browser closes. */
  async kept(name: KeptName): Promise<unknown> {
    return (await browser.storage.session.get(name))[name] ?? null
  },
  keep: (name: KeptName, value: unknown) => browser.storage.session.set({ [name]: value }),
  /** The draft that the popup was working on when it closed. */
  setPopupDraft: (popupDraft: string | null) => browser.storage.local.set({ popupDraft }),
  /** The vault's data key: in memory only, gone when the browser closes or nobody has worked for a while. */
  dataKey: async (): Promise<string | null> =>
    openKey(await browser.storage.session.get(['dataKey', 'openUntil'])),
  setDataKey: (dataKey: string | null) =>
    browser.storage.session.set({ dataKey, openUntil: Date.now() + lockAfter }),
  /** Somebody is working: the vault stays open for as long again, unless its time was over before, as after a night asleep. */
  async keepUnlocked(): Promise<void> {
    if (await settings.dataKey()) await browser.storage.session.set({ openUntil: Date.now() + lockAfter })
  },
  /** How many customers it takes until the list gives way to search: by their number (null), always a list, always search. */
  async customerView(): Promise<'list' | 'search' | null> {
    return (
      ((await browser.storage.local.get('customerView')).customerView as 'list' | 'search' | undefined) ??
      null
    )
  },
  setCustomerView: (customerView: 'list' | 'search' | null) => browser.storage.local.set({ customerView }),
  /** The version of the storage's schema whose records were checked last. */
  async checkedSchema(): Promise<number | null> {
    return ((await browser.storage.local.get('checkedSchema')).checkedSchema as number | undefined) ?? null
  },
  setCheckedSchema: (checkedSchema: number) => browser.storage.local.set({ checkedSchema }),
  clear: () => Promise.all([browser.storage.local.clear(), browser.storage.session.clear()]),
}

/** The data key as long as its time is not over; then it is forgotten. */
async function openKey(kept: { dataKey?: string | null; openUntil?: number }): Promise<string | null> {
  if (!kept.dataKey) return null
  if ((kept.openUntil ?? 0) > Date.now()) return kept.dataKey
  await settings.setDataKey(null)
  return null
}

/** What the browser asks its user for: to reach hosts, by their addresses. Firefox knows no ports there. */
const originsOf = (addresses: readonly string[]) => ({
  origins: [...new Set(addresses.map((address) => `https://${new URL(address).hostname}/*`))],
})

/** What goes there, in the words of Firefox, which asks about that too: pages name people, and what lets in is sent along. */
const data: Pick<browser.Permissions.Permissions, 'data_collection'> =
  'getBrowserInfo' in browser.runtime
    ? { data_collection: ['personallyIdentifyingInfo', 'authenticationInfo'] }
    : {}

/** Whether hosts may be reached. */
export const hostAccess = {
  /** Asks for it, in the click that needs it and before anything else is waited for. @returns whether it was given */
  ask: (addresses: readonly string[]): Promise<boolean> =>
    browser.permissions.request({ ...originsOf(addresses), ...data }),
  has: (addresses: readonly string[]): Promise<boolean> =>
    browser.permissions.contains({ ...originsOf(addresses), ...data }),
  /** Tells when any of it was given or taken away, also in the browser's own settings. @returns what ends that */
  follow(changed: () => void): () => void {
    const { onAdded, onRemoved } = browser.permissions
    for (const each of [onAdded, onRemoved]) each.addListener(changed)
    return () => {
      for (const each of [onAdded, onRemoved]) each.removeListener(changed)
    }
  },
  /** Gives it back, but for hosts that are `needed` all the same. */
  async drop(addresses: readonly string[], needed: readonly string[]): Promise<void> {
    const { origins } = originsOf(needed)
    const over = originsOf(addresses).origins.filter((origin) => !origins.includes(origin))
    if (over.length) await browser.permissions.remove({ origins: over, ...(!needed.length && data) })
  },
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

/** Opens a place of the dashboard in a tab of its own, beside what is being worked on. */
export const openAnother = (place: string) =>
  browser.tabs.create({ url: `${browser.runtime.getURL('dashboard.html')}#${place}` })

/** Opens a web page in a tab. Unlike `window.open` it may wait for the clipboard first. */
export const openTab = (url: string) => browser.tabs.create({ url })

/** Shows a number on the toolbar's icon; nothing for zero. */
export async function showBadge(n: number): Promise<void> {
  await browser.action.setBadgeBackgroundColor({ color: '#b3540b' })
  await browser.action.setBadgeText({ text: n ? String(n) : '' })
}

/** Tells the background something, whether it hears it or not. */
export const tellBackground = (what: string): Promise<unknown> => browser.runtime.sendMessage(what)
