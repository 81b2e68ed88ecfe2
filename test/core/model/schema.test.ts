import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { findProduct, products, productsFor } from '#core/catalog/products.ts'
import { contrast, inkOn, readableOn } from '#core/model/colour.ts'
import { endpointSchema } from '#core/model/company.ts'
import { customerInput } from '#core/model/customer.ts'
import { Problem } from '#core/model/problem.ts'
import {
  domain,
  email,
  optionalHttpsUrl,
  pageAddress,
  parse,
  partnerId,
  phone,
  text,
} from '#core/model/schema.ts'
import { purchaseSchema } from '#core/model/terms.ts'
import { totals } from '#core/model/totals.ts'

/** The first rule that an input breaks, or null. */
const broken = (schema: v.GenericSchema, input: unknown) => {
  const result = v.safeParse(schema, input)
  return result.success ? null : `${v.getDotPath(result.issues[0]) ?? ''}:${result.issues[0].message}`
}

describe('fields', () => {
  it('come out trimmed and in NFC', () => {
    expect(v.parse(text(20), '  A\u030alesund\r\n ')).toBe('Ålesund')
  })
  it.each([
    [email, 'kari@fjordbygg.example', null],
    [email, 'kari', ':email'],
    [email, 'a@b', ':email'],
    [email, 'a@b..c', ':email'],
    [phone, '+47 77 00 00 00', null],
    [phone, '', null],
    [phone, 'ring oss', ':phone'],
    [domain, 'fjordbygg.no', null],
    [domain, 'blåbær.no', null],
    [domain, 'no', ':domain'],
    [domain, 'fjord bygg.no', ':domain'],
    [partnerId, '4839201', null],
    [partnerId, '12', ':partnerId'],
    [optionalHttpsUrl, 'https://a.example/x', null],
    [optionalHttpsUrl, 'javascript:alert(1)', ':https'],
    [optionalHttpsUrl, 'data:text/html,x', ':https'],
    [optionalHttpsUrl, 'https://user:pass@a.example', ':https'],
    [pageAddress, 'http://localhost:4321', null],
    [pageAddress, 'http://offers.example', ':https'],
    [pageAddress, 'https://offers.example/?a', ':https'],
    [text(5), 'sixsix', ':tooLong'],
    [text(5), 'a\u0000b', null],
    [email, 'kari%40fjordbygg.example?bcc=spy%40evil.example&x=@x.example', ':email'],
    [email, 'kari\u200b@fjordbygg.example', ':email'],
    [email, 'mary.o’brien@firma.example', null],
    [email, "mary.o'brien@firma.example", null],
  ])('%# is judged', (schema, input, rule) => {
    expect(broken(schema, input)).toBe(rule)
  })
})

describe('an inbox', () => {
  const address = (path: string) =>
    v.safeParse(endpointSchema, { kind: 'queue', address: `https://nordlys.queue.core.windows.net${path}` })
      .success
  const grant = 'sv=2021-12-02&si=hand&sr=q&sig=aZ0%2Bq%2F8%3D'
  it('is a queue’s messages, with a grant that its host can take back', () => {
    for (const path of [`/inbox/messages?${grant}`, `/answers-2/messages?spr=https&${grant}`])
      expect(address(path), path).toBe(true)
    for (const path of [
      '/inbox/messages',
      `/inbox?${grant}`,
      `/inbox/messages/1?${grant}`,
      `/in--box/messages?${grant}`,
      `/inbox/messages?${grant}#x`,
      '/inbox/messages?sv=2021-12-02&si=hand&sr=q',
      '/inbox/messages?sv=2021-12-02&sr=q&sig=x',
      `/inbox/messages?${grant}&sp=raup`,
      `/inbox/messages?${grant}&se=2099-01-01`,
      `/inbox/messages?${grant}&messagettl=1`,
    ])
      expect(address(path), path).toBe(false)
    const unsafe = { kind: 'queue', address: `http://nordlys.queue.core.windows.net/inbox/messages?${grant}` }
    expect(v.safeParse(endpointSchema, unsafe).success).toBe(false)
  })
})

