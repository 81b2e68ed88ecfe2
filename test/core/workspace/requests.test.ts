import { beforeEach, describe, expect, it } from 'vitest'
import { answerDue } from '#core/clock/request.ts'
import {
  addRequest,
  moveRequest,
  noteRequest,
  requestsOf,
  requestText,
  sendRequest,
} from '#core/workspace/requests.ts'
import { activate, request } from '#test/core/workspace/delegated.ts'
import { bad, Bench, good, noon } from '#test/core/workspace/support.ts'

let bench: Bench
let fjord: string
beforeEach(async () => {
  bench = await Bench.start()
  fjord = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
})

describe('a service request', () => {
  it('has its target from the moment it was sent, and Microsoft’s states', async () => {
    await activate(bench, fjord)
    const key = await good(addRequest(bench.context, { customerId: fjord, request }))
    const only = async () => (await requestsOf(bench.db, fjord))[0]!
    expect(answerDue(await only())).toBeNull()
    await good(sendRequest(bench.context, { id: key }))
    expect(answerDue(await only())).toBe(noon + 4 * 3_600_000)
    expect(await bad(moveRequest(bench.context, { id: key, state: 'none', number: '' }))).toBe('wrongState')
    await good(moveRequest(bench.context, { id: key, state: 'attentionNeeded', number: '2611' }))
    await good(noteRequest(bench.context, { id: key, text: 'Ringte.' }))
    await good(moveRequest(bench.context, { id: key, state: 'closed', number: '2611' }))
    expect(await only()).toMatchObject({
      state: 'closed',
      number: '2611',
      closedAt: '2026-11-02T12:00:00.000Z',
      notes: [{ text: 'Ringte.', by: bench.actor }],
    })
    expect(await bad(sendRequest(bench.context, { id: key }))).toBe('wrongState')
  })
  it('names the partner as the contact, and the customer’s tenant', async () => {
    await activate(bench, fjord)
    await good(addRequest(bench.context, { customerId: fjord, request }))
    const text = requestText(
      (await requestsOf(bench.db, fjord))[0]!,
      (await bench.db.at('customers').get(fjord))!,
    )
    expect(text).toContain('Contact (partner): Marte Nordvik, marte@nordlys-it.example')
    expect(text).toContain('first response within 4 hours')
    expect(text).toContain('Customer: Fjord Bygg AS, fjordbygg.example')
  })
})
