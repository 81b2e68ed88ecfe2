import { Database } from '#core/storage/database.ts'
import { checkWorkspace, rebuildLists } from '#core/workspace/check.ts'
import type { CheckNews, CheckOrder } from '#extension/dashboard/settings/checking.ts'

/** Goes through every record in a thread of its own, so that the screen stays quick. */

const tell = (news: CheckNews) => postMessage(news)

async function obey(order: CheckOrder): Promise<void> {
  const db = new Database()
  if (order === 'rebuild') {
    const rebuilt = await rebuildLists(db)
    if (!rebuilt.ok) throw rebuilt.problem
  }
  const onTable = (done: number, all: number) => tell({ kind: 'progress', done, all })
  tell({ kind: 'checked', ...(await checkWorkspace(db, Date.now(), onTable)) })
  db.close()
}

addEventListener('message', ({ data }: MessageEvent<CheckOrder>) => {
  void obey(data).catch((error: unknown) => tell({ kind: 'failed', what: String(error) }))
})
