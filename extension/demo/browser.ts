import type * as extension from '#extension/browser.ts'
import type { AtStart, KeptName, SetUpDraft } from '#extension/browser.ts'
import { begin } from '#extension/demo/begin.ts'
import { lasting, passing } from '#extension/demo/kept.ts'
import { badge, behind, blocked } from '#extension/demo/notices.ts'

export type { AtStart, KeptName, SetUpDraft }

/**
 * What extension/browser.ts is in the extension, for the demo in an ordinary
 * tab: the build of the demo puts this in its place. `browser` itself is
 * missing, because only the background uses it and the demo has none.
 */
type Door = {
  [Name in Exclude<keyof typeof extension, 'browser'>]: (typeof extension)[Name] extends (
    ...given: infer Given
  ) => Promise<unknown>
    ? (...given: Given) => Promise<unknown>
    : (typeof extension)[Name]
}

/** Milliseconds without a key or a click after which the vault locks itself. */
const lockAfter = 15 * 60_000

/** In local storage, where every tab of the demo sees the same, as every page of the extension does. */
export const settings: Door['settings'] = {
  atStart: async () => ({
    actor: lasting.get('actor'),
    popupDraft: lasting.get('popupDraft'),
    newCustomer: passing.get('newCustomer'),
    dataKey: await settings.dataKey(),
  }),
  actor: async () => lasting.get('actor'),
  setActor: async (actor) => lasting.set('actor', actor),
  setUpDraft: async () => passing.get('setUpDraft'),
  setSetUpDraft: async (draft) => passing.set('setUpDraft', draft),
  kept: async (name) => passing.get(name),
  keep: async (name, value) => passing.set(name, value ?? null),
  setPopupDraft: async (draft) => lasting.set('popupDraft', draft),
  async dataKey() {
    const open = lasting.get<{ dataKey: string; until: number }>('vault')
    if (!open) return null
    if (open.until > Date.now()) return open.dataKey
    await settings.setDataKey(null)
    return null
  },
  setDataKey: async (dataKey) => lasting.set('vault', dataKey && { dataKey, until: Date.now() + lockAfter }),
  keepUnlocked: async () => settings.setDataKey(await settings.dataKey()),
  customerView: async () => lasting.get('customerView'),
  setCustomerView: async (view) => lasting.set('customerView', view),
  checkedSchema: async () => lasting.get('checkedSchema'),
  setCheckedSchema: async (version) => lasting.set('checkedSchema', version),
  async clear() {
    lasting.clear()
    passing.clear()
    return [undefined, undefined]
  },
}

/** Only an extension may reach other hosts. */
export const hostAccess: Door['hostAccess'] = {
  ask: async () => false,
  has: async () => false,
  follow: () => () => {},
  drop: async () => {},
}

/** The window of the dashboard, so that it is found again. */
const dashboard = 'tilbud-demo-dashboard'
const isDashboard = document.body.classList.contains('dashboard')
if (isDashboard) window.name = dashboard

const addressOf = (place: string) => `dashboard.html#${place}`

/** After so many milliseconds another tab is in front, if it comes there at all. */
const settleTime = 300

document.addEventListener('visibilitychange', () => document.hidden && behind.set(false))

/** Opens a tab, or the one with that name. Browsers allow it for a moment after a click. */
async function openWindow(url: string, name = '_blank'): Promise<void> {
  const opened = window.open(url, name)
  blocked.set(opened === null)
  opened?.focus()
  behind.set(false)
  // Firefox leaves a tab that is open already where it is.
  if (opened && name === dashboard)
    setTimeout(() => behind.set(document.visibilityState === 'visible'), settleTime)
}

export const openDashboard: Door['openDashboard'] = async (place = '/') => {
  if (isDashboard) location.hash = place
  else await openWindow(addressOf(place), dashboard)
}

export const openAnother: Door['openAnother'] = (place) => openWindow(addressOf(place))

export const openTab: Door['openTab'] = (url) => openWindow(url)

/** There is no toolbar's button: the bar says what it would show. */
export const showBadge: Door['showBadge'] = async (n) => badge.set(n)

/** There is no background. */
export const tellBackground: Door['tellBackground'] = async () => {}

/** Fails to compile when something of the extension's is missing here. */
type Whole<Demo extends Door> = Demo
export type Checked = Whole<typeof import('#extension/demo/browser.ts')>

// Every screen imports this file, so that none asks for the workspace before the example is in it.
await begin(async ({ actor, dataKey }) => {
  await settings.setActor(actor)
  await settings.setDataKey(dataKey)
})
