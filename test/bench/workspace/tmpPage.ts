import { exampleUserId } from '#core/exchange/example/data.ts'
import { Database, storeNames } from '#core/storage/database.ts'
import { rebuild } from '#core/storage/derived/rebuild.ts'
import { glancesAt, listMoment } from '#core/workspace/customerLists.ts'
import { saveCustomer } from '#core/workspace/customers.ts'
import { readPlan, takePlan } from '#core/workspace/imports.ts'
import { listLatestOffers } from '#core/workspace/offerViews.ts'
import { moveRecipientByHand } from '#core/workspace/replies.ts'
import { customerList, customerId } from '#test/bench/workspace/records.ts'
export * from '#test/bench/workspace/inPage.ts'

export async function timeRebuild() {
  const db = new Database()
  await db.open()
  const marks: string[] = []
  const start = performance.now()
  await db.transaction('rw', storeNames, async () =>
    rebuild(db, (d) => marks.push(`${d}:${Math.round(performance.now() - start)}`)),
  )
  const ms = performance.now() - start
  db.close()
  return { ms: Math.round(ms), marks: marks.join(' ') }
}
export async function timePlainRebuild() {
  const db = new Database()
  await db.open()
  const marks: string[] = []
  const start = performance.now()
  await db.transaction('rw', storeNames, async () =>
    rebuild(db, (d) => marks.push(`${d}:${Math.round(performance.now() - start)}`)),
  )
  const ms = performance.now() - start
  db.close()
  return { ms: Math.round(ms), marks: marks.join(' ') }
}
export async function timeImport(rows: number, first = 0) {
  const db = new Database()
  await db.open()
  const context = { db, actor: exampleUserId, now: Date.now, dataKey: null }
  const text = customerList(rows + first)
    .split('\n')
    .filter((_, i) => i === 0 || i > first)
    .join('\n')
  const since = new Date().toISOString()
  const start = performance.now()
  const plan = await readPlan(db, 'customers', text, null)
  const planned = performance.now() - start
  const numbers = new Set(plan.rows.filter(({ row }) => row.effect === 'new').map(({ row }) => row.number))
  const s2 = performance.now()
  const taken = await takePlan(context, plan, { name: 'x', numbers })
  const ms = performance.now() - s2
  db.close()
  return {
    planned: Math.round(planned),
    ms: Math.round(ms),
    taken: taken.ok ? taken.value.added : String(taken.problem),
    since,
  }
}
export async function timeCommands(n: number) {
  const db = new Database()
  await db.open()
  const context = { db, actor: exampleUserId, now: Date.now, dataKey: null }
  const times: number[] = []
  const moves: number[] = []
  for (let i = 0; i < n; i++) {
    const customer = (await db.at('customers').get(customerId((i * 7) % 100)))!
    const s = performance.now()
    const out = await saveCustomer(context, { ...customer, note: `note ${i} ${Math.random()}` } as never)
    times.push(performance.now() - s)
    if (!out.ok) throw out.problem
    const [r] = await db.at('recipients').where({ customerId: customer.id }).toArray()
    if (r) {
      const s = performance.now()
      const out = await moveRecipientByHand(context, {
        id: r.id,
        state: r.state === 'declined' ? 'sent' : 'declined',
        reason: 'x',
      } as never)
      moves.push(performance.now() - s)
      if (!out.ok) throw out.problem
    }
  }
  const reads: number[] = []
  const company = (await db.at('company').toArray())[0]!
  for (let i = 0; i < n; i++) {
    const s = performance.now()
    await db.transaction('r', storeNames, () =>
      glancesAt(
        db,
        Array.from({ length: 20 }, (_, k) => customerId((i * 20 + k) % 100)),
        listMoment(company, Date.now()),
      ),
    )
    reads.push(performance.now() - s)
  }
  const latest: number[] = []
  for (let i = 0; i < n; i++) {
    const s = performance.now()
    await listLatestOffers(db, Date.now(), 20)
    latest.push(performance.now() - s)
  }
  db.close()
  const mid = (a: number[]) => a.sort((x, y) => x - y)[a.length >> 1]?.toFixed(1)
  return { save: mid(times), move: mid(moves), glances20: mid(reads), latest20: mid(latest) }
}

import { activityOf } from '#test/bench/workspace/records.ts'
export async function timeLog(
  variant: string,
  n: number,
  batch: number,
  sorted = false,
  durability: 'relaxed' | 'strict' = 'relaxed',
) {
  await Database.delete('scratch')
  const db = new Database('scratch')
  await db.open()
  const start = performance.now()
  let making = 0
  const make = (first: number) => {
    const s = performance.now()
    const all = Array.from({ length: batch }, (_, i) => activityOf(first + i, 100_000, '2026-11-02'))
    if (sorted) all.sort((a, b) => (a.id < b.id ? -1 : 1))
    making += performance.now() - s
    return all
  }
  if (variant === 'dexie')
    for (let first = 0; first < n; first += batch) await db.at('activity').bulkPut(make(first))
  else {
    let writing: Promise<unknown> = Promise.resolve()
    for (let first = 0; first < n; first += batch) {
      const all = make(first)
      await writing
      writing = new Promise((resolve, reject) => {
        const t = db.backendDB().transaction(['activity'], 'readwrite', { durability })
        const store = t.objectStore('activity')
        for (const each of all) store.put(each)
        t.oncomplete = resolve
        t.onabort = () => reject(t.error!)
      })
    }
    await writing
  }
  const ms = performance.now() - start
  db.close()
  await Database.delete('scratch')
  return { variant, batch, sorted, ms: Math.round(ms), making: Math.round(making) }
}

export function setPart(n: number) {
  ;(globalThis as any).part = n
  return n
}
export async function bareParts(since: string, size: number, durability: 'strict' | 'relaxed') {
  const db = new Database()
  const customers = await db
    .at('customers')
    .filter(({ createdAt }) => createdAt >= since)
    .toArray()
  db.close()
  await Database.delete('bareparts')
  const bare = new Database('bareparts')
  await bare.open()
  const raw = bare.backendDB()
  const start = performance.now()
  for (let first = 0; first < customers.length; first += size)
    await new Promise((resolve, reject) => {
      const t = raw.transaction(['customers'], 'readwrite', { durability })
      const store = t.objectStore('customers')
      for (const each of customers.slice(first, first + size)) store.put(each)
      t.oncomplete = resolve
      t.onabort = () => reject(t.error!)
    })
  const ms = performance.now() - start
  bare.close()
  await Database.delete('bareparts')
  return { size, durability, ms: Math.round(ms), n: customers.length }
}
