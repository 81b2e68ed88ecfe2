import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examplePublication } from '#core/exchange/example/publication.ts'
import { problems } from '#core/locale/screens/en/problems.ts'
import { buildSite } from '#site/build.ts'
import { command, expectSentence } from '#test/support/command.ts'
import { digestsOf } from '#test/support/files.ts'

/** What publishing does to the folder that it is given, and what it leaves alone. */

let folder: string
let text: string
let publication: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tilbud-folder-'))
  text = await examplePublication(22, '2026-11-02')
  publication = await write('example.jsonl', text)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function write(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(join(folder, name), content)
  return join(folder, name)
}

const numbered = (number: number, change = (same: string) => same) =>
  change(text.replace('"number":1,', `"number":${number},`))
const below = (base: string) => text.replace('http://localhost:4321', `https://nordlys-it.example${base}`)

describe('the records of a run', () => {
  it('lie nowhere that is served, also below a path (A4)', async () => {
    const file = await write('below.jsonl', below('/shop/offers'))
    const web = join(folder, 'web')
    expect(await buildSite({ publication: file, out: join(web, 'shop/offers') })).toMatchObject({ ok: true })
    expect(await readdir(web)).toEqual(['shop'])
    expect(await readdir(join(web, 'shop'))).toEqual(['offers'])
    expect((await readdir(folder)).filter((name) => name.startsWith('web.')).sort()).toEqual([
      'web.shop.offers.manifest.json',
      'web.shop.offers.nginx.conf',
    ])
    for (const manifest of [join(web, 'x.json'), join(web, 'shop/offers/x.json')])
      expect(await buildSite({ publication: file, out: join(web, 'shop/offers'), manifest })).toMatchObject({
        ok: false,
        why: 'refused',
        message: expect.stringContaining('--manifest') as string,
      })
    const inside = join(web, 'below.jsonl')
    await writeFile(inside, below('/shop/offers'))
    expect(await buildSite({ publication: inside, out: join(web, 'shop/offers') })).toMatchObject({
      ok: false,
      why: 'refused',
    })
  })

  it('are taken out of what is served where an earlier Tilbud has put them, once (A4)', async () => {
    const file = await write('moved.jsonl', below('/offers'))
    const out = join(folder, 'old/offers')
    await buildSite({ publication: file, out })
    const beside = join(folder, 'old.offers')
    const manifest = JSON.parse(await readFile(`${beside}.manifest.json`, 'utf8'))
    const client = Object.keys(manifest.shared).filter((name) => name.startsWith('_astro/'))
    await writeFile(
      `${out}.manifest.json`,
      JSON.stringify({ ...manifest, format: 2, client, shared: undefined }),
    )
    await rm(`${beside}.manifest.json`)
    await rename(`${beside}.nginx.conf`, `${out}.nginx.conf`)
    const { code, said } = await command(['--publication', file, '--out', out])
    expect(code, said).toBe(0)
    expect(said).toContain(`${beside}.manifest.json now`)
    expect(await readdir(join(folder, 'old'))).toEqual(['offers'])
    expect((await command(['--publication', file, '--out', out])).said).not.toContain(' now')
  })
})

