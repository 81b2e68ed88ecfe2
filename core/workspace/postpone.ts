import * as v from 'valibot'
import { command } from '#core/workspace/command.ts'

/** How long *Later* is, in days. */
const days = 3

/** Puts off the reminder that a backup is due. */
export const postponeBackup = command({
  input: v.undefined(),
  may: 'workspace.backup',
  async run(work) {
    const backupLater = new Date(Date.parse(work.at) + days * 86_400_000).toISOString()
    await work.put('workspace', { ...work.workspace, backupLater })
    await work.log('backupPostponed')
  },
})
