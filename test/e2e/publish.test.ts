import { hash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examplePublication } from '#core/exchange/example/publication.ts'
import { root } from '#scripts/paths.ts'
import { buildSite } from '#site/build.ts'
import { unpack, unpackSite } from '#test/e2e/support/archive.ts'
import { axe } from '#test/e2e/support/axe.ts'
import { launch, type Session } from '#test/e2e/support/browser.ts'
import { click, see, seeText } from '#test/e2e/support/screen.ts'
import { go } from '#test/e2e/support/workspace.ts'
import { digestsOf } from '#test/support/files.ts'

describe.each(['chromium', 'firefox'] as const)('publishing from the extension in %s', (name) => {
  let session: Session
  let folder: string
  let page: Page
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tilbud-publisher-'))
    session = await launch(name, 'nb-NO')
    page = await session.open('dashboard.html')
    await click(page, '[data-id="load-example"]')
    await see(page, 'nav')
  })
  afterAll(async () => {
    await session?.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('gives a zip of what the command writes, byte for byte', async () => {
    await go(page, '/publish')
    const zip = await session.downloaded(() => click(page, '[data-id="zip"]'))
    expect(zip.name).toMatch(/^localhost-4321-publication-\d+\.zip$/)
    await seeText(page, 'Pakk den ut; LES-MEG.txt sier hva du skal gjøre')
    expect(await axe(page)).toEqual([])
    const name = zip.name.replace('.zip', '')
    const all = join(folder, 'unpacked')
    expect((await unpack(zip.path, all)).length).toBeGreaterThan(20)
    expect(await readdir(all)).toEqual([name])
    expect((await readdir(join(all, name))).sort()).toEqual(['LES-MEG.txt', 'sider'])
    const unpacked = join(all, name, 'sider')
    const text = await readFile(join(all, name, 'LES-MEG.txt'), 'utf8')
    expect(text).toContain(`hele nettstedet: ${Object.keys(await digestsOf(unpacked)).length} filer.\r\n`)
    for (const kind of ['WEBHOTELL', 'AZURE STORAGE', 'NETLIFY', 'GIT', 'november 2026'])
      expect(text).toContain(kind)
    expect(text).not.toMatch(/[{}]/)

    await click(page, 'details summary')
    const publication = await session.downloaded(() => click(page, '[data-id="export"]'))
    expect(publication.text).not.toContain('Fjord')
    expect(await buildSite({ publication: publication.path, out: join(folder, 'built') })).toMatchObject({
      ok: true,
    })
    expect(await digestsOf(unpacked)).toEqual(await digestsOf(join(folder, 'built')))
  })

  if (name === 'chromium')
    it('writes into a folder, takes away only what it has put there, asks before, and leaves a folder with other files alone (A5)', async () => {
      // The browser's own dialog cannot be driven: a folder of the origin's private file system stands in for the chosen one.
      const opened = await session.open('dashboard.html')
      await opened.evaluateOnNewDocument(() => {
        const chosen = () =>
          navigator.storage.getDirectory().then((place) => place.getDirectoryHandle('site', { create: true }))
        Object.assign(globalThis, { showDirectoryPicker: chosen })
      })
      await opened.reload()
      await see(opened, 'nav')
      const inFolder = (): Promise<Record<string, string>> =>
        opened.evaluate(async () => {
          const files: Record<string, string> = {}
          const walk = async (place: FileSystemDirectoryHandle, path: string): Promise<void> => {
            for await (const [below, handle] of place.entries()) {
              if (handle.kind === 'directory') await walk(handle, `${path}${below}/`)
              else {
                const bytes = await (await handle.getFile()).arrayBuffer()
                files[path + below] = [...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))]
                  .map((byte) => byte.toString(16).padStart(2, '0'))
                  .join('')
              }
            }
          }
          await walk(
            await (await navigator.storage.getDirectory()).getDirectoryHandle('site', { create: true }),
            '',
          )
          return files
        })
      const put = (path: string) =>
        opened.evaluate(async (names: string[]) => {
          let place = await (
            await navigator.storage.getDirectory()
          ).getDirectoryHandle('site', { create: true })
          for (const below of names.slice(0, -1))
            place = await place.getDirectoryHandle(below, { create: true })
          const stream = await (await place.getFileHandle(names.at(-1)!, { create: true })).createWritable()
          await stream.write('old')
          await stream.close()
        }, path.split('/'))

      await put('holiday.jpg')
      await go(opened, '/publish')
      await click(opened, '[data-id="folder"]')
      await seeText(opened, 'Mappen inneholder andre filer')
      expect(Object.keys(await inFolder())).toEqual(['holiday.jpg'])

      await opened.evaluate(async () =>
        (await (await navigator.storage.getDirectory()).getDirectoryHandle('site')).removeEntry(
          'holiday.jpg',
        ),
      )
      /** Nothing that the screen says is from before. */
      const anew = async () => {
        await go(opened, '/offers')
        await go(opened, '/publish')
      }
      // A site that somebody else has put there: asked about, and left where it is.
      const built = await digestsOf(join(folder, 'built'))
      const theirs: Record<string, string> = {}
      const putTheirs = async (path: string) => {
        await put(path)
        theirs[path] = hash('sha256', 'old')
      }
      await put('company.css')
      await putTheirs('4839201/aaaa-aaaa-aaaa-aaaa-a/index.html')
      const before = await inFolder()
      await click(opened, '[data-id="folder"]')
      await seeText(opened, 'som denne nettleseren ikke har lagt der')
      expect(await axe(opened)).toEqual([])
      expect(await inFolder()).toEqual(before)
      await click(opened, '[data-id="replace"]')
      await seeText(opened, 'filer skrevet til site')
      expect(await inFolder()).toEqual({ ...built, ...theirs })

      // What others add later is nothing to ask about: it stays.
      for (const path of [
        '_astro/old.js',
        '12345/report.txt',
        Object.keys(built)
          .find((file) => file.startsWith('4839201/'))!
          .replace('index.html', 'notes.txt'),
      ])
        await putTheirs(path)
      await anew()
      await click(opened, '[data-id="folder"]')
      await seeText(opened, 'filer skrevet til site')
      expect(await inFolder()).toEqual({ ...built, ...theirs })

      // Pages of our own that the workspace lacks, as after an older backup: asked about, and taken away.
      const worker = (await readdir(join(root, 'dist', name, 'assets'))).find((each) =>
        /^worker-.*\.js$/.test(each),
      )!
      const larger = await examplePublication(30, '2026-11-02')
      const wrote = await opened.evaluate(
        async (script: string, text: string) => {
          const site = await (await navigator.storage.getDirectory()).getDirectoryHandle('site')
          const thread = new Worker(`assets/${script}`, { type: 'module' })
          return new Promise<string>((resolve) => {
            thread.onmessage = ({ data }: MessageEvent<object>) =>
              'progress' in data || resolve(JSON.stringify(data))
            thread.postMessage({ id: 1, name: 'draw', input: { file: new Blob([text]), folder: site } })
          })
        },
        worker,
        larger,
      )
      expect(JSON.parse(wrote)).toMatchObject({ value: { zip: null } })
      const withMore = await inFolder()
      const lost = Object.keys(withMore).filter(
        (file) => file.endsWith('/index.html') && !(file in built) && !(file in theirs),
      )
      expect(lost.length).toBeGreaterThan(5)
      await anew()
      await click(opened, '[data-id="folder"]')
      await seeText(opened, `Mappen har ${lost.length} sider som ikke finnes i dette arbeidsområdet`)
      expect(await axe(opened)).toEqual([])
      expect(await inFolder()).toEqual(withMore)
      await click(opened, '[data-id="replace"]')
      await seeText(opened, 'filer skrevet til site')
      expect(await inFolder()).toEqual({ ...built, ...theirs })
      await opened.close()
    })

  it('gives a zip of only what has changed since what was confirmed, which makes the whole site of what was there', async () => {
    await go(page, '/publish')
    const whole = await session.downloaded(() => click(page, '[data-id="zip"]'))
    const host = join(folder, 'host')
    await unpackSite(whole.path, host)
    // Made, but nobody has said that it is online: there is nothing to compare with.
    await see(page, '[data-id="online"]')
    expect(await page.$('[data-id="zip-changes"]')).toBeNull()
    await click(page, '[data-id="online"]')
    await click(page, '[data-id="zip-changes"]')
    await seeText(page, 'Ingenting er endret siden')

    await go(page, '/offers')
    await click(page, 'main tbody a')
    await click(page, '[data-id="withdraw"]')
    await click(page, '[data-id="withdraw-sure"]')
    await seeText(page, 'Tilbudet er trukket tilbake')
    await go(page, '/publish')
    const first = await session.downloaded(() => click(page, '[data-id="zip-changes"]'))
    // It is not carried anywhere, so that the next one holds its page again.
    const changed = await unpackSite(first.path, join(folder, 'first'))
    expect(changed).toHaveLength(1)
    expect(changed[0]).toMatch(/^4839201\/[0-9a-z-]+\/index\.html$/)
    const second = await session.downloaded(() => click(page, '[data-id="zip-changes"]'))
    expect(await unpackSite(second.path, host)).toEqual(changed)

    // What was published another way is not known: the whole zip is all that there is.
    await click(page, 'details summary')
    const publication = await session.downloaded(() => click(page, '[data-id="export"]'))
    expect(await buildSite({ publication: publication.path, out: join(folder, 'after') })).toMatchObject({
      ok: true,
    })
    expect(await digestsOf(host)).toEqual(await digestsOf(join(folder, 'after')))
    await go(page, '/offers')
    await go(page, '/publish')
    await see(page, '[data-id="zip"]')
    expect(await page.$('[data-id="zip-changes"]')).toBeNull()
  })

  it('can be stopped, and has used no number then', async () => {
    await go(page, '/publish')
    const last = () => page.$eval('[data-last]', (line) => line.textContent)
    const before = await last()
    // Twenty pages are drawn faster than anybody presses: it waits as for a command that is being written.
    const stall = () =>
      page.evaluate(
        () =>
          new Promise<void>((held) => {
            void navigator.locks.request(
              'tilbud-writing/tilbud',
              { mode: 'shared' },
              () =>
                new Promise<void>((release) => {
                  Object.assign(globalThis, { release })
                  held()
                }),
            )
          }),
      )
    const release = () => page.evaluate(() => (globalThis as unknown as { release: () => void }).release())
    await stall()
    await click(page, '[data-id="zip"]')
    await see(page, 'progress')
    expect(await axe(page)).toEqual([])
    await click(page, '[data-id="stop"]')
    await seeText(page, 'Stoppet. Ingenting ble publisert.')
    await see(page, '[data-id="zip"]')
    await release()
    expect(await last()).toBe(before)

    // Leaving the screen stops it too.
    await stall()
    await click(page, '[data-id="zip"]')
    await see(page, 'progress')
    await go(page, '/offers')
    await release()
    await go(page, '/publish')
    await page.waitForFunction(
      (text) => document.querySelector('[data-last]')?.textContent === text,
      {},
      before,
    )
  })

  it('draws 1,000 pages in its own thread as the command does, with progress', async () => {
    const text = await examplePublication(1000, '2026-11-02')
    const file = join(folder, 'many.jsonl')
    await writeFile(file, text)
    expect(await buildSite({ publication: file, out: join(folder, 'many') })).toMatchObject({ ok: true })
    const worker = (await readdir(join(root, 'dist', name, 'assets'))).find((each) =>
      /^worker-.*\.js$/.test(each),
    )!
    const made = await page.evaluate(
      async (script: string, publication: string) => {
        const thread = new Worker(`assets/${script}`, { type: 'module' })
        let news = 0
        const blob = await new Promise<Blob>((done, fail) => {
          thread.onmessage = ({ data }: MessageEvent<{ value?: Blob }>) => {
            if ('progress' in data) news++
            else if (data.value) done(data.value)
            else fail(new Error(JSON.stringify(data)))
          }
          const file = new Blob([publication])
          thread.postMessage({ id: 1, name: 'draw', input: { file, folder: null } })
        })
        const bytes = new Uint8Array(await blob.arrayBuffer())
        let binary = ''
        for (let at = 0; at < bytes.length; at += 8192)
          binary += String.fromCharCode(...bytes.subarray(at, at + 8192))
        return { news, zip: btoa(binary) }
      },
      worker,
      text,
    )
    expect(made.news).toBeGreaterThan(5)
    const archive = join(folder, 'many.zip')
    await writeFile(archive, Buffer.from(made.zip, 'base64'))
    await unpack(archive, join(folder, 'many-unpacked'))
    expect(await digestsOf(join(folder, 'many-unpacked'))).toEqual(await digestsOf(join(folder, 'many')))
  })
})
