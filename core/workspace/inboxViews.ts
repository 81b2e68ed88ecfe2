import type { Inbox } from '#core/model/inbox.ts'
import type { Database, Look } from '#core/storage/database.ts'

/** The inbox as screens show it. Apart from its commands, which the popup's first screen can do without. */

/** The inbox that is connected; null where answers come by other ways alone. */
export const findInbox = async (db: Database): Promise<Inbox | null> =>
  (await db.at('inboxes').get('inbox')) ?? null

/** What was seen in the inbox last, in whatever window of this browser; null before the first time, and of an inbox that is gone. */
export async function findLook(db: Database): Promise<Look | null> {
  const [inbox, look] = await Promise.all([findInbox(db), db.looks.get('inbox')])
  return (inbox && look) ?? null
}
