import type { Draft } from '#core/model/offer.ts'
import type { Database } from '#core/storage/database.ts'
import { countNeeds, listNeeds, type Needs } from '#core/workspace/needs.ts'
import { listLatestOffers, type OfferGlance } from '#core/workspace/offerViews.ts'
import { findSession, type Session } from '#core/workspace/session.ts'

/** What a page has to know before it shows anything. */
export type Glance = Readonly<{
  session: Session | 'nobody' | null
  /** How many things wait for a person, as the badge says. */
  waiting: number
}>

/** What who works here is read from, and how much waits. */
const countedTables = ['workspace', 'company', 'users', 'tallies', 'activity', 'inboxes', 'looks']

/** Who works here, and how much waits. */
export const readGlance = (db: Database, actor: string | null, now: number): Promise<Glance> =>
  db.transaction('r', countedTables, async () => {
    const session = await findSession(db, actor)
    return { session, waiting: session && session !== 'nobody' ? await countNeeds(db, session, now) : 0 }
  })

/** An unfinished offer, and the name of the first customer that it is for; null where there is none yet. */
export type DraftGlance = Readonly<{ draft: Draft; who: string | null }>

/** What the popup shows first. */
export type FirstScreen = Readonly<{
  needs: Needs
  offers: readonly OfferGlance[]
  /** The unfinished offer that was touched last. */
  unfinished: DraftGlance | null
}>

export type PopupGlance = Glance & Readonly<{ first: FirstScreen | null }>

async function findUnfinished(db: Database): Promise<DraftGlance | null> {
  const draft = await db.at('drafts').orderBy('updatedAt').last()
  if (!draft) return null
  const customer = draft.customerIds[0] ? await db.at('customers').get(draft.customerIds[0]) : undefined
  return { draft, who: customer?.name ?? null }
}

const popupTables = [
  ...countedTables,
  'replies',
  'recipients',
  'customers',
  'offers',
  'versions',
  'drafts',
  'clocks',
]

/**
 * Everything that the popup shows first, in one transaction.
 *
 * @param limits how many needs and offers are shown
 */
export const readPopup = (
  db: Database,
  actor: string | null,
  now: number,
  limits: Readonly<{ needs: number; offers: number }>,
): Promise<PopupGlance> =>
  db.transaction('r', popupTables, async () => {
    const session = await findSession(db, actor)
    if (!session || session === 'nobody') return { session, waiting: 0, first: null }
    const [needs, offers, unfinished] = await Promise.all([
      listNeeds(db, session, now, limits.needs),
      listLatestOffers(db, now, limits.offers),
      findUnfinished(db),
    ])
    return { session, waiting: needs.all, first: { needs, offers, unfinished } }
  })
