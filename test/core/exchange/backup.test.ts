import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { gunzipSync, gzipSync } from 'node:zlib'
import * as v from 'valibot'
import { beforeAll, describe, expect, it } from 'vitest'
import { stateAt } from '#core/clock/offer.ts'
import {
  emptyRecords,
  isSigned,
  readBackup,
  writeBackup,
  type BackupFile,
  type Records,
  type WrittenBackup,
} from '#core/exchange/backup.ts'
import { summaryOf } from '#core/exchange/backupSummary.ts'
import { examplePublication, exampleSize } from '#core/exchange/example/publication.ts'
import { exampleRecords } from '#core/exchange/example/records.ts'
import { sha256, toHex, utf8 } from '#core/model/bytes.ts'
import type { Problem } from '#core/model/problem.ts'
import { canonical } from '#core/publication/canonical.ts'
import { readPublication } from '#core/publication/read.ts'
import { keyOf } from '#core/storage/address.ts'
import { recordSchemas, tableNames, type TableName } from '#core/storage/records.ts'
import { leastCost, hmac, vaultKeys } from '#core/storage/vault.ts'
import { streamOf } from '#test/core/workspace/support.ts'
import { cheap } from '#test/support/cost.ts'

const day = '2026-11-02'
const now = Date.parse('2026-11-02T12:00:00Z')
const createdAt = '2026-11-02T12:00:00.000Z'
const header = { createdAt, workspace: 'example' }

const sorted = (records: Records, table: TableName) =>
  [...records[table]].sort((a, b) => (keyOf(table, a) < keyOf(table, b) ? -1 : 1))

type Write = (table: TableName, records: readonly unknown[]) => Promise<void>

/** Every record by table and key, as a database gives them. */
const feedOf = (records: Records) => async (write: Write) => {
  for (const table of tableNames) await write(table, sorted(records, table))
}

/** Every record of a file. */
async function recordsIn(file: string): Promise<Records> {
  const records = emptyRecords()
  await readBackup(streamOf([file]), cheap, (some) => {
    for (const { table, record } of some) records[table].push(record as never)
  })
  return records
}

/** What writing a backup comes to, unpacked. */
const unpacked = async ({ file }: WrittenBackup) => gunzipSync(await file.arrayBuffer()).toString()

let text: string
let key: CryptoKey
let records: Records
beforeAll(async () => {
  const example = await exampleRecords(day, 'nb', cheap)
  records = example.records
  key = (await vaultKeys(example.dataKey)).backup
  const written = await writeBackup(header, key, feedOf(records))
  expect(written.broken).toEqual([])
  text = await unpacked(written)
})

const read = (file: string | Buffer<ArrayBuffer>, least = cheap): Promise<BackupFile> =>
  readBackup(streamOf([new Uint8Array(Buffer.from(file as string))]), least)

/** The problem that reading gives. */
const problem = (file: string | Buffer<ArrayBuffer>, least = cheap): Promise<Problem> =>
  read(file, least).then(
    () => {
      throw new Error('it was read')
    },
    (error: Problem) => error,
  )

/** The file with its digest made anew, as whoever changes it can; with the MAC as well where its key is known. */
async function resealed(file: string, macKey?: CryptoKey): Promise<string> {
  const lines = file.trimEnd().split('\n')
  const { mac, ...end } = JSON.parse(lines.pop()!) as { mac: string; records: number }
  const body = `${lines.join('\n')}\n`
  const digest = toHex(await sha256(utf8(body)))
  const signed = macKey ? await hmac(macKey, `tilbud/backup/2\n${end.records}\n${digest}`) : mac
  return `${body}${canonical({ ...end, sha256: digest, mac: signed })}\n`
}

/** The records as version 0.1 wrote them. */
async function format1(of: Records): Promise<string> {
  const lines = tableNames.flatMap((table) =>
    sorted(of, table).map(
      (record) => `${canonical({ t: table, r: v.parse(recordSchemas[table], record) as never })}\n`,
    ),
  )
  const body = lines.join('')
  const first = {
    t: 'tilbud-backup',
    format: 1,
    createdAt,
    records: lines.length,
    sha256: toHex(await sha256(utf8(body))),
  }
  return `${canonical(first)}\n${body}`
}

