import { readPublication } from '#core/publication/read.ts'
import { drawSite, type DrawnSite } from '#extension/publisher/drawSite.ts'
import { folderProblem, writeFiles } from '#extension/publisher/folder.ts'
import { mayBeForced, type News, type Order, type PublishProblem } from '#extension/publisher/messages.ts'
import { mostFiles, zipFiles } from '#extension/publisher/zip.ts'

/** Draws the site in a thread of its own, so that the screen stays quick. Whoever wants it to stop ends it. */

const tell = (news: News) => postMessage(news)

/** Why a site should not be put there; null when it may. */
async function problemWith(order: Order, { paths }: DrawnSite): Promise<PublishProblem | null> {
  if (order.kind === 'zip') return paths.size > mostFiles ? { problem: 'tooMany' } : null
  const why = await folderProblem(order.folder, paths)
  return order.mayGoOn && why && mayBeForced(why) ? null : why
}

async function publish(order: Order): Promise<void> {
  const read = await readPublication(order.text)
  if (!read.ok) throw new Error(read.faults.map(({ what }) => what).join(' '))
  const site = await drawSite(read.publication)
  const why = await problemWith(order, site)
  if (why) return tell({ kind: 'problem', why })
  const total = site.paths.size
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
  void publish(data).catch((error: unknown) =>
    tell({
      kind: 'problem',
      why: { problem: 'failed', detail: error instanceof Error ? error.message : String(error) },
    }),
  )
})
