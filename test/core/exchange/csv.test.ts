import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { decode, readDate, readTable, writeTable } from '#core/exchange/csv.ts'
import { Problem } from '#core/model/problem.ts'
import { excel } from '#test/core/workspace/importing.ts'

describe('a table', () => {
  it('is read from UTF-8, UTF-16 and Windows-1252', () => {
    expect(decode(excel)).toContain('Ålesund Verft AS')
    expect(decode(new TextEncoder().encode('Ålesund'))).toBe('Ålesund')
    expect(decode(Uint8Array.from([0xff, 0xfe, 0xc5, 0x00]))).toBe('Å')
  })
  it('is read with commas, semicolons and tabs, quotes and empty lines, and rows keep their number', () => {
    expect(readTable('a;b\n1;"x;y"\n\n2;z\n').rows).toEqual([
      { number: 2, cells: { a: '1', b: 'x;y' }, extra: [] },
      { number: 4, cells: { a: '2', b: 'z' }, extra: [] },
    ])
    expect(readTable('A\tB\n1\t2').rows[0]?.cells).toEqual({ a: '1', b: '2' })
    expect(() => readTable('')).toThrow(Problem)
    expect(() => readTable('bare\n')).toThrow(Problem)
  })
  it('has dates as Excel and Microsoft write them', () => {
    expect([
      readDate('2026-11-30'),
      readDate('2026-11-30T00:00:00Z'),
      readDate('30.11.2026'),
      readDate('2/28/2026 0:00'),
      readDate('31.02.2026'),
      readDate('snart'),
    ]).toEqual(['2026-11-30', '2026-11-30', '2026-11-30', '2026-02-28', null, null])
  })
  const formulas = [
    '=HYPERLINK("x")',
    '+1',
    '@x',
    '-2',
    ' =1',
    '  +1',
    '\t=1',
    '\r=1',
    '\n@x',
    '\u00a0=1',
    '\u3000=1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    '\ufeff=1',
    '\u200b=1',
    '\u2060=1',
    '\u0000=1',
    '\u202e=1',
    'Foo,=cmd',
    'Foo;=cmd',
    'Foo\t=cmd',
    'Foo|=cmd',
    'Foo, =cmd',
    'Foo\n=cmd',
    'Foo;\u200b＝cmd',
    ' \t =1',
    "'=1",
    "''=1",
    "Foo,'=1",
  ]
  it('is written so that no spreadsheet runs what is in it, wherever it splits (A20)', () => {
    const written = writeTable(
      ['a', 'b'],
      formulas.map((cell) => ['x', cell]),
    )
    expect(written.startsWith('\ufeff"a";"b"\r\n"x";')).toBe(true)
    for (const separator of [';', ',', '\t', '|'])
      for (const delimited of [
        Papa.parse<string[]>(written, { delimiter: separator }).data,
        written.split(/\r\n?|\n/).map((line) => line.split(separator)),
      ])
        for (const cell of delimited.flat())
          expect(cell.replace(/^"/, ''), JSON.stringify([separator, cell])).not.toMatch(
            /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u,
          )
  })
  it('is read again as it was before it was written (A20)', () => {
    const cells = [...formulas, 'Fjord Bygg AS', 'Nei - ja', '2026-11-24', 'a"b', '5 > 3', "O'Hara", '']
    const read = readTable(
      writeTable(
        ['a', 'b'],
        cells.map((cell) => ['x', cell]),
      ),
    ).rows.map(({ cells: { b } }) => b)
    expect(read).toEqual(
      cells.map((cell) => (/^[\s\p{Cc}\p{Cf}']*[=+\-@＝＋－＠]/u.test(cell) ? cell : cell.trim())),
    )
  })
  it('that nobody can import is refused with what to do about it', () => {
    const code = (text: string) => {
      try {
        return readTable(text).rows.length
      } catch (error) {
        return error instanceof Problem ? { code: error.code, ...error.detail } : error
      }
    }
    expect(code(`a;b\n${'x'.repeat(20_000_000)}`)).toMatchObject({ code: 'tableTooLarge', mb: 20 })
    expect(code(`a;b\n${'\n'.repeat(1_000_000)}1;2`)).toMatchObject({ code: 'tableTooLong', n: 100_000 })
    expect(code(`a;b\n1;2\n${';'.repeat(1_000_000)}`)).toMatchObject({ code: 'tableTooWide', row: 3 })
    expect(code('a;b\n1;2\n"3;4\n5;6\n')).toMatchObject({ code: 'tableQuote', row: 3 })
    expect(code('a;b\n1;"Bygg "Nord" AS"\n')).toMatchObject({ code: 'tableQuote', row: 2 })
    expect(code(`a;b\n${'1;2\n'.repeat(100_000)}`)).toBe(100_000)
    expect(code(`a;b\n${'1;2\n'.repeat(100_001)}`)).toMatchObject({ code: 'tableTooLong', n: 100_000 })
  })
})
