import { describe, expect, it } from 'vitest'
import { exampleUserId } from '#core/exchange/example/data.ts'
import { exampleRecords } from '#core/exchange/example/records.ts'
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
})
