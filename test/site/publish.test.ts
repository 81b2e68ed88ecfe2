import { spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import {
  cp,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examplePublication } from '#core/exchange/example/publication.ts'
import { root } from '#scripts/paths.ts'
import { buildSite } from '#site/build.ts'
import { buildPlain } from '#site/plain.ts'
import { needRenderer } from '#site/renderer/compile.ts'
import { rendererFolder } from '#site/renderer/load.ts'
import { command } from '#test/support/command.ts'
import { digestsOf, filesOf } from '#test/support/files.ts'

const day = '2026-11-02'
const size = 60

let folder: string
let rows: string[]
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tilbud-publish-'))
  rows = (await examplePublication(size, day)).trimEnd().split('\n')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

type Line = Record<string, unknown>
const change = (row: string, by: (line: Line) => Line) => JSON.stringify(by(JSON.parse(row) as Line))

/** The next publication: another number, and the given rows in place of the old ones. */
async function write(
  name: string,
  number: number,
  changed: (rows: string[]) => string[] = (same) => same,
): Promise<string> {
  const [header, ...rest] = changed([...rows])
  const file = join(folder, name)
  await writeFile(
    file,
    `${[change(header!, (line) => ({ ...line, number, offers: rest.length - 1 })), ...rest].join('\n')}\n`,
  )
  return file
}

/** Paths that differ in content or were written again. */
async function touched(out: string, run: () => Promise<unknown>): Promise<string[]> {
  const before = await filesOf(out)
  await run()
  const after = await filesOf(out)
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((path) => before.get(path)?.written !== after.get(path)?.written)
    .sort()
}

/** A closed line in place of an open one: what withdrawing does. */
const withdrawn = (row: string) =>
  change(row, ({ hash, binding }) => {
    const { code, partner, terms } = binding as {
      code: string
      partner: { partnerId: string }
      terms: { language: string }
    }
    return {
      t: 'closed',
      state: 'withdrawn',
      hash,
      code,
      partnerId: partner.partnerId,
      language: terms.language,
      successor: null,
    }
  })

/** Rows in which no page that is closed links to an offer that is no more: what the extension exports. */
const linked = (all: string[]) => {
  const open = new Set(
    all
      .filter((row) => row.includes('"t":"offer"'))
      .map((row) => (JSON.parse(row) as { binding: { code: string } }).binding.code),
  )
  return all.map((row) =>
    row.includes('"t":"closed"')
      ? change(row, (line) => ({
          ...line,
          successor: open.has(String(line.successor)) ? line.successor : null,
        }))
      : row,
  )
}

const openRow = (from: string[], skip = 0) =>
  from.map((row, index) => ({ row, index })).filter(({ row }) => row.includes('"state":"open"'))[skip]!
const folderOf = (row: string) => {
  const { binding } = JSON.parse(row) as { binding: { code: string; partner: { partnerId: string } } }
  return `${binding.partner.partnerId}/${binding.code.replace(/(.{4})(?=.)/g, '$1-').toLowerCase()}`
}

describe('publishing', () => {
  it('gives what a plain astro build gives, byte for byte', async () => {
    const publication = await write('identical.jsonl', 1)
    const out = join(folder, 'identical')
    expect(await buildSite({ publication, out })).toMatchObject({ ok: true, pages: size, written: size })
    await buildPlain(publication, join(folder, 'plain'))
    const [published, plain] = [await digestsOf(out), await digestsOf(join(folder, 'plain'))]
    // A plain build writes no files for hosts.
    for (const name of ['_headers', 'netlify.toml', 'staticwebapp.config.json', '.htaccess', '.nojekyll'])
      delete published[name]
    expect(published).toEqual(plain)
  })

  it('below a path gives the same too', async () => {
    const publication = await write('below.jsonl', 1, ([header, company, ...offers]) => [
      header!,
      change(company!, (line) => ({ ...line, siteAddress: 'https://nordlys-it.example/offers' })),
      ...offers,
    ])
    const out = join(folder, 'below')
    expect(await buildSite({ publication, out })).toMatchObject({ ok: true })
    await buildPlain(publication, join(folder, 'plain-below'))
    const [published, plain] = [await digestsOf(out), await digestsOf(join(folder, 'plain-below'))]
    for (const path of Object.keys(plain)) expect(published[path], path).toBe(plain[path])
  })

  it('writes nothing when nothing changed, and only the manifest for a new number', async () => {
    const out = join(folder, 'same')
    await buildSite({ publication: await write('same-1.jsonl', 1), out })
    const manifest = await stat(`${out}.manifest.json`)
    expect(await touched(out, () => buildSite({ publication: join(folder, 'same-1.jsonl'), out }))).toEqual(
      [],
    )
    expect((await stat(`${out}.manifest.json`)).mtimeMs).toBe(manifest.mtimeMs)
    expect(
      await touched(out, async () =>
        expect(await buildSite({ publication: await write('same-2.jsonl', 2), out })).toMatchObject({
          ok: true,
          written: 0,
        }),
      ),
    ).toEqual([])
    expect(JSON.parse(await readFile(`${out}.manifest.json`, 'utf8'))).toMatchObject({ number: 2 })
  })

  it('draws exactly what changed, and ends as a whole run would', async () => {
    const out = join(folder, 'changed')
    await buildSite({ publication: await write('changed-1.jsonl', 1), out })
    const { row, index } = openRow(rows)
    const next = await write('changed-2.jsonl', 2, (all) => all.with(index, withdrawn(row)))
    expect(await touched(out, () => buildSite({ publication: next, out }))).toEqual([
      `${folderOf(row)}/index.html`,
    ])
    const whole = join(folder, 'changed-whole')
    await buildSite({ publication: next, out: whole })
    expect(await digestsOf(out)).toEqual(await digestsOf(whole))
  })

  it('draws what shows a changed company and nothing else', async () => {
    const out = join(folder, 'company')
    await buildSite({ publication: await write('company-1.jsonl', 1), out })
    const company =
      (by: object) =>
      ([header, line, ...offers]: string[]) => [
        header!,
        change(line!, (each) => ({ ...each, ...by })),
        ...offers,
      ]
    expect(
      await touched(out, async () =>
        buildSite({ publication: await write('company-2.jsonl', 2, company({ colour: '#aa0000' })), out }),
      ),
    ).toEqual(['company.css'])
    const logos = ['iVBORw0KGgoAAAANSUhEUg', 'iVBORw0KGgoAAAANSUhEUgAA'].map(
      (data) => `data:image/png;base64,${data}`,
    )
    const pages = await touched(out, async () =>
      buildSite({
        publication: await write(
          'company-3.jsonl',
          3,
          company({ colour: '#aa0000', logo: logos[0], phone: '+47 11 11 11 11' }),
        ),
        out,
      }),
    )
    expect(pages.filter((path) => /^\d+\//.test(path))).toHaveLength(size)
    expect(pages.filter((path) => !/^\d+\//.test(path))).toEqual(['404.html', 'company.css', 'index.html'])
    // Another picture where there was one changes no page.
    expect(
      await touched(out, async () =>
        buildSite({
          publication: await write(
            'company-4.jsonl',
            4,
            company({ colour: '#aa0000', logo: logos[1], phone: '+47 11 11 11 11' }),
          ),
          out,
        }),
      ),
    ).toEqual(['company.css'])
  })

  it('leaves no page of its own behind, and every page of others where it is (A5)', async () => {
    const out = join(folder, 'gone')
    await buildSite({ publication: await write('gone-1.jsonl', 1), out })
    const { row, index } = openRow(rows)
    const own = join(out, folderOf(row))
    await mkdir(join(out, '9999/aaaa-bbbb'), { recursive: true })
    await writeFile(join(out, '9999/aaaa-bbbb/index.html'), 'somebody else’s')
    await writeFile(join(own, 'notes.txt'), 'somebody else’s')
    const next = await write('gone-2.jsonl', 2, (all) => all.filter((_, at) => at !== index))
    expect(await buildSite({ publication: next, out })).toMatchObject({ ok: false, why: 'refused' })
    expect(await buildSite({ publication: next, out, force: true })).toMatchObject({ ok: true, vanished: 1 })
    expect(await readFile(join(out, '9999/aaaa-bbbb/index.html'), 'utf8')).toBe('somebody else’s')
    expect(await readdir(own)).toEqual(['notes.txt'])
  })

  it('puts back a page that somebody deleted', async () => {
    const out = join(folder, 'deleted')
    const publication = await write('deleted.jsonl', 1)
    await buildSite({ publication, out })
    const before = await digestsOf(out)
    await rm(join(out, folderOf(openRow(rows).row)), { recursive: true })
    expect(await buildSite({ publication, out })).toMatchObject({ ok: true, written: 1 })
    expect(await digestsOf(out)).toEqual(before)
  })

  it('takes away a file that both the last run and a killed one have a record of', async () => {
    const out = join(folder, 'twice')
    const publication = await write('twice.jsonl', 1)
    await buildSite({ publication, out })
    const record = `${out}.manifest.json`
    const manifest = JSON.parse(await readFile(record, 'utf8')) as { shared: Record<string, string> }
    await writeFile(join(out, '_astro/old.js'), '')
    await writeFile(
      record,
      JSON.stringify({ ...manifest, shared: { ...manifest.shared, '_astro/old.js': '' } }),
    )
    await writeFile(`${record}.journal`, JSON.stringify({ runs: [], folders: [], shared: ['_astro/old.js'] }))
    expect(await buildSite({ publication, out })).toMatchObject({ ok: true, vanished: 0 })
    expect(await readdir(join(out, '_astro'))).not.toContain('old.js')
  })

  it('says that its record was cut off, and starts anew when it may', async () => {
    const out = join(folder, 'power')
    const publication = await write('power.jsonl', 1)
    await buildSite({ publication, out })
    const before = await digestsOf(out)
    for (const record of [`${out}.manifest.json`, `${out}.manifest.json.journal`]) {
      await writeFile(record, '')
      expect(await buildSite({ publication, out })).toMatchObject({
        ok: false,
        why: 'refused',
        message: expect.stringContaining(`${record}, is damaged`),
      })
      expect(await digestsOf(out)).toEqual(before)
      expect(await buildSite({ publication, out, force: true })).toMatchObject({ ok: true, written: size })
      expect(await digestsOf(out)).toEqual(before)
      expect(await buildSite({ publication, out })).toMatchObject({ ok: true, written: 0 })
    }
  })

  it('compiles to the same bytes and the same name for them, wherever the sources lie (A25)', async () => {
    // Names of folders that mean something inside the sources, and one with a blank.
    const places = [join(folder, 'publish/a'), join(folder, '.astro/site/b c')]
    const records = await Promise.all(
      places.map(async (place) => {
        await mkdir(place, { recursive: true })
        for (const name of ['core', 'site', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json'])
          await cp(join(root, name), join(place, name), {
            recursive: true,
            filter: (path) => !/[\\/]site[\\/](\.astro|node_modules)$/.test(path),
          })
        await symlink(join(root, 'node_modules'), join(place, 'node_modules'))
        const publication = await write('checkout.jsonl', 1)
        // A disk that takes no files of that size, and the same disk after that.
        const run = (blocks: string) =>
          command(
            ['--publication', publication, '--out', join(place, 'out')],
            ['sh', '-c', `ulimit -f ${blocks}; exec "$0" "$@"`],
            place,
          )
        const failed = await run('20')
        expect(failed).toMatchObject({
          code: 1,
          said: expect.stringContaining('larger than a file may be') as string,
        })
        expect(failed.said).not.toMatch(/\n {4}at |backtrace/)
        expect(await run('unlimited')).toMatchObject({ code: 0 })
        return {
          renderer: await digestsOf(join(place, 'dist/renderer')),
          out: await digestsOf(join(place, 'out')),
        }
      }),
    )
    await needRenderer()
    const renderer = await digestsOf(rendererFolder)
    for (const record of records) expect(record).toEqual({ renderer, out: records[0]!.out })
    const code = await readFile(join(rendererFolder, 'renderer.js'), 'utf8')
    expect(code).not.toMatch(/new Function|\beval\(|from ['"]node:/)
    expect(code).not.toContain(root)
  })
})

describe('a run that is killed', () => {
  /** Publishes in a process of its own, killed after some milliseconds unless it is through. @returns whether it was killed */
  function publish(publication: string, out: string, after: number): Promise<boolean> {
    const child = spawn(process.execPath, ['scripts/site.ts', '--publication', publication, '--out', out], {
      cwd: root,
      stdio: 'ignore',
    })
    const timer = setTimeout(() => child.kill('SIGKILL'), after)
    return new Promise((done) =>
      child.on('exit', (_, signal) => {
        clearTimeout(timer)
        done(signal === 'SIGKILL')
      }),
    )
  }

  it('a hundred times at random is made good by one more run, to the old set or the new one, and what others put there stays (A5)', async () => {
    const many = (await examplePublication(500, day)).trimEnd().split('\n')
    rows = many
    const open = many
      .map((row, index) => ({ row, index }))
      .filter(({ row }) => row.includes('"state":"open"'))
    const out = join(folder, 'killed')
    // What others have put there: beside pages, where a partner's folder could be, and a link out of it.
    const elsewhere = join(folder, 'killed-elsewhere')
    const ownPage = folderOf(open[0]!.row)
    const theirs = {
      'notes.txt': 'a note',
      [`${ownPage}/notes.txt`]: 'beside a page',
      '12345/report.txt': 'a report',
      '4839201/aaaa-aaaa-aaaa-aaaa-a/index.html': 'a page of their own',
      '_astro/theirs.js': 'a script',
    }
    const putTheirs = async () => {
      await mkdir(elsewhere)
      await writeFile(join(elsewhere, 'precious'), 'years')
      for (const [file, content] of Object.entries(theirs)) {
        await mkdir(join(out, file, '..'), { recursive: true })
        await writeFile(join(out, file), content)
      }
      await symlink(elsewhere, join(out, '54321'))
      await symlink(join(elsewhere, 'precious'), join(out, ownPage, 'link'))
    }
    const expectTheirs = async (round: number) => {
      for (const [file, content] of Object.entries(theirs))
        expect(await readFile(join(out, file), 'utf8'), `round ${round}: ${file}`).toBe(content)
      expect(await readlink(join(out, '54321'))).toBe(elsewhere)
      expect(await readlink(join(out, ownPage, 'link'))).toBe(join(elsewhere, 'precious'))
      expect(await digestsOf(elsewhere)).toEqual({ precious: hash('sha256', 'years') })
    }
    const ours = async () =>
      Object.fromEntries(Object.entries(await digestsOf(out)).filter(([file]) => !(file in theirs)))
    const whole = join(folder, 'killed-whole')
    let number = 0
    let [killed, journals] = [0, 0]
    // How long the last run took that got through: machines differ, and so do a first run and the next.
    let length = 60_000
    const lives = async (publication: string, after: number) => {
      const started = performance.now()
      if (await publish(publication, out, after)) return false
      length = performance.now() - started
      return true
    }
    await lives(await write('kill-0.jsonl', ++number), length)
    await putTheirs()
    for (let round = 0; killed < 100 && round < 400; round++) {
      // Withdraws a third of the offers, another third in every round, and changes the company in every fourth.
      const next = await write(`kill-${round}.jsonl`, ++number, (all) => {
        for (const { row, index } of open) if ((index + round) % 3 === 0) all[index] = withdrawn(row)
        if (round % 4 === 0)
          all[1] = change(all[1]!, (line) => ({ ...line, phone: `+47 ${10_000_000 + round}` }))
        return linked(all)
      })
      if (!(await lives(next, length * (0.2 + 0.8 * Math.random())))) killed++
      const left = await stat(`${out}.manifest.json.journal`).catch(() => null)
      if (left) journals++
      await expectTheirs(round)
      expect(await buildSite({ publication: next, out })).toMatchObject({ ok: true })
      await expectTheirs(round)
      if (round % 5 && killed < 95) continue
      await rm(whole, { recursive: true, force: true })
      await rm(`${whole}.manifest.json`, { force: true })
      expect(await buildSite({ publication: next, out: whole })).toMatchObject({ ok: true })
      expect(await ours(), `round ${round}`).toEqual(await digestsOf(whole))
      expect(await stat(`${out}.manifest.json.journal`).catch(() => null)).toBeNull()
    }
    expect(killed).toBe(100)
    // The others had not begun to write, or were done with it.
    expect(journals).toBeGreaterThan(10)
  }, 600_000)
})
