import { denial } from '#core/access/access.ts'
import { pauseAfter } from '#core/hosting/again.ts'
import { addressesOf } from '#core/model/hostPlaces.ts'
import type { ProblemCode } from '#core/model/problem.ts'
import { Database } from '#core/storage/database.ts'
import { readPending } from '#core/workspace/hosting.ts'
import { findSession } from '#core/workspace/session.ts'
import { closeHiddenPage, openHiddenPage } from '#extension/background/hiddenPage.ts'
import { browser, hostAccess, settings } from '#extension/browser.ts'
import { mayLeadOn } from '#extension/publisher/access.ts'
import {
  handedOver,
  publisherChannel,
  publisherPage,
  type Order,
  type Told,
} from '#extension/publisher/behind.ts'
import { runLock } from '#extension/publisher/channel.ts'
import { findFailure, keepEnd } from '#extension/publisher/failure.ts'

/**
 * Publishing goes on while no page of the extension is open, as long as the
 * vault is: when a page closes, and by an alarm when that was not enough.
 */

const alarm = 'publish'

/** Milliseconds until the next look while something waits. */
const lookAgainAfter = 60_000

/** Within so many milliseconds the hidden page is there, or it never will be. */
const openingTakes = 30_000

/** So often, in milliseconds, the browser is asked for something while a run goes on. */
const pulse = 10_000

/** For so many milliseconds a page that closes may still hold what lets one publish at a time. */
const closingTakes = 3000

type Waiting = Readonly<{ of: string; order: Order }>

/** What is to be brought to the host and on whose behalf; null when nothing is, or it may not be done now. */
async function findWaiting(): Promise<Waiting | null> {
  const [actor, dataKey] = await Promise.all([settings.actor(), settings.dataKey()])
  if (!actor || !dataKey) return null
  const db = new Database()
  try {
    const [session, pending] = await Promise.all([findSession(db, actor), readPending(db, Date.now())])
    if (!session || session === 'nobody' || !pending?.of) return null
    if (denial({ ...session, customerChosen: false }, 'publication.export')) return null
    const addresses = addressesOf(pending.host.settings, session.company.siteAddress)
    if (!(await hostAccess.has(addresses))) return null
    const by = { actor, customerChosen: false }
    const wish = { mayReplace: false, ifWaiting: true, mayLead: await mayLeadOn(db) }
    return { of: pending.of, order: { by, dataKey, ...wish } }
  } finally {
    db.close()
  }
}

/** Waits until nobody publishes. @returns false when a page is at it that stays open */
const isFree = (): Promise<boolean> =>
  navigator.locks
    .request(runLock, { signal: AbortSignal.timeout(closingTakes) }, () => true)
    .catch(() => false)

/** What the hidden page says of a run at its end. */
const endOf = (channel: BroadcastChannel, order: Order) =>
  new Promise<ProblemCode | null>((resolve) => {
    const late = setTimeout(() => resolve('unexpected'), openingTakes)
    channel.addEventListener('message', ({ data }: MessageEvent<Told>) => {
      clearTimeout(late)
      if (data === 'ready') channel.postMessage(order)
      else resolve(data.code)
    })
  })

/** Publishes in a page that nobody sees. @returns the problem that ended it; null when there was none */
async function publish(order: Order): Promise<ProblemCode | null> {
  const channel = new BroadcastChannel(publisherChannel)
  // Both browsers end a background of which they hear nothing for thirty seconds.
  const beating = setInterval(() => void browser.runtime.getPlatformInfo(), pulse)
  try {
    const ended = endOf(channel, order)
    await openHiddenPage(publisherPage, 'The worker that draws pages and brings them to the host.')
    return await ended
  } finally {
    clearInterval(beating)
    channel.close()
    await closeHiddenPage()
  }
}

/** When a run that failed with the same to bring may be begun again; 0 for at once, null when a person has to decide. */
async function mayBegin(of: string): Promise<number | null> {
  const failure = await findFailure()
  if (failure?.of !== of) return 0
  const pause = pauseAfter(failure.code, failure.tries)
  return pause === null ? null : failure.at + pause
}

const lookAt = async (when: number): Promise<void> => browser.alarms.create(alarm, { when })

/** Looks whether something waits, brings it, and says when to look again. @param brought what was just brought */
async function goOn(brought = ''): Promise<void> {
  const waiting = await findWaiting()
  const when = waiting && waiting.of !== brought ? await mayBegin(waiting.of) : null
  if (!waiting || when === null) {
    await browser.alarms.clear(alarm)
    return
  }
  if (when > Date.now()) return lookAt(when)
  // Where this is ended on its way, the next look finds what is left.
  await lookAt(Date.now() + lookAgainAfter)
  if (!(await isFree())) return
  const code = await publish(waiting.order)
  await keepEnd((await findWaiting())?.of ?? waiting.of, code)
  // Something may have come meanwhile, and what failed is tried again later.
  if (code !== 'busy') await goOn(code ? '' : waiting.of)
}

let isAtIt = false

async function begin(): Promise<void> {
  if (isAtIt) return
  isAtIt = true
  await goOn().finally(() => (isAtIt = false))
}

/** Registers what begins it. Called at once at top level. */
export function publishBehind(): void {
  browser.runtime.onMessage.addListener((message: unknown) => {
    if (message === handedOver) void begin()
  })
  browser.alarms.onAlarm.addListener(({ name }) => {
    // The other one comes as long as the vault may be open: a page that crashed has handed nothing over.
    if (name === alarm || name === 'lock') void begin()
  })
}
