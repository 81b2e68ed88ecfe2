import { readPublication } from '#core/publication/read.ts'
import { drawSite, type DrawnSite } from '#extension/publisher/drawSite.ts'
import { countLost, isSiteFolder, writeFiles } from '#extension/publisher/folder.ts'
import type { News, Order, PublishFault } from '#extension/publisher/messages.ts'
import { mostFiles, zipFiles } from '#extension/publisher/zip.ts'

/** Draws the site in a thread of its own, so that the screen stays quick. Whoever wants it to stop ends it. */

const tell = (news: News) => postMessage(news)

/** Why a site should not be put there; null when it may. */
async function objection(order: Order, { total, places }: DrawnSite): Promise<PublishFault | null> {
  if (order.kind === 'zip') return total > mostFiles ? { fault: 'tooMany' } : null
  if (!(await isSiteFolder(order.folder))) return { fault: 'otherFolder' }
  const n = order.mayLose ? 0 : await countLost(order.folder, places)
  return n ? { fault: 'wouldLose', n } : null
}

async function publish(order: Order): Promise<void> {
  const read = await readPublication(order.text)
  if (!read.ok) throw new Error(read.faults.map(({ what }) => what).join(' '))
  const site = await drawSite(read.publication)
  const why = await objection(order, site)
  if (why) return tell({ kind: 'fault', why })
  const { total } = site
  let done = 0
  const step = () => {
    done++
    if (done % 20 === 0 || done === total) tell({ kind: 'progress', done, total })
  }
  tell({ kind: 'progress', done, total })
  if (order.kind === 'zip') tell({ kind: 'zip', blob: await zipFiles(site.files, step) })
  else {
    await writeFiles(order.folder, site, step)
    tell({ kind: 'folder' })
  }
}

addEventListener('message', ({ data }: MessageEvent<Order>) => {
  void publish(data).catch((error: unknown) => tell({ kind: 'fault', why: { fault: 'failed', detail: error instanceof Error ? error.message : String(error) } }))
})
