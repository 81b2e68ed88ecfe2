import type { News, Order as Asked } from '#extension/longWork/messages.ts'
import { publisherChannel, type Order, type Told } from '#extension/publisher/behind.ts'
import { startWorker } from '#extension/publisher/startWorker.ts'

/**
 * A page that nobody sees: it starts the worker that publishes, which a
 * background in Chromium cannot. It does what it is told once. What it shares
 * with the popup would be a file more there, so that it shares nothing.
 */

const channel = new BroadcastChannel(publisherChannel)
const tell = (told: Told) => channel.postMessage(told)

channel.addEventListener('message', ({ data }: MessageEvent<Order>) => {
  const worker = startWorker()
  worker.addEventListener('error', () => tell({ code: 'unexpected' }))
  worker.addEventListener('message', ({ data: news }: MessageEvent<News>) => {
    if ('value' in news) tell({ code: null })
    else if ('problem' in news) tell({ code: news.problem.code })
  })
  worker.postMessage({ id: 1, name: 'bring', input: data } satisfies Asked)
})
tell('ready')
