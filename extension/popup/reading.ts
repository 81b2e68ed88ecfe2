import type { Draft } from '#core/model/offer.ts'
import { readPopup } from '#core/workspace/glance.ts'
import { later } from '#extension/ui/later.ts'
import type { KeptCustomer } from '#extension/ui/maker/Who.tsx'
import { beginReading } from '#extension/ui/reading.ts'
import { store } from '#extension/ui/store.ts'

/** How much the popup shows of what needs attention, and of the latest offers. */
export const shown = { needs: 3, offers: 4 } as const

/** What the popup begins with. */
export const reading = beginReading((db, actor, now) => readPopup(db, actor, now, shown))

/** What an offer is made with. */
export const maker = later(() => import('#extension/popup/making.ts'))

/** The offer that is being made; null for none, undefined until it is known whether one was when the popup closed. */
export const making = store<Draft | null | undefined>(undefined)

async function takeUp(): Promise<void> {
  const { popupDraft: id, newCustomer } = await reading.start
  const kept = newCustomer as KeptCustomer | null
  const unsaved = kept?.draft.id === id ? kept.draft : null
  const loaded = id && (await maker.load())
  making.set(loaded ? ((await loaded.findDraft(reading.db, id)) ?? unsaved) : null)
}
void takeUp()
