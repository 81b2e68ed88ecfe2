import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { stateAt } from '#core/clock/offer.ts'
import { codeFromBytes } from '#core/model/code.ts'
import type { Company } from '#core/model/company.ts'
import { groupCode } from '#core/model/grouping.ts'
import type { Offer, Version } from '#core/model/offer.ts'
import { hashOf } from '#core/publication/canonical.ts'
import { pageFile, pageFolder } from '#core/publication/pages.ts'
import type { RendererRecord } from '#core/publication/renderer.ts'

/** Changes that touch every page of a workspace, made where it lies: by hand they would take hours. */

type Rows = Readonly<{
  company: readonly Company[]
  offers: readonly Offer[]
  versions: readonly Version[]
}>

/** Where the page of a version lies. */
export const pathOf = ({ code, binding }: Version) =>
  pageFile(pageFolder({ partner: binding.partner.partnerId, code: groupCode(code).toLowerCase() }))

/** The company, all offers and all versions, read past the program. As text: a driver takes long for so many objects. */
export async function readRows(page: Page): Promise<Rows> {
  const text = await page.evaluate(async () => {
    const ended = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const db = await ended(indexedDB.open('tilbud'))
    const all = db.transaction(['company', 'offers', 'versions'])
    const [company, offers, versions] = await Promise.all(
      ['company', 'offers', 'versions'].map((name) => ended(all.objectStore(name).getAll())),
    )
    db.close()
    return JSON.stringify({ company, offers, versions })
  })
  return JSON.parse(text) as Rows
}

/** Writes rows past the program, and takes versions away. */
const writeRows = (page: Page, rows: Rows, gone: readonly string[]): Promise<void> =>
  page.evaluate(
    async (text: string, codes: readonly string[]) => {
      const rows = JSON.parse(text) as Record<string, unknown[]>
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('tilbud')
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
      await new Promise((resolve, reject) => {
        const all = db.transaction(Object.keys(rows), 'readwrite', { durability: 'strict' })
        all.oncomplete = resolve
        all.onabort = () => reject(all.error)
        for (const code of codes) all.objectStore('versions').delete(code)
        for (const [name, each] of Object.entries(rows))
          for (const row of each) all.objectStore(name).put(row)
      })
      db.close()
    },
    JSON.stringify(rows),
    gone,
  )

/**
 * Gives the company another telephone number, and every offer that is open another version, to which the page of the one
 * before leads, and takes the versions before that away, all at once.
 *
 * @param random gives numbers from 0 to 1
 * @returns the pages that there were before and are there after
 */
export async function renewAll(page: Page, phone: string, random: () => number): Promise<readonly string[]> {
  const { company, offers, versions } = await readRows(page)
  const byCode = new Map(versions.map((each) => [each.code, each]))
  const next: { offers: Offer[]; versions: Version[] } = { offers: [], versions: [] }
  const gone = new Set<string>()
  for (const offer of offers) {
    const newest = byCode.get(offer.code)!
    if (!['ready', 'published'].includes(stateAt(newest, Date.now()))) continue
    const code = codeFromBytes(Uint8Array.from({ length: 10 }, () => random() * 256))
    const version = offer.version + 1
    const binding = { ...newest.binding, code, version }
    next.offers.push({ ...offer, code, version, linkEarlier: true })
    next.versions.push(
      { ...newest, state: 'superseded' },
      { ...newest, code, state: 'published', binding, hash: await hashOf(binding) },
    )
    for (const each of versions) if (each.offerId === offer.id && each !== newest) gone.add(each.code)
  }
  await writeRows(page, { ...next, company: company.map((each) => ({ ...each, phone })) }, [...gone])
  return versions.filter(({ code }) => !gone.has(code)).map(pathOf)
}

/** Gives what pages load other names, as a new release of Tilbud does. @param folder of the extension @param number a small one */
export async function renewRelease(folder: string, number: number): Promise<void> {
  const renderer = join(folder, 'renderer')
  const client = join(renderer, 'client/_astro')
  const record = JSON.parse(await readFile(join(renderer, 'renderer.json'), 'utf8')) as RendererRecord
  const mark = number.toString(36).padStart(2, '0')
  const names = record.client.map((path) => basename(path))
  const named = new Map(names.map((name) => [name, name.replace(/..(?=[\w-]{6}\.\w+$)/, mark)]))
  const renamed = (text: string) =>
    [...named].reduce((sum, [before, after]) => sum.replaceAll(before, after), text)
  const files = [
    ...['renderer.js', 'renderer.json'].map((name) => join(renderer, name)),
    ...(await readdir(client)).map((name) => join(client, name)),
  ]
  for (const file of files) await writeFile(file, renamed(await readFile(file, 'utf8')))
  const id = `${mark}${record.id.slice(2)}`
  const file = join(renderer, 'renderer.json')
  await writeFile(file, (await readFile(file, 'utf8')).replace(record.id, id))
  for (const [before, after] of named) await rename(join(client, before), join(client, after))
}
