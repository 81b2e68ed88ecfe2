import { beforeEach, describe, expect, it } from 'vitest'
import { exampleRecords } from '#core/exchange/example/records.ts'
import { newCustomer } from '#core/model/customer.ts'
import type { PurchaseTerms } from '#core/model/terms.ts'
import type { TableName } from '#core/storage/records.ts'
import { checkRecords, checkRules, checkWorkspace, type CheckRule } from '#core/workspace/check.ts'
import { addCustomer } from '#core/workspace/customers.ts'
import { freezeDraft } from '#core/workspace/offers.ts'
import { confirmReply, takeReplies } from '#core/workspace/replies.ts'
import { addSubscription } from '#core/workspace/subscriptions.ts'
import { undo } from '#core/workspace/undo.ts'
import { bad, basic, Bench, good, noon } from '#test/core/workspace/support.ts'
import { cheap } from '#test/support/cost.ts'

let bench: Bench
let fjord: string

beforeEach(async () => {
  bench = await Bench.start()
  fjord = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
})

/** Changes the first record of a table past every command. */
async function spoil(table: TableName, change: object): Promise<void> {
  const [record] = await bench.db.at(table).toArray()
  await bench.db.table(table).put({ ...record, ...change })
}

/** What the checker says of a workspace that is broken on purpose. */
async function found(): Promise<string[]> {
  bench.spoilt = true
  return (await checkWorkspace(bench.db, bench.moment)).findings.map(({ table, rule, field }) =>
    `${table} ${rule} ${field}`.trim(),
  )
}

const subscription = {
  product: { skuId: basic.skuId, name: basic.name },
  licences: 10,
  trial: false,
  term: 'P1Y' as const,
  billing: 'annual' as const,
  startsOn: '2026-01-01',
  endsOn: '2026-12-31',
  autoRenew: true,
  partnerOfRecord: 'own' as const,
  externalId: '',
  note: '',
}

describe('the checker (A1)', () => {
  it('finds nothing in the example', async () => {
    expect(await checkRecords((await exampleRecords('2026-11-02', 'nb', cheap)).records, noon)).toEqual([])
  })

  it('finds the same example each time: what is drawn of it can be compared (B1)', async () => {
    const [{ records: first }, { records: second }] = [
      await exampleRecords('2026-11-02', 'nb', cheap),
      await exampleRecords('2026-11-02', 'nb', cheap),
    ]
    for (const table of ['recipients', 'activity', 'versions', 'drafts', 'publications'] as const)
      expect(second[table]).toEqual(first[table])
  })

  it('names each broken promise by table, rule and field', async () => {
    const version = await bench.offer('purchase', [fjord])
    await good(takeReplies(bench.context, [{ text: await bench.reply(version, 'accept'), from: null }]))
    expect((await checkWorkspace(bench.db, bench.moment)).findings).toEqual([])
    const { binding } = version
    const terms = binding.terms as PurchaseTerms
    await spoil('versions', {
      binding: {
        ...binding,
        terms: { ...terms, lines: [{ ...terms.lines[0]!, count: 11 }, terms.lines[1]!] },
      },
    })
    await spoil('replies', { armor: (await bench.reply(version, 'decline')).replace(/\n/g, '') })
    await spoil('offers', { version: 2 })
    await spoil('recipients', { customerId: 'nobody', sentAt: version.frozenAt })
    await spoil('customers', { words: ['annet'] })
    await spoil('company', { email: 'kari%40x?bcc=@y.example' })
    await spoil('users', { active: false })
    await bench.db.table('subscriptions').bulkAdd([
      {
        ...subscription,
        id: 'a',
        customerId: fjord,
        licences: 200,
        state: 'active',
        source: 'hand',
        sourceId: null,
        convertedTo: null,
        notice: [],
        createdAt: version.frozenAt,
        updatedAt: version.frozenAt,
      },
      {
        ...subscription,
        id: 'b',
        customerId: fjord,
        licences: 200,
        state: 'active',
        source: 'hand',
        sourceId: null,
        convertedTo: null,
        notice: [],
        createdAt: version.frozenAt,
        updatedAt: version.frozenAt,
      },
      {
        ...subscription,
        id: 'c',
        customerId: fjord,
        trial: true,
        state: 'active',
        startsOn: null,
        endsOn: null,
        source: 'hand',
        sourceId: null,
        convertedTo: null,
        notice: [],
        createdAt: version.frozenAt,
        updatedAt: version.frozenAt,
      },
      {
        ...subscription,
        id: 'd',
        customerId: fjord,
        trial: true,
        state: 'deleted',
        source: 'hand',
        sourceId: null,
        convertedTo: null,
        notice: [],
        createdAt: version.frozenAt,
        updatedAt: version.frozenAt,
      },
    ])
    const named = await found()
    expect(named.sort()).toEqual([
      'company schema email',
      'customers derived words',
      'offers versions version',
      'recipients reference customerId',
      'recipients state sentAt',
      'replies hash armor',
      'subscriptions cap licences',
      'subscriptions state state',
      'subscriptions twice trial',
      'users single role',
      'versions hash binding',
      'workspace derived lists',
    ])
    const rules = new Set(named.map((each) => each.split(' ')[1] as CheckRule))
    expect([...rules].sort()).toEqual([...checkRules].sort())
  })
})

describe('no command breaks a promise', () => {
  it('by taking back a customer to whom there is an offer meanwhile', async () => {
    const added = await addCustomer(bench.context, newCustomer('Havna Regnskap AS', 'NO', 'nb'))
    if (!added.ok) throw added.problem
    await bench.offer('purchase', [added.value])
    expect(await bad(undo(bench.context, added.undo))).toBe('wrongState')
    expect(await bench.db.at('customers').count()).toBe(2)
  })

  it('by freezing a draft for a customer who was taken back', async () => {
    const added = await addCustomer(bench.context, newCustomer('Havna Regnskap AS', 'NO', 'nb'))
    if (!added.ok) throw added.problem
    const draft = await bench.draft('purchase', [added.value])
    await good(undo(bench.context, added.undo))
    expect(await bad(freezeDraft(bench.context, { id: draft.id }))).toBe('noRecipient')
  })

  it('by confirming the same answer for a customer with a subscription already', async () => {
    await good(addSubscription(bench.context, { customerId: fjord, subscription }))
    const version = await bench.offer('purchase', [fjord])
    await good(takeReplies(bench.context, [{ text: await bench.reply(version, 'accept'), from: null }]))
    const [reply] = await bench.db.at('replies').toArray()
    await good(confirmReply(bench.context, { id: reply!.id, customerId: null }))
    expect((await checkWorkspace(bench.db, bench.moment)).findings).toEqual([])
  })
})
