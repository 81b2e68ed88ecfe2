import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stateAt } from '#core/clock/offer.ts'
import type { Version } from '#core/model/offer.ts'
import { hashOf } from '#core/publication/canonical.ts'
import { readPublication } from '#core/publication/read.ts'
import { nextDraft, saveDraft } from '#core/workspace/drafts.ts'
import { freezeDraft, withdrawOffer } from '#core/workspace/offers.ts'
import { exportPublication, markOnline } from '#core/workspace/publishing.ts'
import { confirmReply, setReplyAside, takeReplies } from '#core/workspace/replies.ts'
import { Bench, good } from '#test/core/workspace/support.ts'

const steps = [
  'offer',
  'version',
  'withdraw',
  'export',
  'online',
  'reply',
  'confirm',
  'aside',
  'tomorrow',
  'nextMonth',
] as const
type Step = Readonly<{ what: (typeof steps)[number]; pick: number }>

const newest = async (bench: Bench, pick: number): Promise<Version | undefined> => {
  const offers = await bench.db.at('offers').toArray()
  return offers.length ? bench.db.at('versions').get(offers[pick % offers.length]!.code) : undefined
}

/** Does one thing that a person might do, whether or not it is possible now. */
async function act(bench: Bench, customer: string, { what, pick }: Step): Promise<void> {
  const version = await newest(bench, pick)
  if (what === 'offer') {
    const draft = await bench.draft(
      (['trial', 'purchase', 'delegation'] as const)[pick % 3]!,
      pick % 2 ? [customer] : [],
    )
    return void (await freezeDraft(bench.context, { id: draft.id }))
  }
  if (what === 'export') return void (await exportPublication(bench.context))
  if (what === 'tomorrow') return void (bench.moment += 86_400_000)
  if (what === 'nextMonth') return void (bench.moment += 31 * 86_400_000)
  if (!version) return
  const reply = await bench.db.at('replies').where({ state: 'received' }).first()
  if (what === 'withdraw') await withdrawOffer(bench.context, { code: version.code, reason: '' })
  if (what === 'online') await markOnline(bench.context, { codes: [version.code] })
  if (what === 'reply')
    await takeReplies(bench.context, [
      {
        text: await bench.reply(version, (['accept', 'decline', 'question'] as const)[pick % 3]!),
        from: null,
      },
    ])
  if (what === 'confirm' && reply) await confirmReply(bench.context, { id: reply.id, customerId: customer })
  if (what === 'aside' && reply) await setReplyAside(bench.context, { id: reply.id, reason: '' })
  if (what === 'version') {
    const offer = (await bench.db.at('offers').get(version.offerId))!
    const company = (await bench.db.at('company').get('company'))!
    const draft = nextDraft(version, offer, offer.audience === 'one' ? [customer] : [], company, bench.moment)
    await good(saveDraft(bench.context, draft))
    await freezeDraft(bench.context, { id: draft.id })
  }
}

describe('whatever people do, in whatever order', () => {
  it('frozen content never changes, versions follow each other, and the publication is whole', async () => {
    const step = fc.record({ what: fc.constantFrom(...steps), pick: fc.nat(11) })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (done) => {
        const bench = await Bench.start()
        const customer = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
        const frozen = new Map<string, string>()
        for (const each of [{ what: 'offer' as const, pick: 1 }, ...done]) {
          await act(bench, customer, each)
          for (const version of await bench.db.at('versions').toArray()) {
            const content = JSON.stringify([version.binding, version.hash, version.frozenAt])
            expect(frozen.get(version.code) ?? content).toBe(content)
            frozen.set(version.code, content)
          }
        }
        for (const offer of await bench.db.at('offers').toArray()) {
          const versions = (await bench.db.at('versions').where({ offerId: offer.id }).toArray()).sort(
            (a, b) => a.binding.version - b.binding.version,
          )
          expect(versions.map((version) => version.binding.version)).toEqual(
            versions.map((_, index) => index + 1),
          )
          expect(versions.at(-1)!.code).toBe(offer.code)
          // Only the newest can still take an answer.
          for (const version of versions.slice(0, -1))
            expect(['superseded', 'withdrawn']).toContain(version.state)
          for (const version of versions) expect(await hashOf(version.binding)).toBe(version.hash)
        }
        const read = await readPublication(await (await good(exportPublication(bench.context))).file.text())
        if (!read.ok) throw new Error(JSON.stringify(read.faults))
        expect(read.publication.offers).toHaveLength(frozen.size)
        const open = read.publication.offers.filter(
          (line) => line.t === 'offer' && line.state === 'open',
        ).length
        const versions = await bench.db.at('versions').toArray()
        expect(open).toBe(
          versions.filter((version) => ['ready', 'published'].includes(stateAt(version, bench.moment)))
            .length,
        )
        // Nothing counts as answered that no person confirmed.
        const confirmed = await bench.db.at('replies').where({ state: 'confirmed' }).count()
        const answered = (await bench.db.at('recipients').toArray()).filter((each) =>
          /^(accepted|declined|asked)/.test(each.state),
        ).length
        expect(answered).toBeLessThanOrEqual(confirmed)
      }),
      { numRuns: 15 },
    )
  }, 60_000)
})