describe('a backup', () => {
  it('comes back as it went', async () => {
    const file = await read(gzipSync(text))
    const again = await writeBackup(header, key, feedOf(await recordsIn(text)))
    expect(await unpacked(again)).toBe(text)
    expect(file.counts.customers).toBe(12)
    expect(file.createdAt).toBe(createdAt)
  })
  it('survives an editor’s byte order mark and Windows line ends, and being unpacked', async () => {
    const file = await read(`\ufeff${text.replace(/\n/g, '\r\n')}`)
    expect(file.counts.customers).toBe(12)
    expect(await isSigned(file, key)).toBe(true)
  })
  it('of the first format opens as before, and is not signed', async () => {
    const old = await format1(records)
    const file = await read(old)
    expect(await recordsIn(old)).toEqual(await recordsIn(text))
    expect(file.mac).toBeNull()
    expect(await isSigned(file, key)).toBe(false)
  })
  it('holds no key in the open', () => {
    expect(text).not.toContain('N38I7qoBJ8MsrhNSytIjeesZ0TYwTBPU2k0Jtg8hBLI')
    expect(text).not.toContain('keyring')
  })
  it.each<[string, (file: string) => string, string]>([
    ['a changed letter', (file) => file.replace('Fjord Bygg', 'Fjord Bugg'), 'backupDamaged'],
    ['a lost line', (file) => file.split('\n').toSpliced(10, 1).join('\n'), 'backupDamaged'],
    [
      'a line twice',
      (file) => file.split('\n').toSpliced(10, 0, file.split('\n')[10]!).join('\n'),
      'backupDamaged',
    ],
    ['a cut end', (file) => file.slice(0, -200), 'backupDamaged'],
    ['no last line', (file) => `${file.trimEnd().split('\n').slice(0, -1).join('\n')}\n`, 'backupDamaged'],
    ['something after its last line', (file) => `${file}{"t":"end"}\n`, 'backupDamaged'],
    [
      'a record that breaks its schema',
      (file) => file.replace('"country":"NO"', '"country":"Norge"'),
      'backupDamaged',
    ],
    [
      'an unknown table',
      (file) => file.replace('{"r"', '{"x"').replace('"t":"customers"', '"t":"__proto__"'),
      'backupDamaged',
    ],
    ['another file', () => 'name;domain\nFjord;fjord.no\n', 'backupUnknown'],
    ['nothing', () => '', 'backupUnknown'],
    ['a later format', (file) => file.replace('"format":2', '"format":3'), 'backupNewer'],
    ['a line without end', () => ' '.repeat(5_000_000), 'backupTooLarge'],
    ['lines without end', () => '\n'.repeat(10_000_001), 'backupTooLarge'],
  ])(
    'with %s is refused, packed or not',
    async (_, change, code) => {
      expect((await problem(change(text))).code).toBe(code)
      expect((await problem(gzipSync(change(text)))).code).toBe(code)
    },
    30_000,
  )
  it('is refused when its packing is cut or damaged, and unpacked no further than its limits (A8)', async () => {
    const packed = gzipSync(text)
    expect((await problem(packed.subarray(0, packed.length - 9))).code).toBe('backupDamaged')
    const flipped = Buffer.from(packed)
    flipped[packed.length >> 1]! ^= 0xff
    expect((await problem(flipped)).code).toBe('backupDamaged')
    const bomb = gzipSync(Buffer.alloc(30_000_000, 32))
    expect(bomb.length).toBeLessThan(200_000)
    expect((await problem(bomb)).code).toBe('backupTooLarge')
  })
  it('names the line that is damaged', async () => {
    const lines = text.split('\n')
    lines[4] = lines[4]!.slice(0, -3)
    expect((await problem(lines.join('\n'))).detail).toEqual({ line: 5 })
  })
  it('is signed: whoever changes it without the key is found out, however well the digest fits (A8)', async () => {
    expect(await isSigned(await read(text), key)).toBe(true)
    const { siteAddress } = records.company[0]!
    const changed = await read(
      await resealed(
        text.replace(`"siteAddress":"${siteAddress}"`, '"siteAddress":"https://elsewhere.example"'),
      ),
    )
    expect(changed.head.company[0]!.siteAddress).toBe('https://elsewhere.example')
    expect(await isSigned(changed, key)).toBe(false)
    const stranger = (await vaultKeys((await exampleRecords(day, 'nb', cheap)).dataKey)).backup
    expect(await isSigned(await read(await resealed(text, stranger)), key)).toBe(false)
    const unsigned = await writeBackup(header, null, feedOf(records))
    expect((await readBackup(unsigned.file.stream() as never, cheap)).mac).toBeNull()
  })
  it('takes no portal address that is not https, and none with places that are unknown (A8)', async () => {
    for (const address of ['javascript:alert(1)', 'http://admin.example', 'https://x.example/{password}']) {
      const edited = { ...records, portalEdits: [{ id: 'm365', name: '', address, hidden: false }] }
      const written = await writeBackup(header, key, feedOf(edited))
      expect(written.broken.map(({ table, key: of }) => `${table} ${of}`)).toEqual(['portalEdits m365'])
      const forged = (await unpacked(written)).replace(
        /.*"t":"broken".*/,
        canonical({ t: 'portalEdits', r: edited.portalEdits[0]! }),
      )
      expect((await problem(await resealed(forged))).code).toBe('backupDamaged')
    }
  })
  it('takes no way into the vault that is too cheap to guess or too dear to open, and names it (A14)', async () => {
    const [way] = records.vault
    for (const change of [
      { memory: 1 },
      { memory: 64, passes: 1 },
      { memory: 9_000_000 },
      { passes: 1000 },
      { salt: 'AA' },
    ]) {
      const changed = { ...records, vault: [{ ...way!, kdf: { ...way!.kdf, ...change } }] }
      const file = Buffer.from(await (await writeBackup(header, key, feedOf(changed))).file.arrayBuffer())
      expect(await problem(file, leastCost), JSON.stringify(change)).toMatchObject({
        code: 'backupVaultUnfit',
        detail: { line: 3 },
      })
    }
  })
  it('sets a broken record aside and saves the rest (A1, A8)', async () => {
    const broken = { ...records.customers[0]!, name: `half a pair \ud800`, country: 'Norge' }
    const written = await writeBackup(
      header,
      key,
      feedOf({ ...records, customers: [broken, ...records.customers.slice(1)] }),
    )
    const { broken: found, records: n } = written
    expect(found).toEqual([{ table: 'customers', key: broken.id }])
    const kept = await unpacked(written)
    expect(kept).toContain(canonical({ t: 'broken', ...found[0]!, raw: JSON.stringify(broken) }))
    const file = await read(kept)
    expect(file.counts.customers).toBe(11)
    expect(file.broken).toEqual(found)
    expect(await isSigned(file, key)).toBe(true)
    expect(n).toBe(tableNames.reduce((sum, table) => sum + records[table].length, 0))
  })
  it('says what it would bring, of what a forger would change (A8)', async () => {
    const edited = {
      ...records,
      portalEdits: [{ id: 'm365', name: '', address: 'https://admin.elsewhere.example', hidden: false }],
    }
    const summary = summaryOf(await read(await unpacked(await writeBackup(header, key, feedOf(edited)))))!
    expect(summary).toMatchObject({
      company: 'Nordlys IT AS',
      replyKey: records.workspace[0]!.replyKey.id,
      portals: [{ name: 'Microsoft 365 admin center', address: 'https://admin.elsewhere.example' }],
    })
    expect(summary.staff).toHaveLength(records.users.length)
    const [company] = records.company
    const address = 'https://nordlys.queue.core.windows.net/inbox/messages'
    const withInbox = {
      ...records,
      company: [
        {
          ...company!,
          endpoint: { kind: 'queue', address: `${address}?sv=2021-12-02&si=hand&sr=q&sig=x` } as const,
        },
      ],
    }
    expect(
      summaryOf(await read(await unpacked(await writeBackup(header, key, feedOf(withInbox)))))!.endpoint,
    ).toBe(address)
    expect(summary.counts.find(({ table }) => table === 'customers')).toEqual({ table: 'customers', n: 12 })
  })
})

