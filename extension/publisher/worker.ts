import { today } from '#core/clock/clock.ts'
import { endRotation, rotateHand, setUpAccount, setUpInbox, type Owner } from '#core/hosting/azure/setUp.ts'
import type { SiteFile } from '#core/hosting/target.ts'
import { loadWords } from '#core/locale/screens/words.ts'
import { utf8 } from '#core/model/bytes.ts'
import { nameOfHost } from '#core/model/hostPlaces.ts'
import type { Language } from '#core/model/language.ts'
import { Problem } from '#core/model/problem.ts'
import { Database } from '#core/storage/database.ts'
import { outcome, type Context } from '#core/workspace/command.ts'
import { findCompany } from '#core/workspace/company.ts'
import { findHostBefore } from '#core/workspace/moving.ts'
import {
  exportPublication,
  readPublicationStatus,
  recordPublication,
  writePublicationFile,
} from '#core/workspace/publishing.ts'
import { goOn, type Watch } from '#core/workspace/watch.ts'
import { alone, serve } from '#extension/longWork/serve.ts'
import { bring, tryHost, type Trial, type Wish } from '#extension/publisher/bring.ts'
import { noteMade, readCarried, type Carried } from '#extension/publisher/carried.ts'
import { runLock } from '#extension/publisher/channel.ts'
import { drawSite, type DrawnSite } from '#extension/publisher/drawSite.ts'
import { everywhere } from '#extension/publisher/everywhere.ts'
import { folderProblem, writeFiles } from '#extension/publisher/folder.ts'
import { guideText, movedGuide, parcelName } from '#extension/publisher/guide.ts'
import {
  mayBeForced,
  type DrawnFiles,
  type Publisher,
  type PublishProblem,
  type Target,
} from '#extension/publisher/messages.ts'
import { leadOn, movedPages } from '#extension/publisher/moved.ts'
import { zipFiles } from '#extension/publisher/zip.ts'
import { speaker } from '#extension/ui/words.ts'

/** Writes the publication and draws the site in a thread of its own, so that the screen stays quick. */

const db = new Database()

const contextOf = (by: Publisher): Context => ({ db, ...by, now: Date.now, dataKey: null })

type Folder = Extract<Target, { kind: 'folder' }>
type Archive = Extract<Target, { kind: 'zip' }>

/** Tells how many of the files are written, and ends the work where it was stopped. */
function counter(files: number, watch: Watch): () => void {
  let done = 0
  watch.onPart?.(done, files, 'writing')
  return () => {
    goOn(watch)
    watch.onPart?.(++done, files, 'writing')
  }
}

/** Writes a site into a folder. @returns how many files it has, or why it was left alone */
async function fillFolder(
  { folder, mayGoOn }: Folder,
  site: DrawnSite,
  watch: Watch,
): Promise<DrawnFiles | PublishProblem> {
  const why = await folderProblem(folder, site.marks)
  if (why && !(mayGoOn && mayBeForced(why))) return why
  const files = site.marks.size
  await writeFiles(folder, site, counter(files, watch))
  return { files, name: folder.name, zip: null }
}

/** Whose pages are packed, and what is known of where they will lie. */
type Carriage = Readonly<{
  company: Readonly<{ name: string; siteAddress: string; timeZone: string }>
  number: number
  carried: Carried
}>

/** Packs a site, or what has changed of it, in one folder with a text that says what to do with it. */
async function packSite(
  { what, language }: Archive,
  site: DrawnSite,
  { company, number, carried }: Carriage,
  watch: Watch,
): Promise<DrawnFiles | PublishProblem> {
  const held = what === 'changes' ? carried.held : null
  const paths = new Set(
    [...site.marks].flatMap(([path, mark]) => (held?.get(path)?.mark === mark ? [] : path)),
  )
  const gone = held && [...held.keys()].filter((path) => !site.marks.has(path)).sort()
  if (!paths.size && !gone?.length) return { problem: 'noChanges' }
  await loadWords(language, 'all')
  const speak = speaker(language)
  const { siteAddress } = company
  const parcel = { company: company.name, siteAddress, number, files: paths.size, gone }
  const name = `${parcelName(parcel)}-publication-${number}`
  const text = guideText(speak, parcel, today(Date.now(), company.timeZone))
  async function* all(): AsyncGenerator<SiteFile> {
    yield { path: `${name}/${speak.t('guide.file')}`, bytes: utf8(text) }
    for await (const { path, bytes } of site.draw(paths))
      yield { path: `${name}/${speak.t('guide.folder')}/${path}`, bytes }
  }
  const zip = await zipFiles(all(), counter(paths.size + 1, watch))
  return zip ? { files: paths.size, name: `${name}.zip`, zip } : { problem: 'tooLarge' }
}

