import { filesFor } from '#core/hosting/files.ts'
import { waitUntilShown } from '#core/hosting/live.ts'
import { publishTo } from '#core/hosting/publish.ts'
import { patienceWith, targetOf } from '#core/hosting/targets.ts'
import { randomBytes, toHex, utf8 } from '#core/model/bytes.ts'
import type { Host, HostSettings } from '#core/model/host.ts'
import { outcome, type Context, type Outcome } from '#core/workspace/command.ts'
import { openHost, recordOnline } from '#core/workspace/hosting.ts'
import {
  isPublication,
  recordPublication,
  writePublicationFile,
  type PublicationFile,
} from '#core/workspace/publishing.ts'
import { goOn, type Watch } from '#core/workspace/watch.ts'
import { drawSite } from '#extension/publisher/drawSite.ts'
import { keepOn, keptOn } from '#extension/publisher/record.ts'

/** Brings pages to the host that is connected. */

/** What became of a run: how many files there are, how many of them were put, and how many were taken away. */
export type Brought = Readonly<{ files: number; put: number; removed: number; online: number }>

/** What tells a host from others in this browser's record. */
const nameOf = ({ settings }: Host) => JSON.stringify(settings)

async function bringFile(
  context: Context,
  { file, sha256, number, codes }: PublicationFile,
  mayReplace: boolean,
  watch: Watch,
): Promise<Brought> {
  const { host, secret, workspace, siteAddress } = await openHost(context)
  const { marks, ground, draw } = await drawSite(file, watch)
  const done = await publishTo(
    await targetOf(host.settings, secret, siteAddress),
    { workspace, number, digest: sha256, marks: filesFor(host.settings.kind, marks), draw },
    {
      kept: await keptOn(nameOf(host)),
      keep: (kept) => keepOn(nameOf(host), kept),
      isOurs: (standing) => isPublication(context.db, standing.number, standing.digest),
      mayReplace,
      verify: (files) =>
        waitUntilShown(siteAddress, files, {
          patience: patienceWith(host.settings.kind),
          signal: watch.signal,
        }),
      onPart: (part, all) => watch.onPart?.(part, all, 'writing'),
      signal: watch.signal,
    },
  )
  const recorded = await recordOnline(context, { number, ground, codes: [...codes] })
  if (!recorded.ok) throw recorded.problem
  return {
    files: done.files,
    put: done.put.length,
    removed: done.removed.length,
    online: recorded.value,
  }
}

/**
 * Publishes the workspace to its host: only what has changed. The publication
 * takes its number before anything of it is brought, so that what lies there
 * after a run that ended on the way is known as our own.
 *
 * @param mayReplace a person wants to replace what others have put there
 */
export async function bring(context: Context, mayReplace: boolean, watch: Watch): Promise<Outcome<Brought>> {
  const written = await writePublicationFile(context, watch, true)
  if (!written.ok) return written
  const { number, codes, sha256, isLast } = written.value
  if (!isLast) {
    const recorded = await recordPublication(context, { number, codes: [...codes], sha256 })
    if (!recorded.ok) return recorded
  }
  return outcome(context.db, async () => ({
    value: await bringFile(context, written.value, mayReplace, watch),
    undo: [],
  }))
}

/** What is tried before it is connected. */
export type Trial = Readonly<{ settings: HostSettings; secret: string; siteAddress: string }>

/**
 * Tries a host: a page goes up, is read as customers read it, and taken down.
 * Where everything comes online at once, at the end, only whether it lets in is
 * found out.
 *
 * @throws Problem of the host; `hostNotLive` when the address shows something else
 */
export async function tryHost({ settings, secret, siteAddress }: Trial, watch: Watch): Promise<void> {
  const target = await targetOf(settings, secret, siteAddress)
  await target.find()
  if (target.settle) return
  const path = `tilbud-test-${toHex(randomBytes(8))}.html`
  const bytes = utf8(`<!doctype html><meta charset="utf-8"><title>Tilbud</title><p>${path}</p>\n`)
  goOn(watch)
  try {
    await target.put({ path, bytes, mark: 'test' })
    await waitUntilShown(siteAddress, [{ path, bytes }], { signal: watch.signal })
  } finally {
    await target.remove([path])
  }
}
