import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { cleanLine, cleanText } from '#core/model/clean.ts'
import { emailPattern, mailtoUrl } from '#core/model/email.ts'
import { longest } from '#core/model/lengths.ts'
import { replyContentSchema } from '#core/model/reply.ts'
import { text } from '#core/model/schema.ts'

describe('text that people paste', () => {
  it.each([
    [
      'Hei\u000bKari\u000cog\u0085Ola\u2028ja\u2029nei\r\nalle\rsammen',
      'Hei\nKari\nog\nOla\nja\nnei\nalle\nsammen',
    ],
    ['det\u0092s \u0093bra\u0094', 'det’s “bra”'],
    ['a\u0000b\u007fc\u0081d\u001be', 'abcde'],
    ['\u202eelpmaxe.ggybdrojf\u202c', 'elpmaxe.ggybdrojf'],
    ['halv \ud83d her', 'halv \ufffd her'],
    ['hel 😀 \t ja', 'hel 😀 \t ja'],
    ['שלום\u200f', 'שלום\u200f'],
  ])('is cleaned, and never refused: %j', (typed, clean) => {
    expect(cleanText(typed)).toBe(clean)
    expect(v.parse(text(100), typed)).toBe(clean)
  })

  it('stays as it is where it is plain, up to the last letter of Latin', () => {
    const letters = Array.from({ length: 0x300 }, (_, code) => String.fromCharCode(code))
    for (const letter of letters.filter((each) => each > '\u009f')) {
      expect(cleanText(` a${letter}b\n`), letter).toBe(`a${letter}b`)
      // Behind what is not plain it is gone through letter by letter.
      expect(cleanText(`\u0000a${letter}b`), letter).toBe(`a${letter}b`)
    }
    // An accent of its own belongs to the letter before it.
    expect(cleanText('A\u030a')).toBe('\u00c5')
  })

  it('fits an answer once the page has cleaned and measured it, whatever it is (A2)', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'binary', minLength: 1900, maxLength: 3000 }),
    )
    fc.assert(
      fc.property(typed, typed, typed, (a, b, c) => {
        const [name, company, orderNumber, message] = [cleanLine(a), cleanLine(b), cleanLine(c), cleanText(b)]
        const fields = { name, company, order: orderNumber, message }
        fc.pre(
          name !== '' &&
            (Object.keys(fields) as (keyof typeof fields)[]).every(
              (field) => fields[field].length <= longest[field],
            ),
        )
        const content = {
          format: 1,
          answer: 'question',
          code: '0123456789ABCDEFG',
          version: 1,
          at: '2026-11-02T12:00:00.000Z',
          nonce: 'a'.repeat(32),
          by: { name, email: 'kari@fjordbygg.example', company },
          counts: [],
          delegation: null,
          ...(orderNumber && { orderNumber }),
          message,
          token: null,
        }
        expect(v.parse(replyContentSchema, content)).toEqual(content)
      }),
    )
  }, 30_000)

  it('is the same when it is cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        expect(cleanText(cleanText(typed))).toBe(cleanText(typed))
      }),
    )
  }, 30_000)
})

describe('a link that opens a mail (A9)', () => {
  it('goes to the one address, whatever is in it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), fc.string(), (local, subject, body) => {
        const url = new URL(
          mailtoUrl(`${local}@firma.example`.toWellFormed(), {
            subject: subject.toWellFormed(),
            body: body.toWellFormed(),
          }),
        )
        expect(url.pathname.split(',')).toHaveLength(1)
        expect([...url.searchParams.keys()].filter((key) => key !== 'subject' && key !== 'body')).toEqual([])
      }),
    )
  })
  it('says subject and body as they were', () => {
    expect(mailtoUrl("mary.o'brien+x@firma.example", { subject: 'A & B?', body: 'en\nto' })).toBe(
      "mailto:mary.o'brien%2Bx@firma.example?subject=A%20%26%20B%3F&body=en%0D%0Ato",
    )
  })
  it('is no address with signs of a web address or with what nobody sees', () => {
    for (const address of [
      'kari%40a.example?bcc=b@x.example',
      'a&b@x.example',
      'a#b@x.example',
      'a/b@x.example',
      'a\u202e@x.example',
      'a@x\u200b.example',
      'a\u0000@x.example',
    ])
      expect(emailPattern.test(address), address).toBe(false)
  })
})
