import type { ProblemCode } from '#core/model/problem.ts'
import type { PublishHandlers } from '#extension/publisher/worker.ts'

/** What the background and the page that publishes for it say to each other. */

export const publisherPage = 'publisher.html'
export const publisherChannel = 'tilbud-publisher'

/** What the background asks for. */
export type Order = Parameters<PublishHandlers['bring']>[0]

/** What the page says: that it is there, and at last the problem that ended it; null when there was none. */
export type Told = 'ready' | Readonly<{ code: ProblemCode | null }>

/** What a page that closes tells the background. */
export const handedOver = 'handedOver'
