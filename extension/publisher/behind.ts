import type { ProblemCode } from '#core/model/problem.ts'
import type { PublishHandlers } from '#extension/publisher/worker.ts'

/** What the background and the page that publishes for it say to each other. */

export const publisherPage = 'publisher.html'
export const publisherPort = 'publisher'

/** What the background asks for. */
export type Order = Parameters<PublishHandlers['bring']>[0]

/** What the page says: that it is at it, and at last the problem that ended it; null when there was none. */
export type Told = 'working' | Readonly<{ code: ProblemCode | null }>
