import { createSHA256 } from 'hash-wasm'
import { filesFor, isForHosts } from '#core/hosting/files.ts'
import { waitUntilShown } from '#core/hosting/live.ts'
import { publishTo } from '#core/hosting/publish.ts'
import { isShownAt } from '#core/hosting/samePlace.ts'
import type { SiteFile } from '#core/hosting/target.ts'
import { patienceWith, targetOf } from '#core/hosting/targets.ts'
import { toBase64url, utf8 } from '#core/model/bytes.ts'
import type { Company } from '#core/model/company.ts'
import { isRead, movedPage, movedScript, movedScriptText } from '#core/publication/moved.ts'
import { presentationOf } from '#core/publication/project.ts'
import { outcome, type Context, type Outcome } from '#core/workspace/command.ts'
import { noteLedOn, openHostBefore, type HostBefore } from '#core/workspace/moving.ts'
import { isPublication, writePublicationFile, type PublicationFile } from '#core/workspace/publishing.ts'
import type { Watch } from '#core/workspace/watch.ts'
import { drawSite, loadSite } from '#extension/publisher/drawSite.ts'
import { keepOn, keptOn } from '#extension/publisher/record.ts'

/** What is left at an address that the pages have moved from. */

/**
 * The pages that lead from an old address to the one that the company has now,
 * one for each that people read, whether its offer is open or closed.
 *
 * @param paths of the site's files
 */
export function movedPages(paths: Iterable<string>, company: Company): ReadonlyMap<string, string> {
  const pages = [...paths].filter(isRead).map((path) => [path, movedPage(path, company)] as const)
  return new Map([...pages, [movedScript, movedScriptText]])
}

/** What of the site told the old host what to send, so that it goes on sending it. */
async function hostFiles(
  { settings, moved }: HostBefore,
  company: Company,
): Promise<ReadonlyMap<string, string>> {
  const { drawCommon } = await loadSite()
  const common = await drawCommon({ ...presentationOf(company), siteAddress: moved.from })
  return filesFor(settings.kind, new Map([...common].filter(([path]) => isForHosts(path))))
}

type Before = NonNullable<Awaited<ReturnType<typeof openHostBefore>>>

/** Puts the pages that lead on in place of those that lie there. */
async function lead(
  context: Context,
  { host, secret, company, workspace }: Before,
  { file, number, sha256 }: PublicationFile,
  watch: Watch,
): Promise<void> {
  const { settings, moved } = host
  const target = await targetOf(settings, secret, moved.from)
  // The old address shows the new pages then, and they must not lead to themselves.
  if (await isShownAt(target, company.siteAddress, watch.signal)) return
  const site = await drawSite(file, watch)
  const texts = new Map([...(await hostFiles(host, company)), ...movedPages(site.marks.keys(), company)])
  const hasher = await createSHA256()
  const marks = new Map(
    [...texts].map(([path, text]) => [path, toBase64url(hasher.init().update(text).digest('binary'))]),
  )
  const name = JSON.stringify(settings)
  await publishTo(
    target,
    {
      workspace,
      number,
      digest: sha256,
      marks,
      async *draw(paths): AsyncGenerator<SiteFile> {
        for (const path of paths) yield { path, bytes: utf8(texts.get(path)!) }
      },
    },
    {
      kept: await keptOn(name),
      keep: (kept) => keepOn(name, kept),
      isOurs: (standing) => isPublication(context.db, standing.number, standing.digest),
      verify: (files) =>
        waitUntilShown(moved.from, files, { patience: patienceWith(settings.kind), signal: watch.signal }),
      onPart: (part, all) => watch.onPart?.(part, all, 'writing'),
      signal: watch.signal,
    },
  )
}

/**
 * Lets the pages at the host before lead to the new address, once the new place
 * has been found to show them; whoever calls this has just seen that. Where no
 * host waits for it, or something has changed since, nothing is done.
 */
export async function leadOn(context: Context, watch: Watch): Promise<Outcome<void>> {
  const opened = await outcome(context.db, async () => ({ value: await openHostBefore(context), undo: [] }))
  if (!opened.ok) return opened
  const before = opened.value
  if (!before) return { ok: true, value: undefined, undo: [] }
  const written = await writePublicationFile(context, watch, true)
  if (!written.ok) return written
  if (!written.value.isLast) return { ok: true, value: undefined, undo: [] }
  const led = await outcome(context.db, async () => ({
    value: await lead(context, before, written.value, watch),
    undo: [],
  }))
  return led.ok ? noteLedOn(context, undefined) : led
}
