import { beforeEach, describe, expect, it } from 'vitest'
import { decode } from '#core/exchange/csv.ts'
import { undoImport, type ImportKind } from '#core/workspace/imports.ts'
import { subscriptionsOf } from '#core/workspace/subscriptions.ts'
import {
  effects,
  every,
  excel,
  importCustomers,
  importSubscriptions,
  previewOf,
} from '#test/core/workspace/importing.ts'
import { bad, Bench, good } from '#test/core/workspace/support.ts'

const tenant = (n: number) => `0f8fad5b-d9cb-469f-a165-70867728950${n}`

/** Partner Center's export of customers. */
const partnerCenter = `\ufeff"Microsoft ID","Company name","Primary domain name","Relationship"
${tenant(1)},"Fjord Bygg AS",fjordbygg.example,Cloud Reseller
${tenant(2)},"Havna Regnskap AS",havnaregnskap.onmicrosoft.com,Cloud Reseller
`

describe('taking in a file', () => {
  let bench: Bench
  beforeEach(async () => {
    bench = await Bench.start()
  })
  const preview = (kind: ImportKind, text: string, chosen: string | null = null) =>
    previewOf(bench.db, kind, text, chosen)

  it('adds customers from Partner Center’s export, and knows them again', async () => {
    const rows = await preview('customers', partnerCenter)
    expect(effects(rows)).toEqual(['new', 'new'])
    expect(await bench.db.at('customers').count()).toBe(0)
    expect(
      await good(importCustomers(bench.context, { text: partnerCenter, rows: every(rows), chosen: null })),
    ).toMatchObject({ added: 2, changed: 0, stopped: false })
    expect(
      (await bench.db.at('customers').orderBy('order').toArray()).map(({ name, tenantId }) => [
        name,
        tenantId,
      ]),
    ).toEqual([
      ['Fjord Bygg AS', tenant(1)],
      ['Havna Regnskap AS', tenant(2)],
    ])
    expect(effects(await preview('customers', partnerCenter))).toEqual(['unchanged', 'unchanged'])
    const renamed = partnerCenter.replace('Fjord Bygg AS', 'Fjord Bygg og Anlegg AS')
    const again = await preview('customers', renamed)
    expect(effects(again)).toEqual(['changed', 'unchanged'])
    expect(again[0]?.changes).toEqual([
      { field: 'name', before: 'Fjord Bygg AS', after: 'Fjord Bygg og Anlegg AS' },
    ])
  })

  it('reads a list of one’s own, with Norwegian letters', async () => {
    const text = decode(excel)
    const rows = await preview('customers', text)
    const outcome = await importCustomers(bench.context, { text, rows: every(rows), chosen: null })
    expect(outcome.ok).toBe(true)
    expect((await bench.db.at('customers').orderBy('order').toArray())[0]).toMatchObject({
      name: 'Ålesund Verft AS',
      domains: ['alesund-verft.example'],
      contacts: [{ name: 'Morten Ås', email: 'morten@alesund-verft.example' }],
      address: { city: 'Ålesund' },
      tags: ['Verft', 'Nøkkelkunde'],
    })
    expect(effects(await preview('customers', text))).toEqual(['unchanged'])
    if (outcome.ok) await good(undoImport(bench.context, outcome.value.run))
    expect(await bench.db.at('customers').count()).toBe(0)
  })

  it('doubts what a person should look at, and leaves it out until chosen', async () => {
    await bench.customer('Fjord Bygg AS', 'fjord.example')
    const text = `Company name,Microsoft ID,Primary domain name\nFjord Bygg AS,${tenant(1)},fjordbygg.example\nTind AS,${tenant(3)},tind.example\nTind AS igjen,${tenant(3)},tind2.example\nX,,\n,${tenant(4)},`
    expect(effects(await preview('customers', text))).toEqual([
      'sameName',
      'twiceInFile',
      'twiceInFile',
      'invalid',
      'invalid',
    ])
    await good(importCustomers(bench.context, { text, rows: [], chosen: null }))
    expect(await bench.db.at('customers').count()).toBe(1)
    await good(importCustomers(bench.context, { text, rows: [2, 5], chosen: null }))
    expect((await bench.db.at('customers').orderBy('order').toArray())[0]).toMatchObject({
      tenantId: tenant(1),
      domains: ['fjord.example', 'fjordbygg.example'],
    })
  })

  it('refuses a file without the columns it needs', async () => {
    await expect(preview('customers', 'Farge;Pris\nrød;3')).rejects.toMatchObject({
      code: 'tableColumns',
    })
    await expect(preview('subscriptions', 'Navn;Domene\nFjord;x')).rejects.toMatchObject({
      code: 'tableColumns',
    })
    await expect(preview('customers', '')).rejects.toMatchObject({ code: 'tableNone' })
  })

  it('takes subscriptions of one customer from Partner Center’s export', async () => {
    const fjord = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
    const text = `Subscription ID,Subscription,Quantity,Status,Reseller\n${tenant(5)},Microsoft 365 Business Premium,12,Active,\n${tenant(6)},Ukjent produkt,3,Suspended,\n`
    expect(effects(await preview('subscriptions', text))).toEqual(['customerUnknown', 'customerUnknown'])
    const rows = await preview('subscriptions', text, fjord)
    expect(effects(rows)).toEqual(['new', 'new'])
    await good(importSubscriptions(bench.context, { text, rows: every(rows), chosen: fjord }))
    const all = await subscriptionsOf(bench.db, fjord)
    expect(
      all.map(({ product, licences, state, source }) => [product.skuId !== null, licences, state, source]),
    ).toEqual([
      [true, 12, 'active', 'import'],
      [false, 3, 'suspended', 'import'],
    ])
    expect(effects(await preview('subscriptions', text, fjord))).toEqual(['unchanged', 'unchanged'])
  })

  it('shows before and after, and raises the notice where the company is partner of record', async () => {
    const fjord = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
    const list = (n: number, end: string) =>
      `Kunde;Produkt;Antall;Startdato;Sluttdato;Bindingstid;Registrert partner\nFjord Bygg AS;Microsoft 365 Business Premium;${n};01.02.2026;${end};1 år;ja\n`
    const first = list(10, '31.01.2027')
    await good(
      importSubscriptions(bench.context, {
        text: first,
        rows: every(await preview('subscriptions', first)),
        chosen: null,
      }),
    )
    expect((await subscriptionsOf(bench.db, fjord))[0]).toMatchObject({
      licences: 10,
      startsOn: '2026-02-01',
      endsOn: '2027-01-31',
      partnerOfRecord: 'own',
      state: 'active',
      notice: [],
    })
    const next = list(14, '31.01.2028')
    const rows = await preview('subscriptions', next)
    expect(rows[0]).toMatchObject({
      effect: 'changed',
      changes: [
        { field: 'licences', before: '10', after: '14' },
        { field: 'endsOn', before: '2027-01-31', after: '2028-01-31' },
      ],
    })
    await good(importSubscriptions(bench.context, { text: next, rows: every(rows), chosen: null }))
    expect((await subscriptionsOf(bench.db, fjord))[0]?.notice.map(({ field }) => field)).toEqual([
      'licences',
      'endsOn',
    ])
  })

  it('names cells that cannot be read, with their rule', async () => {
    await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
    const rows = await preview(
      'subscriptions',
      'Kunde;Produkt;Antall;Sluttdato\nFjord Bygg AS;Teams;mange;snart\n',
    )
    expect(rows[0]).toMatchObject({ effect: 'doubt', doubt: 'invalid', input: null })
    expect(rows[0]?.faults.map(({ path, rule }) => `${path} ${rule}`)).toEqual(
      expect.arrayContaining(['licences whole', 'endsOn date']),
    )
  })

  it('takes a number with its thousands set off, and asks where it could mean two (A15)', async () => {
    await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
    const licences = async (cell: string) => {
      const [row] = await preview('subscriptions', `Kunde;Produkt;Antall\nFjord Bygg AS;Teams;${cell}\n`)
      return row!.input
        ? (row!.input as { licences: number }).licences
        : row!.faults.map(({ path, rule }) => `${path} ${rule}`)
    }
    expect(
      await Promise.all(['1,000', '12,000', '1.000', '1 000', '1\u00a0000', '25.00'].map(licences)),
    ).toEqual([1000, 12_000, 1000, 1000, 1000, 25])
    for (const cell of ['2,5', '1.000,000', '0,500', '12 stk'])
      expect(await licences(cell), cell).toEqual(['licences whole'])
  })

  it('cleans what turns the direction of writing, and refuses a domain that hides something (A18)', async () => {
    const name = 'Fjord \u202eggyB\u202c AS'
    const text = `Navn;Domene;Kontakt;E-post;Kortnavn;Merkelapper;Notat\n${name};fjord.example;Kari\u2066;kari@fjord.example;F\u202eB;N\u202ey;Se\u2069\nTind AS;\u202eelpmaxe.dnit;;;;;\nHavn AS;ha\u200bvn.example;;;;;\n`
    const rows = await preview('customers', text)
    expect(effects(rows)).toEqual(['new', 'invalid', 'invalid'])
    expect(rows.slice(1).flatMap(({ faults }) => faults)).toEqual([
      { path: 'domains.0', rule: 'domain' },
      { path: 'domains.0', rule: 'domain' },
    ])
    await good(importCustomers(bench.context, { text, rows: every(rows), chosen: null }))
    expect(JSON.stringify(await bench.db.at('customers').orderBy('order').toArray())).not.toMatch(
      /[\u202a-\u202e\u2066-\u2069]/,
    )
    expect(await bench.db.at('customers').orderBy('order').toArray()).toMatchObject([
      { name: 'Fjord ggyB AS', aliases: ['FB'], tags: ['Ny'], note: 'Se', contacts: [{ name: 'Kari' }] },
    ])
  })

  it('shows what a new row would store, not only its name (C10)', async () => {
    await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
    const [row] = await preview(
      'subscriptions',
      'Kunde;Produkt;Antall;Startdato\nFjord Bygg AS;Teams;12,000;01.02.2026\n',
    )
    expect(row).toMatchObject({ effect: 'new', target: null })
    expect(row!.changes).toEqual(
      expect.arrayContaining([
        { field: 'licences', before: '', after: '12000' },
        { field: 'startsOn', before: '', after: '2026-02-01' },
      ]),
    )
  })

  it('takes two rows about one customer without one undoing the other', async () => {
    await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
    const text =
      'Navn;Domene;Merkelapper\nFjord Bygg AS;fjordbygg.example;Nord\nFjord Bygg AS;fjordbygg.example;Verft\n'
    const rows = await preview('customers', text)
    expect(effects(rows)).toEqual(['twiceInFile', 'twiceInFile'])
    await good(importCustomers(bench.context, { text, rows: every(rows), chosen: null }))
    expect(await bench.db.at('customers').orderBy('order').toArray()).toMatchObject([
      { tags: ['Nord', 'Verft'] },
    ])
  })

  it('of 9,592 rows loses none when one is bad, and names that one', async () => {
    const lines = Array.from(
      { length: 9592 },
      (_, n) => `Kunde nummer ${n} AS;${n === 4000 ? 'ikke et domene!' : `kunde${n}.example`}`,
    )
    const text = `Navn;Domene\n${lines.join('\n')}\n`
    const rows = await preview('customers', text)
    const [bad, ...more] = rows.filter(({ effect }) => effect !== 'new')
    expect([bad?.number, bad?.faults[0]?.path, bad?.faults[0]?.rule, more.length]).toEqual([
      4002,
      'domains.0',
      'domain',
      0,
    ])
    await good(importCustomers(bench.context, { text, rows: every(rows), chosen: null }))
    expect(await bench.db.at('customers').count()).toBe(9591)
  }, 120_000)

  it('doubts a row with more cells than headings, and one with the partner’s own domain', async () => {
    const company = (await bench.db.at('company').get('company'))!
    await bench.db.at('company').put({ ...company, domains: ['nordlys-it.example'] })
    const rows = await preview(
      'customers',
      'Navn,Domene\nHansen, Olsen AS,hansen.example\nEget AS,nordlys-it.example\n',
    )
    expect(rows.map(({ faults }) => faults.map(({ rule }) => rule))).toEqual([
      expect.arrayContaining(['columns']),
      ['ownDomain'],
    ])
  })

  it('names the row that is refused when it is taken', async () => {
    await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
    const text =
      'Kunde;Produkt;Antall\nFjord Bygg AS;Teams;2\nFjord Bygg AS;Microsoft 365 Business Standard;301\n'
    const outcome = await importSubscriptions(bench.context, { text, rows: [2, 3], chosen: null })
    expect(outcome.ok ? null : outcome.problem).toMatchObject({
      code: 'overCustomerCap',
      detail: { row: 3, title: 'Fjord Bygg AS · Microsoft 365 Business Standard' },
    })
    expect(await bench.db.at('subscriptions').count()).toBe(0)
  })

  it('is all or nothing, also against caps', async () => {
    await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
    const text =
      'Kunde;Produkt;Antall\nFjord Bygg AS;Microsoft 365 Business Premium;200\nFjord Bygg AS;Microsoft 365 Business Standard;301\n'
    const rows = await preview('subscriptions', text)
    expect(await bad(importSubscriptions(bench.context, { text, rows: every(rows), chosen: null }))).toBe(
      'overCustomerCap',
    )
    expect(await bench.db.at('subscriptions').count()).toBe(0)
  })
})
