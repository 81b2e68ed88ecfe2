import { beforeAll, describe, expect, it } from 'vitest'
import { exampleUserId } from '#core/exchange/example/data.ts'
import { exampleRecords } from '#core/exchange/example/records.ts'
import type { Customer } from '#core/model/customer.ts'
import { storeNames, type Database } from '#core/storage/database.ts'
import { rebuild } from '#core/storage/derived/rebuild.ts'
import { importsIn } from '#core/storage/importRuns.ts'
import { tableNames } from '#core/storage/records.ts'
import { toStored } from '#core/storage/search.ts'
import { loadExample, makeBackup } from '#core/workspace/backup.ts'
import { setFavourite } from '#core/workspace/customers.ts'
import {
  checkBackup,
  clearRestore,
  findRestore,
  openBackup,
  restoreBackup,
  type Restoring,
} from '#core/workspace/restore.ts'
import { findSession } from '#core/workspace/session.ts'
import { setUp } from '#core/workspace/setup.ts'
import type { Watch } from '#core/workspace/watch.ts'
import { bad, Bench, company, good, noon, passphrase } from '#test/core/workspace/support.ts'
import { cheap } from '#test/support/cost.ts'

const size = 4100
const how: Restoring = { name: 'kopi.jsonl.gz', now: noon, opened: null, least: cheap }

let bench: Bench
let file: Blob
beforeAll(async () => {
  bench = await Bench.start()
  await fillUp(bench)
  file = (await good(makeBackup(bench.context))).file
})

/** Adds customers past every command, as a large workspace has them. */
async function fillUp(of: Bench): Promise<void> {
  const { db } = of
  const id = await of.customer('Fjord Bygg AS', 'fjordbygg.example')
  const model = (await db.at('customers').get(id))!
  const made = (n: number): Customer =>
    toStored('customers', { ...model, id: `c${String(n).padStart(5, '0')}`, name: `Kunde ${n}` })
  await db.at('customers').bulkAdd(Array.from({ length: size - 1 }, (_, n) => made(n)))
  await db.transaction('rw', storeNames, async () => rebuild(db))
}

const read = (db: Database, from = file) => good(openBackup(db, from, {}, cheap))

/** Restores the file, as its passphrase's owner. */
async function restore(db: Database, watch: Watch = {}, from = file) {
  const found = await read(db, from)
  const { trust: _, ...opened } = await good(checkBackup(db, found, passphrase))
  return restoreBackup(db, from, found, { ...how, opened }, watch)
}

/** How many records are stored, derived ones too. */
async function stored(db: Database): Promise<number> {
  let sum = 0
  for (const name of storeNames) sum += await db.table(name).count()
  return sum
}

/** Every record as it is stored, but for what a backup itself changes. */
const everything = (db: Database) =>
  Promise.all(
    tableNames
      .filter((table) => table !== 'workspace')
      .map(async (table) =>
        (await db.table(table).toArray()).filter(
          (record: { action?: string }) => !/^(backupMade|workspaceRestored)$/.test(record.action ?? ''),
        ),
      ),
  )

describe('a backup', () => {
  it('is one state, whatever is tried meanwhile', async () => {
    const id = (await bench.db.at('customers').toCollection().first())!.id
    let tried = 0
    const favourites: Promise<unknown>[] = []
    const before = await bench.db.at('activity').count()
    const made = await good(
      makeBackup(bench.context, {
        onPart() {
          // Two records of one command: the customer, read early, and its line in the log, read late.
          if (tried++ < 3)
            favourites.push(good(setFavourite(bench.context, { id, favourite: tried % 2 === 1 })))
        },
      }),
    )
    await Promise.all(favourites)
    expect(tried).toBeGreaterThan(3)
    const other = new Bench()
    expect((await restore(other.db, {}, made.file)).ok).toBe(true)
    expect((await other.db.at('customers').get(id))!.favourite).toBe(false)
    // As many lines as before, and the one that it was restored.
    expect(await other.db.at('activity').count()).toBe(before + 1)
    expect(await bench.db.at('activity').count()).toBe(before + 4)
  })

  it('that was stopped leaves nothing changed', async () => {
    const before = await everything(bench.db)
    const lines = await bench.db.at('activity').count()
    const stop = new AbortController()
    let parts = 0
    const watch = { onPart: () => parts++ === 3 && stop.abort(), signal: stop.signal }
    expect(await bad(makeBackup(bench.context, watch))).toBe('stopped')
    expect(await everything(bench.db)).toEqual(before)
    expect(await bench.db.at('activity').count()).toBe(lines)
    // Nobody waits any more.
    const { id } = (await bench.db.at('customers').toCollection().first())!
    await good(setFavourite(bench.context, { id, favourite: true }))
  })

  it('says how far it is', async () => {
    const parts: [number, number][] = []
    await good(makeBackup(bench.context, { onPart: (done, all) => parts.push([done, all]) }))
    expect(parts.length).toBeGreaterThan(5)
    expect(parts.at(-1)![0]).toBe(parts.at(-1)![1])
    expect(parts.map(([done]) => done)).toEqual(parts.map(([done]) => done).sort((a, b) => a - b))
  })
})

