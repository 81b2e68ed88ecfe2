import { endRotation, rotateHand, setUpAccount, setUpInbox, type Owner } from '#core/hosting/azure/setUp.ts'
import { Database } from '#core/storage/database.ts'
import { outcome, type Context } from '#core/workspace/command.ts'
import { exportPublication, recordPublication, writePublicationFile } from '#core/workspace/publishing.ts'
import { goOn, type Watch } from '#core/workspace/watch.ts'
import { alone, serve } from '#extension/longWork/serve.ts'
import { bring, tryHost, type Trial } from '#extension/publisher/bring.ts'
import { drawSite, type DrawnSite } from '#extension/publisher/drawSite.ts'
import { folderProblem, writeFiles } from '#extension/publisher/folder.ts'
import {
  mayBeForced,
  type DrawnFiles,
  type Publisher,
  type PublishProblem,
  type Target,
} from '#extension/publisher/messages.ts'
import { zipFiles } from '#extension/publisher/zip.ts'

/** Writes the publication and draws the site in a thread of its own, so that the screen stays quick. */

const db = new Database()

const contextOf = (by: Publisher): Context => ({ db, ...by, now: Date.now, dataKey: null })

/** Why a site should not be put there; null when it may. */
async function problemWith(target: Target, { marks }: DrawnSite): Promise<PublishProblem | null> {
  if (target.kind === 'zip') return null
  const why = await folderProblem(target.folder, marks)
  return target.mayGoOn && why && mayBeForced(why) ? null : why
}

/** Draws the site of a publication file. @returns its files, or why there are none */
async function draw(file: Blob, target: Target, watch: Watch): Promise<DrawnFiles | PublishProblem> {
  const site = await drawSite(file, watch)
  const why = await problemWith(target, site)
  if (why) return why
  const files = site.marks.size
  let done = 0
  const step = () => {
    goOn(watch)
    watch.onPart?.(++done, files, 'writing')
  }
  watch.onPart?.(done, files, 'writing')
  if (target.kind === 'zip') {
    const zip = await zipFiles(site.draw(site.marks), step)
    return zip ? { files, zip } : { problem: 'tooLarge' }
  }
  await writeFiles(target.folder, site, step)
  return { files, zip: null }
}

const handlers = {
  /** Brings the workspace's pages to the host that is connected. */
  bring: (
    { by, dataKey, mayReplace }: { by: Publisher; dataKey: string; mayReplace: boolean },
    watch: Watch,
  ) => alone('tilbud-host', () => bring({ ...contextOf(by), dataKey }, mayReplace, watch)),
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
    const written = await writePublicationFile(contextOf(by), watch)
    if (!written.ok) return written
    const { file, number, codes, sha256 } = written.value
    const drawn = await draw(file, target, watch)
    if ('problem' in drawn) return { ok: true as const, value: drawn }
    const recorded = await recordPublication(contextOf(by), { number, codes: [...codes], sha256 })
    return recorded.ok ? { ok: true as const, value: { ...drawn, number } } : recorded
  },
  /** Draws the site of a file that is there already. */
  draw: async ({ file, target }: { file: Blob; target: Target }, watch: Watch) => ({
    ok: true as const,
    value: await draw(file, target, watch),
  }),
  /** Writes the file from which a build machine draws the site. */
  export: ({ by }: { by: Publisher }, watch: Watch) => exportPublication(contextOf(by), watch),
}

export type PublishHandlers = typeof handlers

serve(handlers)
