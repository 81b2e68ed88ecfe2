import { work } from '#extension/longWork/work.ts'
import type { PublishHandlers } from '#extension/publisher/worker.ts'

/** The site or the publication file that is being made, at most one at a time; leaving the screen stops it. */
export const publishing = work<PublishHandlers>(
  () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }),
)
