import { beforeEach, describe, expect, it } from 'vitest'
import type { Version } from '#core/model/offer.ts'
import type { Answer } from '#core/model/reply.ts'
import { saveServices } from '#core/workspace/company.ts'
import { connectHost, readPending, recordOnline } from '#core/workspace/hosting.ts'
import { exportPublication } from '#core/workspace/publishing.ts'
import { confirmReply, moveRecipientByHand, takeReplies } from '#core/workspace/replies.ts'
import { Bench, good } from '#test/core/workspace/support.ts'

let bench: Bench
let version: Version
beforeEach(async () => {
  bench = await Bench.start()
  version = await bench.offer('purchase', [await bench.customer('Fjord Bygg AS', 'fjordbygg.example')])
})

async function wantReceived(showReceived: boolean): Promise<void> {
  const { company } = await bench.session()
  await good(saveServices(bench.context, { ...company, showReceived }))
}

async function answer(kind: Answer, of = version): Promise<string> {
  const [taken] = await good(takeReplies(bench.context, [{ text: await bench.reply(of, kind), from: null }]))
  return (taken as { id: string }).id
}

const confirm = (id: string) => good(confirmReply(bench.context, { id, customerId: null }))

/** What the page of the offer shows after the next publication. */
async function shown(): Promise<string> {
  const { file } = await good(exportPublication(bench.context))
  const lines = (await file.text()).split('\n').filter((line) => line.includes(version.code))
  return (JSON.parse(lines[0]!) as { state: string }).state
}

describe('the page of an offer that was answered', () => {
  it.each(['accept', 'decline'] as const)('says so once a person has confirmed it: %s', async (kind) => {
    await wantReceived(true)
    const id = await answer(kind)
    expect(await shown()).toBe('open')
    await confirm(id)
    expect(await shown()).toBe('answered')
    // Not that it has expired, to somebody who has answered in time.
    bench.moment += 60 * 86_400_000
    expect(await shown()).toBe('answered')
  })

  it('still takes answers where the partner has not asked for that', async () => {
    await confirm(await answer('accept'))
    expect(await shown()).toBe('open')
  })

  it('still takes answers after a question, and once a person has put the customer back', async () => {
    await wantReceived(true)
    await confirm(await answer('question'))
    expect(await shown()).toBe('open')
    await confirm(await answer('accept'))
    expect(await shown()).toBe('answered')
    const [recipient] = await bench.recipients(version)
    await good(
      moveRecipientByHand(bench.context, { id: recipient!.id, state: 'sent', reason: 'Feil person' }),
    )
    expect(await shown()).toBe('open')
  })

  it('still takes answers of others where the offer went to several', async () => {
    await wantReceived(true)
    const customers = [
      await bench.customer('Vik Data AS', 'vikdata.example'),
      await bench.customer('Nes Regnskap AS', 'nesregnskap.example'),
    ]
    version = await bench.offer('purchase', customers)
    const id = await answer('accept')
    await good(confirmReply(bench.context, { id, customerId: customers[0]! }))
    expect(await shown()).toBe('open')
  })

  it('waits to be brought to the host', async () => {
    await wantReceived(true)
    await good(
      connectHost(bench.context, {
        settings: { kind: 'webdav', address: 'https://dav.example.com/tilbud', user: 'nordlys' },
        secret: 'et passord som ingen gjetter',
        siteAddress: 'https://tilbud.example.com',
        expires: null,
      }),
    )
    const waits = async () => (await readPending(bench.db, bench.moment))!.of !== ''
    await good(exportPublication(bench.context))
    const online = { ground: 'a'.repeat(43), codes: [version.code] }
    bench.moment += 1000
    const at = () => new Date(bench.moment).toISOString()
    await good(recordOnline(bench.context, { at: at(), number: 1, ...online }))
    bench.moment += 1000
    const id = await answer('accept')
    expect(await waits()).toBe(false)
    await confirm(id)
    expect(await waits()).toBe(true)
  })
})
