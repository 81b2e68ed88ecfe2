import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Behind } from '#test/e2e/support/behind.ts'
import { pressAllowed } from '#test/e2e/support/hosts.ts'
import { click, fill, see, seeText } from '#test/e2e/support/screen.ts'
import { go, passphrase } from '#test/e2e/support/workspace.ts'

describe.each(['chromium', 'firefox'] as const)('the background of %s', (name) => {
  let behind: Behind
  beforeAll(async () => {
    behind = await Behind.start(name)
  })
  afterAll(() => behind?.close())

  /** Closes every page of the extension while an offer waits. @returns what the background has asked its browser and the host for meanwhile */
  async function leftAlone() {
    await behind.makeOffer()
    const before = behind.line.connected()
    await behind.closeAll()
    await new Promise((resolve) => setTimeout(resolve, 2500))
    await behind.openPublish()
    await see(behind.page, '.host .warn')
    const { alarms, failure } = await behind.leftBehind()
    return {
      connections: behind.line.connected() - before,
      willLook: alarms.includes('publish'),
      failure,
    }
  }
  const nothing = { connections: 0, willLook: false, failure: null }

  it('keeps still while the vault is locked, and the dashboard says why', async () => {
    await go(behind.page, '/settings')
    await click(behind.page, '[data-id="lock-vault"]')
    expect(await leftAlone()).toEqual(nothing)
    await seeText(behind.page, 'Hvelvet er låst')
    await click(behind.page, '[data-id="unlock-host"]')
    await fill(behind.page, 'passphrase', passphrase)
    await click(behind.page, 'dialog [data-id="unlock"]')
    await seeText(behind.page, 'Alle sider er på nett')
  })

  it('keeps still while the browser does not let it reach the host, and waits for a person', async () => {
    await behind.page.evaluate(removePermission)
    // At once, on the screen that is open.
    await see(behind.page, '[data-id="allow-host"]')
    expect(await leftAlone()).toEqual(nothing)
    await seeText(behind.page, 'Nettleseren lar ikke Tilbud')
    const button = name === 'firefox' ? 'allow-host' : 'unlock-host'
    behind.page = await pressAllowed(behind.session, behind.page, `[data-id="${button}"]`, passphrase)
    await seeText(behind.page, 'Alle sider er på nett')
  })
})

type Extension = Readonly<{
  permissions: { remove: (wanted: { origins: readonly string[] }) => Promise<boolean> }
}>

/** What a person does in the browser's own settings. */
const removePermission = async () => {
  const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Extension | undefined>
  await (browser ?? chrome)!.permissions.remove({ origins: ['https://127.0.0.1/*'] })
}
