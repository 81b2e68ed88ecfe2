import { browser } from '#extension/browser.ts'
import { work } from '#extension/longWork/work.ts'
import { publisherPort, type Order, type Told } from '#extension/publisher/behind.ts'
import { startWorker } from '#extension/publisher/startWorker.ts'
import type { PublishHandlers } from '#extension/publisher/worker.ts'

/**
 * A page that nobody sees: it starts the worker that publishes, which a
 * background in Chromium cannot. It does what it is told once.
 */

/** The background is put to sleep when it has heard nothing for thirty seconds. */
const pulse = 10_000

const bringing = work<PublishHandlers>(startWorker)
const port = browser.runtime.connect({ name: publisherPort })
const tell = (told: Told) => port.postMessage(told)

let isHeard = true
port.onDisconnect.addListener(() => (isHeard = false))

async function bring(order: Order): Promise<void> {
  const beating = setInterval(() => isHeard && tell('working'), pulse)
  const done = await bringing.ask('bring', order)
  clearInterval(beating)
  // A background that was ended all the same closes nothing any more.
  if (isHeard) tell({ code: done.ok ? null : done.problem.code })
  else window.close()
}

port.onMessage.addListener((order) => void bring(order as Order))
