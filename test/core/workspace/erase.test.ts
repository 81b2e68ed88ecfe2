import { liveQuery } from 'dexie'
import { describe, expect, it, vi } from 'vitest'
import { exampleUserId } from '#core/exchange/example/data.ts'
import { exampleRecords } from '#core/exchange/example/records.ts'
import { Database } from '#core/storage/database.ts'
import { eraseWorkspace, loadExample } from '#core/workspace/backup.ts'
import { addUser } from '#core/workspace/staff.ts'
import { bad, Bench, good, noon } from '#test/core/workspace/support.ts'
import { cheap } from '#test/support/cost.ts'

describe('removing everything (A21)', () => {
  it('is for whoever may save a backup, and of the example for anyone', async () => {
    const bench = await Bench.start()
    const colleague = await good(
      addUser(bench.context, {
        name: 'Aslak Berg',
        email: 'aslak@nordlys-it.example',
        alternateEmail: '',
        phone: '',
        role: 'service',
        support: 'full',
        language: 'nb',
      }),
    )
    expect(await bad(eraseWorkspace({ ...bench.context, actor: colleague }))).toBe('notAllowed')
    expect(await bad(eraseWorkspace({ ...bench.context, actor: 'nobody' }))).toBe('notAllowed')
    expect(await bench.db.at('workspace').count()).toBe(1)
    await good(eraseWorkspace(bench.context))
    for (const table of bench.db.tables) expect(await table.count(), table.name).toBe(0)
    const example = new Bench()
    const { records, dataKey } = await exampleRecords('2026-11-02', 'nb', cheap)
    await good(loadExample(example.db, records, noon, { dataKey, actor: exampleUserId }))
    await good(eraseWorkspace({ ...example.context, actor: 'nobody' }))
    expect(await example.db.at('workspace').count()).toBe(0)
  })

  it('leaves other windows open, and they see that it is gone', async () => {
    const bench = await Bench.start()
    const window = new Database(bench.db.name)
    const seen: number[] = []
    const following = liveQuery(() => window.at('workspace').count()).subscribe((count) => seen.push(count))
    await vi.waitFor(() => expect(seen).toEqual([1]))
    await good(eraseWorkspace(bench.context))
    await vi.waitFor(() => expect(seen.at(-1)).toBe(0))
    following.unsubscribe()
    expect(window.stale).toBe(false)
    await window.at('productEdits').add({ id: 'b1f3042b-a390-4b56-ab61-b88e7e767a97', trialId: null })
    expect(await bench.db.at('productEdits').count()).toBe(1)
    window.close()
  })
})
