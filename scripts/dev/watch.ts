import { watch } from 'node:fs'
import { join, sep } from 'node:path'
import { root } from '#scripts/paths.ts'

/** An editor may write a file in several steps. */
const settleTime = 20

/** What an editor or a tool leaves beside the sources. */
const isOther = (path: string) => /(^|[/\\])(\.|node_modules)|~$/.test(path)

/**
 * Calls `work` with what was changed in some folders or the manifest, once for
 * what comes together, and never while it is still at work.
 */
export function watchSources(
  folders: readonly string[],
  work: (changed: ReadonlySet<string>) => Promise<void>,
): void {
  let changed = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  let isWorking = false

  async function begin(): Promise<void> {
    if (isWorking || !changed.size) return
    isWorking = true
    const batch = changed
    changed = new Set()
    await work(batch)
    isWorking = false
    await begin()
  }
  const note = (path: string) => {
    if (isOther(path)) return
    changed.add(path)
    clearTimeout(timer)
    timer = setTimeout(() => void begin(), settleTime)
  }
  for (const folder of folders)
    watch(
      join(root, folder),
      { recursive: true },
      (_, name) => name && note(`${folder}/${name.replaceAll(sep, '/')}`),
    )
  watch(root, (_, name) => name === 'manifest.json' && note(name))
}