describe('what others have put into the folder', () => {
  it('stays, with --force too, and the refusal says what would be replaced (A5)', async () => {
    const out = join(folder, 'others')
    const theirs = {
      '.git/HEAD': 'ref',
      '2024/report/index.html': 'report',
      '12345.txt': 'x',
      'index.html': 'mine',
      '_astro/own.js': 'own',
    }
    for (const [file, content] of Object.entries(theirs)) {
      await mkdir(join(out, file, '..'), { recursive: true })
      await writeFile(join(out, file), content)
    }
    await expectSentence(
      ['--publication', publication, '--out', out],
      ['5 things', 'would replace index.html', 'everything else stays'],
    )
    expect(await readFile(join(out, 'index.html'), 'utf8')).toBe('mine')
    expect(await buildSite({ publication, out, force: true })).toMatchObject({ ok: true })
    expect(
      await buildSite({ publication: await write('others-2.jsonl', numbered(2)), out, force: true }),
    ).toMatchObject({ ok: true })
    for (const [file, content] of Object.entries(theirs))
      if (file !== 'index.html') expect(await readFile(join(out, file), 'utf8'), file).toBe(content)
  })

  it('is not reached through a link: of a partner ID, a page, a file or a part (A5)', async () => {
    const elsewhere = join(folder, 'elsewhere')
    await mkdir(join(elsewhere, 'sub'), { recursive: true })
    await writeFile(join(elsewhere, 'precious'), 'years')
    const clean = join(folder, 'links-clean')
    await buildSite({ publication, out: clean })
    const [code] = await readdir(join(clean, '4839201'))
    for (const path of ['4839201', `4839201/${code}`, `4839201/${code}/index.html`, 'index.html', '_astro']) {
      const out = join(folder, 'links')
      await buildSite({ publication, out, force: true })
      await rm(join(out, path), { recursive: true })
      await symlink(path.endsWith('.html') ? join(elsewhere, 'precious') : elsewhere, join(out, path))
      for (const force of [false, true])
        expect(await buildSite({ publication, out, force }), path).toMatchObject({
          ok: false,
          why: 'refused',
          message: expect.stringContaining(path) as string,
        })
      expect(await digestsOf(elsewhere), path).toHaveProperty('precious')
      expect(Object.keys(await digestsOf(elsewhere))).toEqual(['precious'])
      expect(await readFile(join(elsewhere, 'precious'), 'utf8')).toBe('years')
      await rm(out, { recursive: true })
      await rm(`${out}.manifest.json`)
    }
    // Unfinished files as they were called before.
    const out = join(folder, 'parts')
    await mkdir(join(out, `4839201/${code}`), { recursive: true })
    await symlink(join(elsewhere, 'precious'), join(out, `4839201/${code}/index.html.part`))
    await symlink(join(elsewhere, 'precious'), join(out, 'index.html.part'))
    expect(await buildSite({ publication, out, force: true })).toMatchObject({ ok: true })
    expect(await readFile(join(elsewhere, 'precious'), 'utf8')).toBe('years')
  })

  it('is not reached by a record that names another place (A5)', async () => {
    const out = join(folder, 'led')
    await buildSite({ publication, out })
    const record = `${out}.manifest.json`
    const manifest = JSON.parse(await readFile(record, 'utf8'))
    await mkdir(join(folder, '4839201/victim'), { recursive: true })
    await writeFile(join(folder, '4839201/victim/index.html'), 'x')
    for (const changed of [
      { pages: [...manifest.pages, ['x', '../4839201/victim']] },
      { pages: [...manifest.pages, ['x', join(folder, '4839201/victim')]] },
      { shared: { ...manifest.shared, '../4839201/victim/index.html': '' } },
    ]) {
      await writeFile(record, JSON.stringify({ ...manifest, ...changed }))
      await expectSentence(['--publication', publication, '--out', out], ['is damaged'])
    }
    expect(await readFile(join(folder, '4839201/victim/index.html'), 'utf8')).toBe('x')
  })
})

describe('a fault', () => {
  it('of the publication is one sentence (A24)', async () => {
    const out = join(folder, 'faults')
    const [header, company, ...offers] = text.trimEnd().split('\n')
    const run = (file: string, ...words: string[]) =>
      expectSentence(['--publication', file, '--out', out], words)
    await run(join(folder, 'missing.jsonl'), 'There is no ')
    await run(folder, 'is no file')
    await run(
      await write('empty-lines.jsonl', `${header}\n${company}\n${'\n'.repeat(1_000_000)}`),
      'The line is empty.',
      '1000001 faults',
    )
    await run(
      await write('long.jsonl', `${header}\n${company}\n${'x'.repeat(8_000_000)}\n`),
      'Line 3 of',
      'longer than any offer',
    )
    await run(
      await write(
        'one.jsonl',
        `${header}\n${company!.replace('"phone":"', `"phone":"${'1'.repeat(50)}`)}\n${offers.join('\n')}\n`,
      ),
      `phone: ${problems['rule.tooLong']}`,
      '1 fault.',
    )
    await run(
      await write('latin.jsonl', Buffer.from(text.replaceAll('Nordlys', 'Nordl\u00f8s'), 'latin1')),
      'line 2: The line is no UTF-8',
    )
    expect(await readdir(out).catch(() => [])).toEqual([])
  })

  it('of the folder or the record is one sentence (A24)', async () => {
    const out = join(folder, 'places')
    const record = `${out}.manifest.json`
    await writeFile(out, 'a file')
    await expectSentence(['--publication', publication, '--out', out], ['is no folder'])
    await rm(out)
    await buildSite({ publication, out })
    const before = await digestsOf(out)
    const good = await readFile(record, 'utf8')
    for (const [content, words] of [
      ['null', 'holds no manifest'],
      ['{}', 'another version'],
      ['{"format":7}', 'another version'],
      [JSON.stringify({ ...JSON.parse(good), pages: undefined }), 'lists no pages'],
      ['{', 'is damaged'],
    ] as const) {
      await writeFile(record, content)
      await expectSentence(['--publication', publication, '--out', out], [words])
    }
    await writeFile(record, good)
    await writeFile(`${record}.journal`, '{}')
    await expectSentence(['--publication', publication, '--out', out], ['is damaged'])
    expect(await digestsOf(out)).toEqual(before)
    await rm(`${record}.journal`)
    await expectSentence(
      ['--publication', publication, '--out', out, '--manifest', out],
      ['lies where the host serves it'],
    )
    await expectSentence(
      ['--publication', publication, '--out', '/proc/tilbud', '--manifest', join(folder, 'proc.json')],
      ['/proc/tilbud'],
    )
  })
})

