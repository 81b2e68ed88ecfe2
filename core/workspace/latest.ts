import type { Activity } from '#core/model/activity.ts'
import type { Database } from '#core/storage/database.ts'

type ActivityIndex = '[offerId+at]' | '[customerId+at]' | '[by+at]' | '[action+at]'

/** So many lines of one offer or customer are shown. */
const latestLines = 200

/** The latest lines about something, newest first. */
export const latestOf = (
  db: Database,
  index: ActivityIndex,
  key: string,
  { from = '', to = '\uffff', limit = latestLines, fits = () => true }: Partial<Range> = {},
): Promise<Activity[]> =>
  db
    .at('activity')
    .where(index)
    .between([key, from], [key, to], true, true)
    .reverse()
    .filter(fits)
    .limit(limit)
    .toArray()

/** Instants from and to, how many lines at most, and which. */
export type Range = Readonly<{ from: string; to: string; limit: number; fits: (line: Activity) => boolean }>