describe('a restore', () => {
  it('brings everything, and says how far it is', async () => {
    const other = new Bench()
    const steps = new Map<string, [number, number]>()
    const { file: newest } = await good(makeBackup(bench.context))
    const done = await restore(other.db, { onPart: (n, all, step) => steps.set(step, [n, all]) }, newest)
    expect(done.ok).toBe(true)
    expect([...steps.keys()]).toEqual(['writing', 'lists'])
    for (const [n, all] of steps.values()) expect(n).toBe(all)
    // Places in the shards are given anew.
    const unplaced = (all: object[][]) =>
      all.map((records) => records.map((record) => ({ ...record, slot: undefined })))
    expect(unplaced(await everything(other.db))).toEqual(unplaced(await everything(bench.db)))
    expect(await findRestore(other.db)).toBeNull()
    expect(await other.db.keyring.count()).toBe(1)
  })

  it.each([
    ['writing', 1],
    ['writing', 3],
    ['lists', 1],
    ['lists', 7],
  ] as const)('that was stopped while %s, part %i, leaves nothing behind', async (step, part) => {
    const { db } = new Bench()
    const stop = new AbortController()
    let parts = 0
    const outcome = await restore(db, {
      onPart: (_done, _all, at) => at === step && ++parts === part && stop.abort(),
      signal: stop.signal,
    })
    expect(outcome.ok ? 'it went well' : outcome.problem.code).toBe('stopped')
    expect(await stored(db)).toBe(0)
    expect((await restore(db)).ok).toBe(true)
  })

  it.each([
    ['writing', 2],
    ['lists', 4],
  ] as const)(
    'that was broken off with the browser while %s is no workspace, and the same file goes on with it',
    async (step, part) => {
      const other = new Bench()
      const { db } = other
      let parts = 0
      const outcome = await restore(db, {
        onPart: (_done, _all, at) => at === step && ++parts === part && db.close(),
      })
      expect(outcome.ok).toBe(false)
      await db.open()
      expect(await findSession(db, bench.actor)).toBeNull()
      const left = (await findRestore(db))!
      const { records } = left
      expect(left).toMatchObject({ name: 'kopi.jsonl.gz', done: step === 'lists' ? records : 2000 })
      // Nothing else begins in what it has left.
      const person = { name: 'Marte Nordvik', email: 'marte@nordlys-it.example' }
      expect(await bad(setUp(db, { person, company, passphrase }, noon, 'nb', cheap))).toBe('alreadySetUp')
      const example = await exampleRecords('2026-11-02', 'nb', cheap)
      const opened = { dataKey: example.dataKey, actor: exampleUserId }
      expect(await bad(loadExample(db, example.records, noon, opened))).toBe('notEmpty')
      const written: number[] = []
      const again = await restore(db, {
        onPart: (done, _all, at) => at === 'writing' && written.push(done),
      })
      expect(again.ok).toBe(true)
      expect(written[0]).toBe(Math.min(left.done + 1000, records))
      expect(await db.at('customers').count()).toBe(size)
      expect(await findSession(db, bench.actor)).toMatchObject({ user: { id: bench.actor } })
    },
  )

  it('that was broken off is taken away, by itself before another file or when asked for', async () => {
    const { db } = new Bench()
    const breakOff = async () => {
      await restore(db, { onPart: (_done, _all, step) => step === 'writing' && db.close() })
      await db.open()
      expect(await stored(db)).toBeGreaterThan(900)
    }
    await breakOff()
    await good(clearRestore(db))
    expect(await stored(db)).toBe(0)
    await breakOff()
    const small = await Bench.start()
    expect((await restore(db, {}, (await good(makeBackup(small.context))).file)).ok).toBe(true)
    expect(await db.at('customers').count()).toBe(0)
    expect(await bad(clearRestore(db))).toBe('wrongState')
  })

  it('of a file with a record twice, or of one that changed since it was read, leaves nothing behind', async () => {
    const { db } = new Bench()
    const text = await new Response(file.stream().pipeThrough(new DecompressionStream('gzip'))).text()
    const lines = text.trimEnd().split('\n')
    const at = lines.findIndex((line) => line.includes('"t":"customers"'))
    const doubled = await resealed(lines.toSpliced(at, 0, lines[at]!))
    const found = await read(db, doubled)
    const outcome = await restoreBackup(db, doubled, found, how)
    expect(outcome.ok ? null : outcome.problem).toMatchObject({
      code: 'backupDamaged',
      detail: { line: at + 2 },
    })
    expect(await stored(db)).toBe(0)
    const renamed = await resealed(lines.map((line) => line.replace('"Kunde 7"', '"Kunde 8"')))
    expect(await bad(restoreBackup(db, renamed, await read(db), how))).toBe('backupDamaged')
    expect(await stored(db)).toBe(0)
  })

  it('that another window has taken away writes no more', async () => {
    const { db } = new Bench()
    let isCleared = false
    const outcome = await restore(db, {
      onPart(_done, _all, step) {
        if (step === 'writing' && !isCleared) {
          isCleared = true
          void importsIn(db).clear()
        }
      },
    })
    expect(outcome.ok ? 'it went well' : outcome.problem.code).toBe('wrongState')
    expect(await db.at('workspace').count()).toBe(0)
  })
})

/** A file of other lines, with a digest that fits and no MAC. */
async function resealed(lines: readonly string[]): Promise<Blob> {
  const body = `${lines.slice(0, -1).join('\n')}\n`
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body)))
  const sha256 = Buffer.from(bytes).toString('hex')
  const records = lines.length - 2
  return new Blob([body, `${JSON.stringify({ t: 'end', records, sha256, mac: null })}\n`])
}
