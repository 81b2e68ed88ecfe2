import { browser } from '#extension/browser.ts'
import { stampHere, type Question, type Stamp } from '#extension/dev/stamp.ts'

/** Only of `npm run dev`: loads the extension anew, and brings its pages back to where they were. */

/** The build that this code is of. */
const own: string = stampHere

type Aside = Readonly<{
  tabs: readonly { id: number; url: string }[]
  popup: boolean
  /** What the browser would forget. */
  session: Record<string, unknown>
}>

const hasTabs = async () => (await browser.runtime.getContexts({ contextTypes: ['TAB'] })).length > 0

async function reload(): Promise<void> {
  const contexts = await browser.runtime.getContexts({ contextTypes: ['TAB', 'POPUP'] })
  const ids = contexts.flatMap(({ contextType, tabId }) => (contextType === 'TAB' ? tabId : []))
  const tabs = await Promise.all(ids.map((id) => browser.tabs.get(id)))
  // The vault's key is never written to the disk: the vault is locked afterwards.
  const { dataKey: _, openUntil: __, ...session } = await browser.storage.session.get()
  const aside: Aside = {
    tabs: tabs.map(({ id, url }) => ({ id: id!, url: url! })),
    popup: contexts.some(({ contextType }) => contextType === 'POPUP'),
    session,
  }
  await browser.storage.local.set({ devAside: aside })
  const { shelter } = (await (await fetch('/dev.json', { cache: 'no-store' })).json()) as Stamp
  // The browser closes the tabs of an extension that goes, and a window with them: these leave first.
  // Not to about:blank, which would still belong to the extension.
  for (const { id } of aside.tabs) await browser.tabs.update(id, { url: shelter })
  for (let tries = 0; tries < 100 && (await hasTabs()); tries++)
    await new Promise((resolve) => setTimeout(resolve, 10))
  browser.runtime.reload()
}

async function bringBack(): Promise<void> {
  const { devAside: aside } = (await browser.storage.local.get('devAside')) as { devAside?: Aside }
  if (!aside) return
  await browser.storage.local.remove('devAside')
  await browser.storage.session.set(aside.session)
  for (const { id, url } of aside.tabs) await browser.tabs.update(id, { url })
  // Not every browser opens a popup that nobody pressed for.
  if (aside.popup) await browser.action.openPopup().catch(() => {})
}

let isGoing = false
browser.runtime.onMessage.addListener((message: unknown) => {
  const { devBackground } = message as Partial<Question>
  if (devBackground === undefined) return undefined
  if (devBackground === own) return Promise.resolve(false)
  if (!isGoing) void reload()
  isGoing = true
  return Promise.resolve(true)
})
void bringBack()