describe('a run that changes no offer', () => {
  it('puts back what was deleted or altered of what all pages share (A25)', async () => {
    const out = join(folder, 'restored')
    await buildSite({ publication, out })
    const before = await digestsOf(out)
    const shared = Object.keys(before).filter((path) => !/^\d+\//.test(path))
    for (const path of shared) {
      await rm(join(out, path))
      expect(await buildSite({ publication, out }), path).toMatchObject({ ok: true, written: 0 })
      expect(await digestsOf(out), path).toEqual(before)
      await writeFile(join(out, path), 'altered')
      await buildSite({ publication, out })
      expect(await digestsOf(out), path).toEqual(before)
    }
    const page = Object.keys(before).find((path) => /^\d+\//.test(path))!
    await rm(join(out, page))
    expect(await buildSite({ publication, out })).toMatchObject({ ok: true, written: 1 })
    expect(await digestsOf(out)).toEqual(before)
  })
})

describe('two runs at once', () => {
  it('never mix: ten races end with what one of them alone would give (A6)', async () => {
    // Large enough to be at work when the other one comes.
    const many = await examplePublication(1200, '2026-11-02')
    const other = many.replace('"number":1,', '"number":2,').replaceAll('+47 77 00 00 00', '+47 77 00 00 99')
    const files = [await write('race-1.jsonl', many), await write('race-2.jsonl', other)]
    const clean = await Promise.all(
      files.map(async (file, index) => {
        const out = join(folder, `race-clean-${index}`)
        await buildSite({ publication: file, out })
        return digestsOf(out)
      }),
    )
    const out = join(folder, 'race')
    let busy = 0
    for (let round = 0; round < 10; round++) {
      await rm(out, { recursive: true, force: true })
      await rm(`${out}.manifest.json`, { force: true })
      const runs = await Promise.all(
        files.map(async (file, index) => {
          await new Promise((resolve) => setTimeout(resolve, index * round * 60))
          return command(['--publication', file, '--out', out])
        }),
      )
      for (const { code, said } of runs)
        if (code !== 0) expect(said).toMatch(/Another run is at work|this is the older 1/)
      busy += runs.filter(({ said }) => said.includes('Another run is at work')).length
      const last = runs[1]!.code === 0 ? 1 : 0
      expect(runs[last]!.code, runs.map(({ said }) => said).join('\n')).toBe(0)
      expect(await digestsOf(out), `round ${round}`).toEqual(clean[last])
      expect((await readdir(folder)).filter((name) => name.startsWith('race.')).sort()).toEqual([
        'race.manifest.json',
        'race.nginx.conf',
      ])
    }
    expect(busy).toBeGreaterThan(0)
  })

  it('go on after one that is gone, and wait for one on another machine (A6)', async () => {
    const out = join(folder, 'stale')
    const gone = spawn(process.execPath, ['-e', ''])
    await new Promise((resolve) => gone.on('exit', resolve))
    const { hostname } = await import('node:os')
    const lock = (host: string, pid: number, record = `${out}.manifest.json`) =>
      `${record}.lock.${host}.${pid}.${crypto.randomUUID()}`
    const here = hostname().replace(/[^A-Za-z0-9-]/g, '-')
    await writeFile(lock(here, gone.pid!), '')
    expect(await buildSite({ publication, out })).toMatchObject({ ok: true })
    const foreign = lock('another-machine', 1)
    await writeFile(foreign, '')
    await expectSentence(
      ['--publication', publication, '--out', out],
      ['process 1 on another-machine', foreign],
    )
    expect((await stat(foreign)).size).toBe(0)
    await rm(foreign)

    // A run that shares only the folder, and one that shares only the record.
    const own = join(folder, 'own-record.json')
    for (const [held, args] of [
      [lock(here, process.pid), ['--out', out, '--manifest', own]],
      [lock(here, process.pid, own), ['--out', join(folder, 'stale-other'), '--manifest', own]],
    ] as const) {
      await writeFile(held, '')
      await expectSentence(
        ['--publication', publication, ...args],
        [`process ${process.pid} on ${here}`, held],
      )
      await rm(held)
    }
    expect((await readdir(folder)).filter((name) => name.includes('.lock.'))).toEqual([])
  })
})
