import { beforeEach, describe, expect, it } from 'vitest'
import { stateAt } from '#core/clock/offer.ts'
import { readCode } from '#core/model/code.ts'
import type { PurchaseTerms } from '#core/model/terms.ts'
import { hashOf } from '#core/publication/canonical.ts'
import { readPublication } from '#core/publication/read.ts'
import { saveCompany } from '#core/workspace/company.ts'
import { nextDraft, saveDraft } from '#core/workspace/drafts.ts'
import { linkOf, markSent } from '#core/workspace/links.ts'
import { mailFor } from '#core/workspace/mail.ts'
import { listNeeds } from '#core/workspace/needs.ts'
import { freezeDraft, withdrawOffer } from '#core/workspace/offers.ts'
import { readOffer } from '#core/workspace/offerViews.ts'
import { exportPublication, markOnline, readPublicationStatus } from '#core/workspace/publishing.ts'
import { setTrialId } from '#core/workspace/trialIds.ts'
import { undo } from '#core/workspace/undo.ts'
import { bad, basic, Bench, company, good, noon } from '#test/core/workspace/support.ts'

const day = 86_400_000

let bench: Bench
let fjord: string
let havna: string
beforeEach(async () => {
  bench = await Bench.start()
  fjord = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
  havna = await bench.customer('Havna Regnskap AS', 'havna.example')
})