/** The company, the last publication, and what is known of where the pages are carried to. */
async function readCarriage() {
  const [company, { last, ready }] = await Promise.all([
    findCompany(db),
    readPublicationStatus(db, Date.now()),
  ])
  if (!company) throw new Problem('notSetUp')
  const waiting = new Set(ready.map(({ code }) => code))
  return { company, last, carried: await readCarried(company.siteAddress, last?.sha256 ?? null, waiting) }
}

/** `mayLead`: the browser lets the host before be reached, where its pages are to lead on. */
type BringOrder = Wish & Readonly<{ by: Publisher; dataKey: string; mayLead: boolean }>

/** What waits for a person where it does not. */
async function notLed() {
  const before = await findHostBefore(db)
  const hosts = before ? nameOfHost(before.settings) : ''
  return { ok: false as const, problem: new Problem('hostNotAllowed', { hosts }) }
}

const handlers = {
  /** Brings the workspace's pages to the host that is connected; once they are there, those at the host before lead to them. */
  bring: ({ by, dataKey, mayLead, ...wish }: BringOrder, own: Watch) =>
    alone(runLock, () =>
      everywhere(own, async (watch) => {
        const context = { ...contextOf(by), dataKey }
        const brought = await bring(context, wish, watch)
        if (!brought.ok) return brought
        const led = mayLead ? await leadOn(context, watch) : await notLed()
        return led.ok ? brought : led
      }),
    ),
  /** Prepares an Azure account; its key is not kept. */
  setUpAzure: (owner: Owner) => outcome(db, async () => ({ value: await setUpAccount(owner), undo: [] })),
  /** Prepares an Azure account as an inbox; its key is not kept. With `fresh`, pages get another address and the ones before end. */
  setUpInbox: ({ owner, fresh }: { owner: Owner; fresh: boolean }) =>
    outcome(db, async () => {
      const grants = await setUpInbox(owner)
      if (!fresh) return { value: grants, undo: [] }
      const hand = await rotateHand(owner)
      await endRotation(owner)
      return { value: { ...grants, hand }, undo: [] }
    }),
  /** Tries a host before it is connected. */
  try: (trial: Trial, watch: Watch) =>
    outcome(db, async () => ({ value: await tryHost(trial, watch), undo: [] })),
  /** Draws the site of the workspace. It counts as published when it is whole: who stops it, or closes the tab, has published nothing. */
  async publish({ by, target }: { by: Publisher; target: Target }, watch: Watch) {
    const { company, last, carried } = await readCarriage()
    const written = await writePublicationFile(contextOf(by), watch)
    if (!written.ok) return written
    const { file, number, codes, sha256 } = written.value
    const site = await drawSite(file, watch)
    const drawn =
      target.kind === 'folder'
        ? await fillFolder(target, site, watch)
        : await packSite(target, site, { company, number, carried }, watch)
    if ('problem' in drawn) return { ok: true as const, value: drawn }
    const recorded = await recordPublication(contextOf(by), { number, codes: [...codes], sha256 })
    if (!recorded.ok) return recorded
    await noteMade(company.siteAddress, last?.sha256 ?? null, sha256, site.marks)
    return { ok: true as const, value: drawn }
  },
  /** Packs the pages that lead from an old address to the one that the company has now. */
  async packMoved({ by, language }: { by: Publisher; language: Language }, watch: Watch) {
    const { company } = await readCarriage()
    const written = await writePublicationFile(contextOf(by), watch, true)
    if (!written.ok) return written
    const { marks } = await drawSite(written.value.file, watch)
    const pages = movedPages(marks.keys(), company)
    await loadWords(language, 'all')
    const { t } = speaker(language)
    const name = `${parcelName({ siteAddress: company.siteAddress })}-moved-publication-${written.value.number}`
    async function* all(): AsyncGenerator<SiteFile> {
      yield {
        path: `${name}/${t('guide.file')}`,
        bytes: utf8(movedGuide(t, company.siteAddress, pages.size)),
      }
      for (const [path, text] of pages)
        yield { path: `${name}/${t('guide.folder')}/${path}`, bytes: utf8(text) }
    }
    const zip = await zipFiles(all(), counter(pages.size + 1, watch))
    const value: DrawnFiles | PublishProblem = zip
      ? { files: pages.size, name: `${name}.zip`, zip }
      : { problem: 'tooLarge' }
    return { ok: true as const, value }
  },
  /** Draws the site of a file that is there already, as it is. */
  async draw({ file, folder }: { file: Blob; folder: FileSystemDirectoryHandle | null }, watch: Watch) {
    const site = await drawSite(file, watch)
    const value = folder
      ? await fillFolder({ kind: 'folder', folder, mayGoOn: true }, site, watch)
      : await zipFiles(site.draw(site.marks), counter(site.marks.size, watch))
    return { ok: true as const, value }
  },
  /** Writes the file from which a build machine draws the site. */
  export: ({ by }: { by: Publisher }, watch: Watch) => exportPublication(contextOf(by), watch),
}

export type PublishHandlers = typeof handlers

serve(handlers)
