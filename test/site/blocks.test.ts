import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examplePublication } from '#core/exchange/example/publication.ts'
import { buildSite } from '#site/build.ts'
import { blocksOf } from '#site/publish/blocks.ts'
import { Rows } from '#site/publish/rows.ts'
import { command, expectSentence } from '#test/support/command.ts'
import { digestsOf } from '#test/support/files.ts'

/** Rows that did not change are known by the block that they stand in. */

let folder: string
let rows: string[]
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tilbud-blocks-'))
  rows = (await examplePublication(1200, '2026-11-02')).trimEnd().split('\n')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function write(name: string, number: number, offers: readonly string[]): Promise<string> {
  const header = JSON.stringify({ ...JSON.parse(rows[0]!), number, offers: offers.length })
  await writeFile(join(folder, name), [header, rows[1], ...offers, ''].join('\n'))
  return join(folder, name)
}

const blocksIn = async (offers: readonly string[]) =>
  blocksOf(Rows.read(await write('blocks.jsonl', 1, offers))).map(({ digest, from, to }) => ({
    digest,
    rows: offers.slice(from - 2, to - 2),
  }))

/** An offer that nothing links to and that links to nothing, at about a place. */
const aloneAt = (offers: readonly string[], at: number) => {
  const text = offers.join('\n')
  return offers.findIndex((row, index) => {
    const code = /"code":"(\w+)"/.exec(row)![1]!
    return index >= at && row.includes('"state":"open"') && text.split(code).length === 2
  })
}

describe('blocks of rows', () => {
  it('hold every row once and in order, and are none where there is no row', async () => {
    const blocks = await blocksIn(rows.slice(2))
    expect(blocks.flatMap((block) => block.rows)).toEqual(rows.slice(2))
    expect(blocks.length).toBeGreaterThan(8)
    expect(new Set(blocks.map(({ digest }) => digest)).size).toBe(blocks.length)
    expect(await blocksIn([])).toEqual([])
    // Rows of which none ends a block by itself.
    const alike = Array.from({ length: 700 }, (_, at) => `${at}`.padStart(20))
    expect((await blocksIn(alike)).map((block) => block.rows.length)).toEqual([256, 256, 188])
  })

  it('stay as they are but for the one in which a row is new, gone or changed', async () => {
    const offers = rows.slice(2)
    const before = new Set((await blocksIn(offers)).map(({ digest }) => digest))
    for (const at of [0, 1, 600, offers.length - 1])
      for (const changed of [
        offers.toSpliced(at, 1),
        offers.toSpliced(at, 0, 'a new row'),
        offers.with(at, 'another row'),
      ]) {
        const other = (await blocksIn(changed)).filter(({ digest }) => !before.has(digest))
        expect(other.length).toBeLessThanOrEqual(3)
      }
  })
})

describe('a run that knows most rows by their block', () => {
  it('draws exactly what changed, wherever it stands, and ends as a whole run would', async () => {
    const out = join(folder, 'out')
    let offers = rows.slice(2)
    let number = 0
    const publish = async (next: readonly string[], written: number, force = false) => {
      const publication = await write('next.jsonl', ++number, next)
      expect(await buildSite({ publication, out, force: false }), `${number}`).toMatchObject(
        force ? { ok: false, why: 'refused' } : { ok: true, written },
      )
      if (force) expect(await buildSite({ publication, out, force })).toMatchObject({ ok: true })
      const whole = join(folder, 'whole')
      await rm(whole, { recursive: true, force: true })
      await rm(`${whole}.manifest.json`, { force: true })
      expect(await buildSite({ publication, out: whole })).toMatchObject({ ok: true })
      expect(await digestsOf(out)).toEqual(await digestsOf(whole))
      const [own, other] = await Promise.all(
        [out, whole].map(async (each) => JSON.parse(await readFile(`${each}.manifest.json`, 'utf8'))),
      )
      expect(own).toEqual(other)
    }
    await publish(offers, offers.length)
    // Taken out, and back in at other places than the last run knew.
    const taken = [0, 300, 600, 900].map((at) => offers[aloneAt(offers, at)]!)
    const fewer = offers.filter((row) => !taken.includes(row))
    await publish(fewer, 0, true)
    await publish(offers, taken.length)
    await publish(offers, 0)
    // The order of rows is part of the content, and no page's.
    offers = offers.toReversed()
    await publish(offers, 0)
    await publish(offers.with(5, offers[5]!), 0)
  })

  it('finds what does not fit together among rows of which each is known', async () => {
    const out = join(folder, 'together')
    const offers = rows.slice(2)
    await buildSite({ publication: await write('a.jsonl', 1, offers), out })
    const before = await digestsOf(out)
    const twice = [...offers, offers[10]!]
    const blocks = await blocksIn(offers)
    const repeated = [...offers, ...blocks[1]!.rows]
    const closed = offers.find((row) => /"successor":"/.test(row))!
    const successor = /"successor":"(\w+)"/.exec(closed)![1]!
    const missing = offers.filter((row) => !row.includes(`"code":"${successor}"`))
    for (const [wrong, words] of [
      [twice, 'stands in line 13 already'],
      [repeated, 'already'],
      [missing, 'is not in the file'],
    ] as const)
      await expectSentence(['--publication', await write('b.jsonl', 2, wrong), '--out', out], [words])
    expect(await digestsOf(out)).toEqual(before)
  })

  it('reads all anew by a record that notes no blocks, and refuses one whose blocks are wrong', async () => {
    const out = join(folder, 'older')
    const offers = rows.slice(2)
    await buildSite({ publication: await write('c.jsonl', 1, offers), out })
    const record = `${out}.manifest.json`
    const manifest = JSON.parse(await readFile(record, 'utf8'))
    await writeFile(record, JSON.stringify({ ...manifest, blocks: undefined }))
    const next = await write('d.jsonl', 2, offers)
    expect((await command(['--publication', next, '--out', out])).said).toContain('0 of them drawn anew')
    for (const blocks of [manifest.blocks.slice(1), [['x', offers.length + 1]], [['x', -1]], 'none', [7]]) {
      await writeFile(record, JSON.stringify({ ...manifest, blocks }))
      await expectSentence(['--publication', next, '--out', out], ['is damaged: the blocks'])
    }
    // Two blocks that changed places with their numbers would give pages the rows of others.
    const [first, second, ...rest] = manifest.blocks
    await writeFile(
      record,
      JSON.stringify({
        ...manifest,
        blocks: [[first[0], first[1] + 1], [second[0], second[1] - 1], ...rest],
      }),
    )
    const third = await write('e.jsonl', 3, offers)
    expect(await buildSite({ publication: third, out })).toMatchObject({ ok: true, written: 0 })
  })
})
