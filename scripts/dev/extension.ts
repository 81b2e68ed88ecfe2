import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { stampHere, type Stamp } from '#extension/dev/stamp.ts'
import type { Files } from '#scripts/dev/bundles.ts'
import { addOthers, backgroundFile, manifestOf, targets } from '#scripts/extension.ts'

async function filesIn(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(
    await Promise.all(
      paths.sort().map(async (path) => {
        const name = path.slice(folder.length + 1).replaceAll(sep, '/')
        return [name, await readFile(path)] as const
      }),
    ),
  )
}

function digest(files: Files, isPart: (path: string) => boolean): string {
  const hash = createHash('sha256')
  for (const [path, bytes] of files) if (isPart(path)) hash.update(`${path}\n`).update(bytes)
  return hash.digest('hex').slice(0, 16)
}

const isBackground = (path: string) =>
  path === backgroundFile || path === 'manifest.json' || path.startsWith('icons/')

function stampOf(files: Files, shelter: string): Stamp {
  return {
    background: digest(files, isBackground),
    pages: digest(files, (path) => !isBackground(path)),
    shelter,
  }
}

/** Writes its stamp into what has to know it. */
function stamped(files: Files, stamp: Stamp): Files {
  const put = (path: string, value: string) => {
    const text = files.get(path)!.toString()
    files.set(path, Buffer.from(text.replaceAll(stampHere, value)))
  }
  put(backgroundFile, stamp.background)
  for (const path of files.keys()) if (/^\w+\.html$/.test(path)) put(path, stamp.pages)
  return files.set('dev.json', Buffer.from(JSON.stringify(stamp)))
}

/** What a page names comes before the page, and the stamp last: whoever follows it finds everything there. */
const order = (path: string) => (path === 'dev.json' ? 2 : path.endsWith('.html') ? 1 : 0)

/** Brings a folder that a browser reads from to a new state, changing only what differs. */
async function bring(files: Files, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const before = await filesIn(folder)
  for (const path of [...files.keys()].sort((a, b) => order(a) - order(b))) {
    const bytes = files.get(path)!
    if (before.get(path)?.equals(bytes)) continue
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), bytes)
  }
  for (const path of before.keys()) if (!files.has(path)) await rm(join(folder, path))
}

/**
 * Brings the extension as `npm run dev` wants it into `out/chromium` and
 * `out/firefox`: its pages and its background follow what lies there.
 *
 * @param work a folder to put it together in
 * @param shelter address of a page that its tabs wait at
 */
export async function bringExtension(
  bundled: Files,
  work: string,
  out: string,
  shelter: string,
): Promise<void> {
  await rm(work, { recursive: true, force: true })
  await addOthers(work)
  const others = await filesIn(work)
  for (const target of targets) {
    const manifest = Buffer.from(await manifestOf(target))
    const files = new Map([...bundled, ...others, ['manifest.json', manifest] as const])
    await bring(stamped(files, stampOf(files, shelter)), join(out, target))
  }
}