describe('freezing', () => {
  it('gives an offer a code, a hash, a last moment and its recipients', async () => {
    const version = await bench.offer('purchase', [fjord])
    expect(readCode(version.code)).toBe(version.code)
    expect(version.hash).toBe(await hashOf(version.binding))
    expect(version.binding).toMatchObject({
      version: 1,
      partner: { name: 'Nordlys IT AS', partnerId: '4839201' },
      audience: 'one',
      addressee: null,
      closesAt: '2026-12-02T23:00:00.000Z',
    })
    expect(await bench.recipients(version)).toMatchObject([{ customerId: fjord, state: 'toSend' }])
    expect(await bench.db.at('drafts').count()).toBe(0)
  })

  it('refuses a trial with other licences than Microsoft gives, more than those to advisors alone (C9)', async () => {
    const drafted = async (licences: number) => {
      const draft = await bench.draft('trial', [fjord], (each) => ({
        ...each,
        terms: { ...each.terms, licences } as never,
      }))
      return freezeDraft(bench.context, { id: draft.id })
    }
    expect(await bad(drafted(30))).toBe('trialLicences')
    expect(await bad(drafted(10))).toBe('trialLicences')
    await good(saveCompany(bench.context, { ...company, selling: 'advisor' }))
    expect(await bad(drafted(10))).toBe('trialLicences')
    await good(drafted(30))
  })

  it('binds what binds, and not how the company looks', async () => {
    const version = await bench.offer('purchase', [fjord])
    const { binding, hash } = version
    const terms = binding.terms as PurchaseTerms
    const [first, ...others] = terms.lines
    const changed = [
      { ...binding, partner: { ...binding.partner, name: 'Annet AS' } },
      { ...binding, partner: { ...binding.partner, partnerId: '4839202' } },
      { ...binding, terms: { ...terms, language: 'en' as const } },
      { ...binding, terms: { ...terms, lastDay: '2026-12-03' } },
      { ...binding, terms: { ...terms, delegation: null } },
      { ...binding, terms: { ...terms, message: 'Hei' } },
      ...[
        { count: 11 },
        { min: 2 },
        { max: 30 },
        { price: null },
        { term: 'P3Y' as const },
        { product: { ...first!.product, name: 'X' } },
      ].map((change) => ({
        ...binding,
        terms: { ...terms, lines: [{ ...first!, ...change }, ...others] },
      })),
      { ...binding, replyKey: { ...binding.replyKey, publicKey: 'AAAA' } },
    ]
    for (const each of changed) expect(await hashOf(each)).not.toBe(hash)
    await good(
      saveCompany(bench.context, {
        ...company,
        phone: '+47 99 99 99 99',
        colour: '#aa0000',
        email: 'ny@nordlys-it.example',
      }),
    )
    expect((await bench.db.at('versions').get(version.code))!.hash).toBe(await hashOf(binding))
  })

  it('keeps an old offer as it was when the catalog and the company change', async () => {
    const version = await bench.offer('trial', [fjord])
    const before = JSON.stringify(version)
    await good(saveCompany(bench.context, { ...company, name: 'Nordlys Gruppen AS' }))
    const { terms } = version.binding
    if (terms.kind !== 'trial') throw new Error('not a trial')
    await good(setTrialId(bench.context, { skuId: terms.product.skuId, trialId: null }))
    expect(JSON.stringify(await bench.db.at('versions').get(version.code))).toBe(before)
    // A new one of the same product is refused: there is no trial of it any more.
    const draft = await bench.draft('trial', [fjord], (each) => ({
      ...each,
      terms: { ...each.terms, product: terms.product } as never,
    }))
    expect(await bad(freezeDraft(bench.context, { id: draft.id }))).toBe('noTrial')
  })

  it('lets the page before link to the newest when the partner says so, and a public one unless the partner says no', async () => {
    const successorOf = async (audience: 'one' | 'public', linkEarlier?: boolean) => {
      const first = await bench.offer('delegation', audience === 'one' ? [fjord] : [], (draft) => ({
        ...draft,
        audience,
      }))
      const offer = (await bench.db.at('offers').get(first.offerId))!
      const next = nextDraft(
        first,
        offer,
        audience === 'one' ? [fjord] : [],
        (await bench.db.at('company').get('company'))!,
        noon,
      )
      expect(next.linkEarlier).toBe(audience === 'public')
      await good(saveDraft(bench.context, linkEarlier === undefined ? next : { ...next, linkEarlier }))
      const second = await good(freezeDraft(bench.context, { id: next.id }))
      const { file } = await good(exportPublication(bench.context))
      const read = await readPublication(await file.text())
      const line = read.ok
        ? read.publication.offers.find((each) => each.t === 'closed' && each.code === first.code)
        : undefined
      return line?.t === 'closed' && line.successor === second.code
    }
    expect(await successorOf('one')).toBe(false)
    expect(await successorOf('one', true)).toBe(true)
    expect(await successorOf('public')).toBe(true)
    expect(await successorOf('public', false)).toBe(false)
  })

  it('names the customer only for one, and only when switched on', async () => {
    const one = await bench.offer('delegation', [fjord], (draft) => ({ ...draft, showAddressee: true }))
    expect(one.binding.addressee).toBe('Fjord Bygg AS')
    const several = await bench.offer('delegation', [fjord, havna], (draft) => ({
      ...draft,
      showAddressee: true,
    }))
    expect(several.binding.addressee).toBeNull()
    expect(JSON.stringify(several.binding)).not.toContain('Fjord')
  })

  it.each([
    [
      'more licences than the cap',
      'overCap',
      (terms: PurchaseTerms) => ({ ...terms, lines: [{ ...terms.lines[0]!, max: 301 }] }),
    ],
    [
      'a last day that is over',
      'lastDayPast',
      (terms: PurchaseTerms) => ({ ...terms, lastDay: '2026-11-01' }),
    ],
    ['no product', 'invalid', (terms: PurchaseTerms) => ({ ...terms, lines: [] })],
    [
      'a count outside its range',
      'invalid',
      (terms: PurchaseTerms) => ({ ...terms, lines: [{ ...terms.lines[0]!, count: 5, min: 6 }] }),
    ],
    [
      'a product that does not exist',
      'notFound',
      (terms: PurchaseTerms) => ({
        ...terms,
        lines: [{ ...terms.lines[0]!, product: { skuId: basic.skuId.replace('b1', 'b2'), name: 'X' } }],
      }),
    ],
  ])('refuses %s and keeps the draft', async (_, code, change) => {
    const draft = await bench.draft('purchase', [fjord], (each) => ({
      ...each,
      terms: change(each.terms as PurchaseTerms),
    }))
    expect(await bad(freezeDraft(bench.context, { id: draft.id }))).toBe(code)
    expect(await bench.db.at('drafts').get(draft.id)).toBeDefined()
    expect(await bench.db.at('versions').count()).toBe(0)
    expect(await bench.db.at('recipients').count()).toBe(0)
  })

  it('asks for a recipient, and for verified company information after a year', async () => {
    const draft = await bench.draft('purchase', [], (each) => ({ ...each, audience: 'one' }))
    expect(await bad(freezeDraft(bench.context, { id: draft.id }))).toBe('noRecipient')
    bench.moment = noon + 366 * day
    const late = await bench.draft('purchase', [fjord])
    expect(await bad(freezeDraft(bench.context, { id: late.id }))).toBe('notVerified')
  })

  it('is valid through the end of its last day, not to its beginning', async () => {
    const version = await bench.offer('purchase', [fjord], (draft) => ({
      ...draft,
      terms: { ...draft.terms, lastDay: '2026-11-02' },
    }))
    expect(stateAt(version, Date.parse('2026-11-02T22:59:59.999Z'))).toBe('ready')
    expect(stateAt(version, Date.parse('2026-11-02T23:00:00.000Z'))).toBe('expired')
  })

  it('holds several customers’ offers apart from the offer', async () => {
    const version = await bench.offer('trial', [fjord, havna])
    const recipients = await bench.recipients(version)
    expect(new Set(recipients.map((each) => each.token)).size).toBe(2)
    await good(
      markSent(bench.context, { code: version.code, recipientId: recipients[0]!.id, way: 'linkCopied' }),
    )
    expect((await bench.recipients(version)).map((each) => each.state).sort()).toEqual(['sent', 'toSend'])
  })
})

