import { expect, it } from 'vitest'
import { DevBundles } from '#scripts/dev/bundles.ts'
import { backgroundFile } from '#scripts/extension.ts'

it('makes only the bundle anew that a changed file is in, and both where it is in none', async () => {
  const bundles = new DevBundles()
  let before = await bundles.make([])
  const remade = async (...changed: string[]) => {
    const files = await bundles.make(changed)
    const found = [backgroundFile, 'popup.html'].filter((name) => files.get(name) !== before.get(name))
    before = files
    return found
  }
  expect(await remade()).toEqual([])
  expect(await remade('extension/background/main.ts')).toEqual([backgroundFile])
  expect(await remade('extension/popup/Home.tsx')).toEqual(['popup.html'])
  expect(await remade('extension/dashboard/settings/checkWorker.ts')).toEqual(['popup.html'])
  expect(await remade('core/workspace/needs.ts')).toEqual([backgroundFile, 'popup.html'])
  expect(await remade('extension/ui/needs.css')).toEqual([backgroundFile, 'popup.html'])
}, 60_000)
