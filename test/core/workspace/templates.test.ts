import { beforeEach, describe, expect, it } from 'vitest'
import { addDays } from '#core/clock/clock.ts'
import { duplicateDraft } from '#core/workspace/drafts.ts'
import { removeTemplate, saveTemplate, templates } from '#core/workspace/templates.ts'
import { bad, Bench, good, noon } from '#test/core/workspace/support.ts'

let bench: Bench
let fjord: string
beforeEach(async () => {
  bench = await Bench.start()
  fjord = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
})

describe('templates', () => {
  it('begin offers without their customers and last day', async () => {
    const { audience, officeId, terms } = await bench.draft('purchase', [fjord], (draft) => ({
      ...draft,
      terms: { ...draft.terms, message: 'Hei!', lastDay: '2026-11-05' },
    }))
    const key = await good(saveTemplate(bench.context, { name: 'Standardpakke', audience, officeId, terms }))
    const [template] = await templates(bench.db)
    const draft = duplicateDraft(
      template!.terms,
      template!,
      (await bench.db.at('company').get('company'))!,
      noon,
    )
    expect(draft).toMatchObject({
      customerIds: [],
      offerId: null,
      terms: { message: 'Hei!', lastDay: addDays('2026-11-02', 30) },
    })
    expect(await bad(saveTemplate(bench.context, { name: ' ', audience, officeId, terms }))).toBe('invalid')
    await good(removeTemplate(bench.context, { id: key }))
    expect(await templates(bench.db)).toEqual([])
  })
})