describe('versions', () => {
  it('follow each other, each with its own code, and keep the recipients’ tokens', async () => {
    const first = await bench.offer('purchase', [fjord])
    const [before] = await bench.recipients(first)
    const offer = (await bench.db.at('offers').get(first.offerId))!
    const stored = (await bench.db.at('company').get('company'))!
    const draft = nextDraft(first, offer, [fjord], stored, noon)
    await good(saveDraft(bench.context, draft))
    const second = await good(freezeDraft(bench.context, { id: draft.id }))
    expect(second.offerId).toBe(first.offerId)
    expect(second.binding.version).toBe(2)
    expect(second.code).not.toBe(first.code)
    const kept = (await bench.db.at('versions').get(first.code))!
    expect(kept.state).toBe('superseded')
    expect({ ...kept, state: 'ready' }).toEqual(first)
    expect(await bench.recipients(second)).toMatchObject([
      { id: before!.id, token: before!.token, state: 'toSend' },
    ])
    expect(
      (await readOffer(bench.db, first.offerId, noon))!.versions.map((each) => each.binding.version),
    ).toEqual([2, 1])
  })

  it('can be withdrawn once, and taken back until something else happens', async () => {
    const version = await bench.offer('purchase', [fjord])
    const outcome = await withdrawOffer(bench.context, { code: version.code, reason: 'feil pris' })
    expect(outcome.ok).toBe(true)
    expect(await bad(withdrawOffer(bench.context, { code: version.code, reason: '' }))).toBe('wrongState')
    if (outcome.ok) await good(undo(bench.context, outcome.undo))
    expect((await bench.db.at('versions').get(version.code))!.state).toBe('ready')
    const actions = (await bench.db.at('activity').toArray()).map((line) => line.action)
    expect(actions).toContain('offerWithdrawn')
    expect(actions).toContain('undone')
  })
})

