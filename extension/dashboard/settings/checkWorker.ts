import { Database } from '#core/storage/database.ts'
import { checkWorkspace, rebuildLists } from '#core/workspace/check.ts'
import { outcome } from '#core/workspace/command.ts'
import type { Watch } from '#core/workspace/watch.ts'
import { serve } from '#extension/longWork/serve.ts'

/** Goes through every record in a thread of its own, so that the screen stays quick. */

const db = new Database()

const check = (_input: null, watch: Watch) =>
  outcome(db, async () => ({
    value: await checkWorkspace(db, Date.now(), (done, all) => watch.onPart?.(done, all, 'reading')),
    undo: [],
  }))

const handlers = {
  check,
  /** Brings lists and search up to date first. */
  async rebuild(_input: null, watch: Watch) {
    const rebuilt = await rebuildLists(db)
    return rebuilt.ok ? check(null, watch) : rebuilt
  },
}

export type CheckHandlers = typeof handlers

serve(handlers)
