import { spawnSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examplePublication } from '#core/exchange/example/publication.ts'
import { buildSite } from '#site/build.ts'
import { needRenderer } from '#site/renderer/compile.ts'
import { command, expectSentence } from '#test/support/command.ts'
import { digestsOf } from '#test/support/files.ts'

/** What publishing says of a disk that takes no more, or nothing from us. */

let folder: string
let publication: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tilbud-disk-'))
  // Only the pages are written on these disks, not what draws them.
  await needRenderer()
  publication = await write('example.jsonl', await examplePublication(22, '2026-11-02'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function write(name: string, content: string): Promise<string> {
  await writeFile(join(folder, name), content)
  return join(folder, name)
}

const isRoot = process.getuid?.() === 0

/** Root may write everywhere, so it gives that up first. */
const asSomebody = isRoot ? ['setpriv', '--bounding-set=-all', '--inh-caps=-all'] : []

/** With files of at most so many times 512 bytes. */
const withFilesUpTo = (blocks: number) => ['sh', '-c', `ulimit -f ${blocks}; exec "$0" "$@"`]

/** Mounts a small disk of its own in memory. @returns whether this machine lets us */
function mount(place: string, options: string): boolean {
  return isRoot && spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', place]).status === 0
}
const unmount = (place: string) => spawnSync('umount', [place])

describe('a folder that may not be written', () => {
  it('is named in a sentence (A24)', async () => {
    const held = join(folder, 'held')
    const own = join(folder, 'records')
    for (const each of [held, own]) await mkdir(each)
    await chmod(held, 0o555)
    const record = ['--manifest', join(own, 'record.json')]
    const words = ['You may not read or write', held]
    await expectSentence(
      ['--publication', publication, '--out', join(held, 'site')],
      [...words, 'Nothing was written'],
      asSomebody,
    )
    for (const out of [join(held, 'site'), held])
      await expectSentence(['--publication', publication, '--out', out, ...record], words, asSomebody)
    const secret = await write('secret.jsonl', 'secret')
    await chmod(secret, 0)
    await expectSentence(
      ['--publication', secret, '--out', join(own, 'site')],
      ['You may not read or write', secret, 'Nothing was written'],
      asSomebody,
    )
    expect(await readdir(held)).toEqual([])

    await chmod(held, 0o755)
    const { code, said } = await command(
      ['--publication', publication, '--out', join(held, 'site'), ...record],
      asSomebody,
    )
    expect(code, said).toBe(0)
  })
})

describe('a disk', () => {
  it('on which files may be no larger ends a run with a sentence, and the next one makes it good (A24)', async () => {
    const [out, clean] = [join(folder, 'limited'), join(folder, 'limited-clean')]
    await expectSentence(
      ['--publication', publication, '--out', out],
      ['would be larger than a file may be', 'Run it again'],
      withFilesUpTo(10),
    )
    expect(await buildSite({ publication, out })).toMatchObject({ ok: true })
    expect(await buildSite({ publication, out: clean })).toMatchObject({ ok: true })
    expect(await digestsOf(out)).toEqual(await digestsOf(clean))
  })

  const place = join(tmpdir(), `tilbud-full-${process.pid}`)
  const mayMount = spawnSync('mkdir', ['-p', place]).status === 0 && mount(place, 'size=4k')
  if (mayMount) unmount(place)
  afterAll(() => rm(place, { recursive: true, force: true }))

  // Where nothing can be mounted, the limit above is what is tested of a disk that takes no more.
  it(
    mayMount
      ? 'that is full or read-only ends a run with a sentence (A24)'
      : 'that is full cannot be had on this machine, which does not let us mount one: no record, no page is written where files may have no byte (A24)',
    async () => {
      if (!mayMount)
        return expectSentence(
          ['--publication', publication, '--out', join(folder, 'none')],
          ['would be larger than a file may be'],
          withFilesUpTo(0),
        )
      // More than 1,500 offers: several threads draw.
      const many = await write('many.jsonl', await examplePublication(1600, '2026-11-02'))
      const out = join(place, 'web/site')
      try {
        expect(mount(place, 'size=8m')).toBe(true)
        const full = ['The disk is full.']
        await expectSentence(
          ['--publication', many, '--out', out],
          [...full, 'some pages are old, some new, each is whole'],
        )
        expect((await readdir(join(place, 'web'))).filter((name) => name.includes('.lock.'))).toEqual([])
        await expectSentence(['--publication', many, '--out', out], full)
        // Not even a record fits.
        spawnSync('dd', ['if=/dev/zero', `of=${join(place, 'filler')}`, 'bs=4k'])
        await expectSentence(
          ['--publication', many, '--out', join(place, 'another')],
          [...full, 'Nothing was written'],
        )
        await rm(join(place, 'filler'))
        expect(spawnSync('mount', ['-o', 'remount,size=64m', place]).status).toBe(0)
        expect(await buildSite({ publication: many, out })).toMatchObject({ ok: true })
        expect(await buildSite({ publication: many, out: join(folder, 'many') })).toMatchObject({ ok: true })
        expect(await digestsOf(out)).toEqual(await digestsOf(join(folder, 'many')))

        expect(spawnSync('mount', ['-o', 'remount,ro', place]).status).toBe(0)
        await expectSentence(
          ['--publication', publication, '--out', out],
          [place, 'lies on a disk that cannot be written to', 'Nothing was written'],
        )
        await expectSentence(
          [
            '--publication',
            publication,
            '--out',
            out,
            '--manifest',
            join(folder, 'elsewhere.json'),
            '--force',
          ],
          [place, 'lies on a disk that cannot be written to'],
        )
      } finally {
        unmount(place)
      }
    },
  )
})