describe('the publication', () => {
  it('is the whole set, with nothing that a page does not show', async () => {
    const open = await bench.offer('purchase', [fjord])
    const withdrawn = await bench.offer('trial', [havna])
    await good(withdrawOffer(bench.context, { code: withdrawn.code, reason: 'hemmelig grunn' }))
    const { number, file, pages } = await good(exportPublication(bench.context))
    const text = await file.text()
    expect([number, pages]).toEqual([1, 1])
    const read = await readPublication(text)
    expect(read.ok).toBe(true)
    for (const secret of [
      'Fjord',
      'Havna',
      'hemmelig',
      'Marte',
      'fjordbygg',
      fjord,
      (await bench.recipients(open))[0]!.token,
    ])
      expect(text).not.toContain(secret)
    expect(text.split('\n').filter(Boolean)).toHaveLength(4)
  })

  it('rises in number, and says what it holds', async () => {
    const version = await bench.offer('purchase', [fjord])
    expect((await good(exportPublication(bench.context))).number).toBe(1)
    expect((await good(exportPublication(bench.context))).number).toBe(2)
    const status = await readPublicationStatus(bench.db, noon)
    expect(status.exported).toEqual([version.code])
    expect(await good(markOnline(bench.context, { codes: [...status.exported] }))).toBe(1)
    expect((await readPublicationStatus(bench.db, noon)).ready).toEqual([])
    await good(withdrawOffer(bench.context, { code: version.code, reason: '' }))
    expect((await readPublicationStatus(bench.db, noon)).stillOpen).toBe(1)
  })

  it('links a superseded public page to its successor, a private one to nothing', async () => {
    const stored = (await bench.db.at('company').get('company'))!
    const codes: Record<string, [string, string]> = {}
    for (const customers of [[], [fjord]]) {
      const first = await bench.offer('trial', customers)
      const draft = nextDraft(
        first,
        (await bench.db.at('offers').get(first.offerId))!,
        customers,
        stored,
        noon,
      )
      await good(saveDraft(bench.context, draft))
      codes[customers.length] = [first.code, (await good(freezeDraft(bench.context, { id: draft.id }))).code]
    }
    const read = await readPublication(await (await good(exportPublication(bench.context))).file.text())
    if (!read.ok) throw new Error('faults')
    const closed = read.publication.offers.filter((line) => line.t === 'closed')
    expect(closed.find((line) => line.code === codes[0]![0])!.successor).toBe(codes[0]![1])
    expect(closed.find((line) => line.code === codes[1]![0])!.successor).toBeNull()
  })
})

describe('the ways out', () => {
  it('are a link with the recipient’s token in its fragment', async () => {
    const version = await bench.offer('purchase', [fjord])
    const [recipient] = await bench.recipients(version)
    const url = new URL(linkOf(company, version, recipient!))
    expect(url.origin + url.pathname).toMatch(
      /^https:\/\/tilbud\.nordlys-it\.example\/4839201\/[0-9a-z-]{21}\/$/,
    )
    expect(url.hash).toBe(`#r=${recipient!.token}`)
    expect(linkOf(company, version, null)).not.toContain('#')
  })

  it('are a mail in the customer’s language, with the link on a line of its own', async () => {
    const stored = (await bench.db.at('company').get('company'))!
    const user = (await bench.db.at('users').toArray())[0]!
    const version = await bench.offer('purchase', [fjord], (draft) => ({
      ...draft,
      terms: { ...draft.terms, language: 'en' },
    }))
    const url = linkOf(company, version, null)
    const mail = mailFor(version, url, stored, user, {
      id: 'c',
      name: 'Kari <b>Solberg',
      email: '',
      phone: '',
    })
    expect(mail.subject).toBe('Our offer: Business Basic EEA (no Teams) and 1 more')
    expect(mail.text.split('\n')).toContain(url)
    expect(mail.text).toContain('2 December 2026')
    expect(mail.text).toContain('+47 77 00 00 00')
    expect(mail.text).toContain('You are free to say no')
    expect(mail.html).not.toContain('<b>')
    const plain = mailFor(version, url, stored, user, { id: 'c', name: '<b>Kari', email: '', phone: '' })
    expect(plain.html).toContain('&#60;b&#62;Kari')
  })
})

describe('what needs attention', () => {
  it('is what waits for a person, most urgent first', async () => {
    const current = async () => await bench.session()
    expect((await listNeeds(bench.db, await current(), noon, 100)).shown.map((need) => need.kind)).toEqual([
      'backup',
    ])
    await bench.offer('purchase', [fjord])
    expect((await listNeeds(bench.db, await current(), noon, 100)).shown.map((need) => need.kind)).toEqual([
      'publish',
      'backup',
    ])
    expect(
      (await listNeeds(bench.db, await current(), noon + 28 * day, 100)).shown.map((need) => need.kind),
    ).toEqual(['publish', 'deadline', 'backup'])
  })
})