describe('a backup of any size', () => {
  /** A customer whose line is of no mean length. */
  const customer = (n: number) => ({
    ...records.customers[0]!,
    id: `c${String(n).padStart(6, '0')}`,
    note: 'x'.repeat(1000),
  })

  it('is packed as it is handed over, and not held', async () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const held = () => {
      collect()
      const { heapUsed, arrayBuffers } = process.memoryUsage()
      return heapUsed + arrayBuffers
    }
    let before = 0
    let after = 0
    const written = await writeBackup(header, key, async (write) => {
      for (let part = 0; part < 20; part++) {
        if (part === 2) before = held()
        await write(
          'customers',
          Array.from({ length: 1000 }, (_, n) => customer(part * 1000 + n)),
        )
      }
      after = held()
    })
    expect(written.records).toBe(20_000)
    const length = Buffer.byteLength(await unpacked(written))
    expect(length).toBeGreaterThan(20_000_000)
    expect(after - before).toBeLessThan(length / 5)
  })

  it('is read a piece at a time: no more than is taken in', async () => {
    const written = await writeBackup(header, key, async (write) => {
      for (let part = 0; part < 20; part++)
        await write(
          'customers',
          Array.from({ length: 1000 }, (_, n) => customer(part * 1000 + n)),
        )
    })
    const bytes = Buffer.from(await unpacked(written))
    const pieceLength = 65_536
    let given = 0
    const stream = new ReadableStream<Uint8Array<ArrayBuffer>>(
      {
        pull(controller) {
          if (given >= bytes.length) return controller.close()
          controller.enqueue(new Uint8Array(bytes.subarray(given, given + pieceLength)))
          given += pieceLength
        },
      },
      { highWaterMark: 0 },
    )
    let taken = 0
    let ahead = 0
    const file = await readBackup(stream, cheap, async (some) => {
      // Slower than any disk: a reader that does not wait would be far ahead.
      await new Promise((resolve) => setTimeout(resolve, 1))
      for (const { record } of some) taken += JSON.stringify(record).length
      ahead = Math.max(ahead, given - taken)
    })
    expect(file.counts.customers).toBe(20_000)
    expect(bytes.length).toBeGreaterThan(20_000_000)
    // What surrounds a record in its line is not counted as taken: some bytes for each.
    expect(ahead).toBeLessThan(bytes.length / 20)
  })
})

