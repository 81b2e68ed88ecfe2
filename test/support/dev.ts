import { execFileSync, spawn } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import type { BrowserName } from '#scripts/browsers.ts'
import { openDevBrowser } from '#scripts/dev/browser.ts'
import { root } from '#scripts/paths.ts'
import { freePort } from '#scripts/ports.ts'

/** `npm run dev` on a copy of the sources, which may be changed. */
export type Dev = Readonly<{
  folder: string
  /** The example's pages. */
  site: string
  /** Changes a file by a pattern that has to be there. @returns the moment, as `performance.now()` */
  edit: (path: string, from: RegExp | string, to: string) => Promise<number>
  close: () => Promise<void>
}>

/** @param hear gets what it says */
export async function startDev(hear: (text: string) => void = () => {}): Promise<Dev> {
  const folder = await mkdtemp(join(tmpdir(), 'tilbud-dev-'))
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root })
  const sources = /^(core|extension|site|scripts)\/|^[\w.-]+$/
  for (const file of files
    .toString()
    .split('\n')
    .filter((each) => sources.test(each)))
    await cp(join(root, file), join(folder, file)).catch((error: NodeJS.ErrnoException) => {
      // Taken away, and not committed yet.
      if (error.code !== 'ENOENT') throw error
    })
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  const port = await freePort()
  const child = spawn(process.execPath, ['scripts/dev.ts', 'none', '--port', String(port)], { cwd: folder })
  const kill = () => child.kill()
  process.once('exit', kill)
  await new Promise<void>((resolve, reject) => {
    let said = ''
    const take = (chunk: Buffer) => {
      said += chunk.toString()
      hear(chunk.toString())
      if (said.includes('Ctrl+C')) resolve()
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('close', () => reject(new Error(`npm run dev ended:\n${said}`)))
  })
  return {
    folder,
    site: `http://localhost:${port}`,
    async edit(path, from, to) {
      const file = join(folder, path)
      const before = await readFile(file, 'utf8')
      const after = before.replace(from, to)
      if (after === before) throw new Error(`${path} has no ${from.toString()}`)
      await writeFile(file, after)
      return performance.now()
    },
    async close() {
      process.off('exit', kill)
      kill()
      if (child.exitCode === null) await new Promise((resolve) => child.on('close', resolve))
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const pause = (ms: number) => new Promise<false>((resolve) => setTimeout(() => resolve(false), ms))

export type DevSession = Readonly<{
  /** Opens a web page. */
  open: (url: string) => Promise<Page>
  /** Opens a page of the extension in a tab. */
  openScreen: (path: string) => Promise<Page>
  close: () => Promise<void>
}>

/** A browser with what `npm run dev` has built, in an empty profile. */
export async function openDev(name: BrowserName, { folder }: Dev): Promise<DevSession> {
  const profile = await mkdtemp(join(tmpdir(), 'tilbud-dev-profile-'))
  const { browser, origin } = await openDevBrowser(name, {
    extension: join(folder, 'dist/dev', name),
    profile,
    headless: true,
  })
  const open = async (url: string) => {
    const page = await browser.newPage()
    // Firefox never reports an extension's page as loaded.
    await page.goto(url, { waitUntil: [] })
    // The installation opens a tab of its own.
    await page.bringToFront()
    return page
  }
  return {
    open,
    openScreen: (path: string) => open(`${origin}/${path}`),
    async close() {
      await browser.close()
      await rm(profile, { recursive: true, force: true })
    },
  }
}

/** Waits until a page says so, however often it is loaded anew meanwhile. @returns the moment */
export async function seenAt(
  page: Page,
  what: string,
  look: (wanted: string) => boolean | Promise<boolean>,
  timeout = 20_000,
): Promise<number> {
  const end = performance.now() + timeout
  while (performance.now() < end) {
    // Firefox never answers for a document that went meanwhile.
    const isSeen = await Promise.race([page.evaluate(look, what).catch(() => false), pause(1000)])
    if (isSeen) return performance.now()
    await pause(20)
  }
  const shown = await Promise.race([
    page.evaluate(() => `${location.href}\n${document.body.innerText}`).catch(String),
    pause(1000),
  ])
  throw new Error(`The page does not show «${what}» but:\n${shown}`)
}

/** Whether the page says a text. */
export const says = (text: string) => document.body.innerText.includes(text)
