import { work } from '#extension/longWork/work.ts'
import { startWorker } from '#extension/publisher/startWorker.ts'
import type { PublishHandlers } from '#extension/publisher/worker.ts'

/** The site or the publication file that is being made, at most one at a time; leaving the screen stops it. */
export const publishing = work<PublishHandlers>(startWorker)
