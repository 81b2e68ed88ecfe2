import { readPublication } from '#core/publication/read.ts'
import { drawSite } from '#extension/publisher/drawSite.ts'
import { isSiteFolder, writeFiles } from '#extension/publisher/folder.ts'
import type { News, Order, PublishFault } from '#extension/publisher/messages.ts'
import { mostFiles, zipFiles } from '#extension/publisher/zip.ts'

/** Draws the site in a thread of its own, so that the screen stays quick. Whoever wants it to stop ends it. */

const tell = (news: News) => postMessage(news)

class Refused extends Error {
  readonly fault: PublishFault
  constructor(fault: PublishFault) {
    super(fault)
    this.fault = fault
  }
}

async function publish(order: Order): Promise<void> {
  const read = await readPublication(order.text)
  if (!read.ok) throw new Error(read.faults.map(({ what }) => what).join(' '))
  const { total, files } = await drawSite(read.publication)
  let done = 0
  const step = () => {
    done++
    if (done % 20 === 0 || done === total) tell({ kind: 'progress', done, total })
  }
  tell({ kind: 'progress', done, total })
  if (order.kind === 'zip') {
    if (total > mostFiles) throw new Refused('tooMany')
    tell({ kind: 'zip', blob: await zipFiles(files, step) })
  } else {
    if (!(await isSiteFolder(order.folder))) throw new Refused('otherFolder')
    await writeFiles(order.folder, files, step)
    tell({ kind: 'folder' })
  }
}

addEventListener('message', ({ data }: MessageEvent<Order>) => {
  void publish(data).catch((error: unknown) =>
    tell({ kind: 'fault', fault: error instanceof Refused ? error.fault : 'failed', detail: error instanceof Error ? error.message : String(error) }),
  )
})