describe('customers', () => {
  const customer = {
    name: 'Fjord Bygg AS',
    domains: ['fjordbygg.no'],
    contacts: [],
    tenantId: null,
    country: 'NO',
    language: 'nb',
    favourite: false,
    note: '',
  }
  it('have a name that Microsoft takes', () => {
    expect(broken(customerInput, customer)).toBeNull()
    for (const name of ['X', '---', 'LLC', 'as', 'firma.com', '999', 'aaaa', '1 2 3'])
      expect(broken(customerInput, { ...customer, name }), name).toBe('name:companyName')
  })
  it('are refused with the field that is wrong', () => {
    expect(() => parse(customerInput, { ...customer, domains: ['fjordbygg.no', 'x'] })).toThrow(Problem)
    expect(broken(customerInput, { ...customer, domains: ['fjordbygg.no', 'x'] })).toBe('domains.1:domain')
  })
})

describe('terms', () => {
  const line = {
    id: 'a1',
    product: { skuId: products[0]!.skuId, name: products[0]!.name },
    count: 10,
    min: 5,
    max: 20,
    term: 'P1Y',
    price: { amount: 6400, per: 'month' },
  } as const
  const purchase = {
    kind: 'purchase',
    language: 'nb',
    lastDay: '2026-12-01',
    timeZone: 'Europe/Oslo',
    message: '',
    billedBy: 'partner',
    currency: 'NOK',
    vatIncluded: false,
    lines: [line],
    delegation: null,
  }
  it('hold 1 to 20 lines, counts within their range, no line twice', () => {
    expect(broken(purchaseSchema, purchase)).toBeNull()
    expect(broken(purchaseSchema, { ...purchase, lines: [] })).toBe('lines:required')
    expect(
      broken(purchaseSchema, {
        ...purchase,
        lines: Array.from({ length: 21 }, (_, id) => ({ ...line, id: `l${id}` })),
      }),
    ).toBe('lines:tooMany')
    expect(broken(purchaseSchema, { ...purchase, lines: [line, line] })).toBe('lines:unique')
    expect(broken(purchaseSchema, { ...purchase, lines: [{ ...line, count: 21 }] })).toBe(
      'lines.0.count:range',
    )
    expect(broken(purchaseSchema, { ...purchase, lines: [{ ...line, count: 10.5 }] })).toBe(
      'lines.0.count:whole',
    )
    expect(broken(purchaseSchema, { ...purchase, lastDay: '2026-02-30' })).toBe('lastDay:date')
  })
  it('add up per period, never across', () => {
    const lines = [
      line,
      { ...line, id: 'b', count: 2, price: { amount: 100_00, per: 'year' as const } },
      { ...line, id: 'c', count: 1, term: 'P3Y' as const, price: { amount: 900_00, per: 'term' as const } },
      { ...line, id: 'd', count: 3, price: { amount: 50_00, per: 'term' as const } },
      { ...line, id: 'e', price: null },
    ]
    expect(totals(lines)).toEqual([
      { months: 1, amount: 64_000 },
      { months: 12, amount: 350_00 },
      { months: 36, amount: 900_00 },
    ])
    expect(totals(lines, new Map([['a1', 12]]))[0]).toEqual({ months: 1, amount: 76_800 })
  })
})

describe('the catalog', () => {
  it('has 46 products, each SKU once', () => {
    expect(products).toHaveLength(46)
    expect(new Set(products.map((product) => product.skuId)).size).toBe(46)
  })
  it('lends an EEA variant the trial of its base product, unverified', () => {
    const variant = findProduct('ffa3a2a0-3820-462a-aa81-8a4d741f0cba')!
    const base = findProduct('f245ecc8-75af-4f8e-b61f-27d8114de5f3')!
    expect(variant.trial).toEqual({ id: base.trial!.id, verified: false })
    expect(base.trial!.verified).toBe(true)
    expect(findProduct('3b555118-da6a-4418-894f-7df1e2096870')!.trial).toBeNull()
    expect(variant.cap).toBe(300)
  })
  it('shows EEA variants first in the EEA and nowhere else', () => {
    expect(productsFor('NO')[0]!.eea).toBe(true)
    expect(productsFor('NO')).toHaveLength(46)
    expect(productsFor('US').some((product) => product.eea)).toBe(false)
  })
})

describe('colours', () => {
  it('are corrected until text in them can be read', () => {
    for (const colour of ['#ffff00', '#ffffff', '#000000', '#1f6f8b', '#ff8800', '#777777']) {
      for (const ground of ['#ffffff', '#16181c']) {
        const accent = readableOn(colour, ground)
        expect(contrast(accent, ground), `${colour} on ${ground}`).toBeGreaterThanOrEqual(4.5)
        expect(contrast(inkOn(accent), accent)).toBeGreaterThanOrEqual(4.5)
      }
    }
    expect(contrast('#000000', '#ffffff')).toBe(21)
  })
})