describe('the example', () => {
  it('has all three kinds of offer in every state', () => {
    const states = records.versions.map((version) => `${version.binding.terms.kind} ${stateAt(version, now)}`)
    for (const kind of ['trial', 'purchase', 'delegation']) {
      for (const state of ['ready', 'published', 'superseded', 'withdrawn', 'expired'])
        expect(states).toContain(`${kind} ${state}`)
      expect(records.drafts.map((draft) => draft.terms.kind)).toContain(kind)
    }
    const recipients = new Set(records.recipients.map((recipient) => recipient.state))
    expect([...recipients].sort()).toEqual([
      'accepted',
      'acceptedWithChanges',
      'asked',
      'declined',
      'received',
      'sent',
      'toSend',
    ])
  })
  it('is what its publication has', async () => {
    const read = await readPublication(await examplePublication(exampleSize, day))
    if (!read.ok) throw new Error(JSON.stringify(read.faults))
    const published = new Map(
      read.publication.offers.map((line) => [line.t === 'offer' ? line.binding.code : line.code, line.hash]),
    )
    for (const version of records.versions) expect(published.get(version.code)).toBe(version.hash)
  })
  it('grows by one offer and is otherwise the same, for any number', async () => {
    expect(await examplePublication(60, day)).toBe(await examplePublication(60, day))
    for (const count of [0, 1, 5, 30]) {
      const [smaller, larger] = await Promise.all([
        examplePublication(count, day),
        examplePublication(count + 1, day),
      ])
      const extra = new Set(larger.split('\n'))
      const missing = smaller
        .split('\n')
        .slice(1)
        .filter((line) => !extra.has(line))
      expect(missing).toEqual([])
      expect((await readPublication(larger)).ok).toBe(true)
    }
  })
})
