import { beforeAll, describe, expect, it } from 'vitest'
import { readBackup, writeBackup } from '#core/exchange/backup.ts'
import { examplePublication, exampleSize } from '#core/exchange/example/publication.ts'
import { exampleRecords } from '#core/exchange/example/records.ts'
import type { Problem } from '#core/model/problem.ts'
import { stateAt } from '#core/model/offer.ts'
import { readPublication } from '#core/publication/read.ts'

const day = '2026-11-02'
const now = Date.parse('2026-11-02T12:00:00Z')

let text: string
let records: Awaited<ReturnType<typeof exampleRecords>>['records']
beforeAll(async () => {
  records = (await exampleRecords(day)).records
  text = await writeBackup(records, '2026-11-02T12:00:00.000Z')
})

/** The problem that reading gives. */
const problem = (file: string): Promise<Problem> => readBackup(file).then(() => { throw new Error('it was read') }, (error: Problem) => error)

describe('a backup', () => {
  it('comes back as it went', async () => {
    const read = await readBackup(text)
    expect(await writeBackup(read, '2026-11-02T12:00:00.000Z')).toBe(text)
    expect(read.customers).toHaveLength(12)
  })
  it('survives an editor’s byte order mark and Windows line ends', async () => {
    expect((await readBackup(`\ufeff${text.replace(/\n/g, '\r\n')}`)).customers).toHaveLength(12)
  })
  it('holds no key in the open', () => {
    expect(text).not.toContain('N38I7qoBJ8MsrhNSytIjeesZ0TYwTBPU2k0Jtg8hBLI')
  })
  it.each([
    ['a changed letter', (file: string) => file.replace('Fjord Bygg', 'Fjord Bugg'), 'backupDamaged'],
    ['a lost line', (file: string) => file.split('\n').toSpliced(10, 1).join('\n'), 'backupDamaged'],
    ['a cut end', (file: string) => file.slice(0, -200), 'backupDamaged'],
    ['a record that breaks its schema', (file: string) => file.replace('"country":"NO"', '"country":"Norge"'), 'backupDamaged'],
    ['an unknown table', (file: string) => file.replace('{"r"', '{"x"').replace('"t":"customers"', '"t":"__proto__"'), 'backupDamaged'],
    ['another file', () => 'name;domain\nFjord;fjord.no\n', 'backupUnknown'],
    ['nothing', () => '', 'backupUnknown'],
  ])('with %s is refused', async (_, change, code) => {
    expect((await problem(change(text))).code).toBe(code)
  })
  it('names the line that is damaged', async () => {
    const lines = text.split('\n')
    lines[4] = lines[4]!.slice(0, -3)
    expect((await problem(lines.join('\n'))).detail).toEqual({ line: 5 })
  })
})

describe('the example', () => {
  it('has all three kinds of offer in every state', () => {
    const states = records.versions.map((version) => `${version.binding.terms.kind} ${stateAt(version, now)}`)
    for (const kind of ['trial', 'purchase', 'delegation']) {
      for (const state of ['ready', 'published', 'superseded', 'withdrawn', 'expired']) expect(states).toContain(`${kind} ${state}`)
      expect(records.drafts.map((draft) => draft.terms.kind)).toContain(kind)
    }
    const recipients = new Set(records.recipients.map((recipient) => recipient.state))
    expect([...recipients].sort()).toEqual(['accepted', 'acceptedWithChanges', 'asked', 'declined', 'received', 'sent', 'toSend'])
  })
  it('is what its publication has', async () => {
    const read = await readPublication(await examplePublication(exampleSize, day))
    if (!read.ok) throw new Error(JSON.stringify(read.faults))
    const published = new Map(read.publication.offers.map((line) => [line.t === 'offer' ? line.binding.code : line.code, line.hash]))
    for (const version of records.versions) expect(published.get(version.code)).toBe(version.hash)
  })
  it('grows by one offer and is otherwise the same, for any number', async () => {
    expect(await examplePublication(60, day)).toBe(await examplePublication(60, day))
    for (const count of [0, 1, 5, 30]) {
      const [smaller, larger] = await Promise.all([examplePublication(count, day), examplePublication(count + 1, day)])
      const extra = new Set(larger.split('\n'))
      const missing = smaller.split('\n').slice(1).filter((line) => !extra.has(line))
      expect(missing).toEqual([])
      expect((await readPublication(larger)).ok).toBe(true)
    }
  })
})
