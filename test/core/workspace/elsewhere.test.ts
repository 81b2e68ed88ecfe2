import { beforeEach, describe, expect, it } from 'vitest'
import { newCustomer } from '#core/model/customer.ts'
import { addCustomer, findCustomer, saveCustomer } from '#core/workspace/customers.ts'
import { newDraft, saveDraft } from '#core/workspace/drafts.ts'
import { bad, Bench, good } from '#test/core/workspace/support.ts'

describe('two windows on one record (C2)', () => {
  let bench: Bench
  let id: string
  const fjord = newCustomer('Fjord Bygg AS', 'NO', 'nb')
  beforeEach(async () => {
    bench = await Bench.start()
    id = await good(addCustomer(bench.context, fjord))
  })

  it('a save that expects the record as it was read goes through once', async () => {
    const read = await findCustomer(bench.db, id)
    const expected = { table: 'customers', key: id, record: read } as const
    await good(saveCustomer({ ...bench.context, expected }, { ...fjord, id, note: 'First' }))
    expect(await bad(saveCustomer({ ...bench.context, expected }, { ...fjord, id, note: 'Second' }))).toBe(
      'changedElsewhere',
    )
    expect((await findCustomer(bench.db, id))?.note).toBe('First')
  })

  it('saves over the newer one when that is what is expected', async () => {
    await good(saveCustomer(bench.context, { ...fjord, id, note: 'First' }))
    const expected = { table: 'customers', key: id, record: await findCustomer(bench.db, id) } as const
    await good(saveCustomer({ ...bench.context, expected }, { ...fjord, id, note: 'Second' }))
    expect((await findCustomer(bench.db, id))?.note).toBe('Second')
  })

  it('a draft that another window threw away does not come back by itself', async () => {
    const { company } = await bench.session()
    const draft = newDraft('purchase', company, null, bench.moment)
    await good(
      saveDraft({ ...bench.context, expected: { table: 'drafts', key: draft.id, record: null } }, draft),
    )
    const stored = await bench.db.at('drafts').get(draft.id)
    await bench.db.at('drafts').delete(draft.id)
    expect(
      await bad(
        saveDraft({ ...bench.context, expected: { table: 'drafts', key: draft.id, record: stored } }, draft),
      ),
    ).toBe('changedElsewhere')
  })
})
