import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { setFavourite } from '#core/workspace/customers.ts'
import { resetPortal, savePortal } from '#core/workspace/portals.ts'
import { setLanguage } from '#core/workspace/staff.ts'
import { root } from '#scripts/paths.ts'
import { Bench, good } from '#test/core/workspace/support.ts'

let bench: Bench
beforeEach(async () => {
  bench = await Bench.start()
})

describe('the log (A21)', () => {
  it('has a line for a favourite, a portal taken back and a language', async () => {
    const fjord = await bench.customer('Fjord Bygg AS', 'fjordbygg.example')
    await good(setFavourite(bench.context, { id: fjord, favourite: true }))
    await good(setFavourite(bench.context, { id: fjord, favourite: false }))
    await good(savePortal(bench.context, { id: 'm365', own: false, name: '', address: '', hidden: true }))
    await good(resetPortal(bench.context, { id: 'm365' }))
    await good(setLanguage(bench.context, 'en'))
    const actions = (await bench.db.at('activity').toArray()).map(({ action }) => action)
    expect(actions).toEqual(
      expect.arrayContaining(['favouriteAdded', 'favouriteRemoved', 'portalReset', 'languageChanged']),
    )
  })

  it('is written by every command, unfinished offers excepted', async () => {
    const folder = join(root, 'core/workspace')
    const silent: string[] = []
    let commands = 0
    for (const name of await readdir(folder)) {
      const source = await readFile(join(folder, name), 'utf8')
      for (const [, command, body] of source.matchAll(
        /export const (\w+)[^=\n]*= command\(\{([\s\S]*?)\n\}\)/g,
      )) {
        commands++
        if (!/work\.log(All)?\(/.test(body!)) silent.push(command!)
      }
    }
    expect(commands).toBeGreaterThan(45)
    // Keystrokes are nobody's business; replies are logged by `keep`, each by itself, and pages by `noteOnline` and `noteOffline`.
    expect(silent.sort()).toEqual([
      'deleteDraft',
      'markOnline',
      'recordAhead',
      'recordOnline',
      'saveDraft',
      'takeBackAhead',
      'takeReplies',
    ])
  })
})
