import { describe, expect, it } from 'vitest'
import { axe, overflow } from '#test/e2e/support/axe.ts'
import { eventually } from '#test/e2e/support/browser.ts'
import { button, click, fill, see, seeNot, seeText } from '#test/e2e/support/screen.ts'
import { workIn, type Work } from '#test/e2e/support/workplace.ts'
import { go, passphrase, setUp } from '#test/e2e/support/workspace.ts'

type Alarms = {
  getAll: () => Promise<{ name: string }[]>
  clearAll: () => Promise<boolean>
  create: (name: string, when: { when: number }) => unknown
}
type Local = { storage: { local: { set: (items: object) => Promise<void> } }; alarms: Alarms }

/** What the extension's own pages may call, as `browser` in Firefox and `chrome` in Chromium. */
const inPage = {
  names: () => {
    const { browser, chrome } = globalThis as unknown as { browser?: Local; chrome: Local }
    return (browser ?? chrome).alarms.getAll().then((all) => all.map(({ name }) => name).sort())
  },
  /** Forgets all alarms, as Firefox does when it closes, and wakes the background a while later. */
  forget: async (wait: number) => {
    const { browser, chrome } = globalThis as unknown as { browser?: Local; chrome: Local }
    await (browser ?? chrome).alarms.clearAll()
    await (browser ?? chrome).alarms.create('wake', { when: Date.now() + wait })
  },
  setActor: (actor: string) => {
    const { browser, chrome } = globalThis as unknown as { browser?: Local; chrome: Local }
    return (browser ?? chrome).storage.local.set({ actor })
  },
}

const setUpOf = async ({ session }: Pick<Work, 'session'>) =>
  (await setUp(session, 'https://tilbud.nordlys-it.example')).page

describe.each(['chromium', 'firefox'] as const)('the vault in %s', (name) =>
  workIn(name, 'en-US', setUpOf, (work) => {
    it('has its alarms whenever the background starts, not only after the installation (A19)', async () => {
      const { page, session } = work
      expect(await page.evaluate(inPage.names)).toEqual(['badge', 'lock'])
      // Firefox ends an idle background after 30 seconds by itself; its driver cannot.
      await page.evaluate(inPage.forget, name === 'firefox' ? 36_000 : 2000)
      if (name === 'chromium') {
        const worker = session.browser.targets().find((each) => each.url().endsWith('/background.js'))
        await (await worker?.worker())?.close()
      }
      await eventually(
        'the alarms are there again',
        async () => {
          const names = await page.evaluate(inPage.names)
          return names.includes('badge') && names.includes('lock')
        },
        60_000,
      )
    })

    it('gets a new key, and says what that means for others (A13)', async () => {
      const { page } = work
      await go(page, '/settings')
      await click(page, '[data-id="change-vault-key"]')
      await seeText(page, 'Everybody else’s stops working')
      expect(await axe(page)).toEqual([])
      await fill(page, 'passphrase', 'not this one')
      await click(page, '[data-id="change-vault-key-do"]')
      await seeText(page, 'Wrong passphrase')
      await fill(page, 'passphrase', passphrase)
      await click(page, '[data-id="change-vault-key-do"]')
      await seeText(page, 'The vault has a new key. Save a new backup.')
      await click(page, button('Lock now'))
      await seeText(page, 'Locked')
    })

    it('asks to change the key when somebody with a passphrase is deactivated, and refuses an easy one (A7, A13)', async () => {
      const { page } = work
      await go(page, '/staff')
      await click(page, '[data-id="add-user"]')
      await fill(page, 'user-name', 'Aslak Berg')
      await fill(page, 'user-email', 'aslak@nordlys-it.example')
      await click(page, '[data-id="save-user"]')
      await click(page, '[data-id="set-passphrase"]')
      await fill(page, 'passphrase', passphrase)
      await click(page, '[data-id="unlock"]')
      for (const typed of ['aaaaaaaaaa', 'en annen lang setning']) {
        await fill(page, 'new-passphrase', typed)
        await fill(page, 'new-passphrase-again', typed)
        await click(page, '[data-id="save-passphrase"]')
        await seeText(page, typed === 'aaaaaaaaaa' ? 'easy to guess' : 'Passphrase set.')
      }
      await click(page, '[data-id="deactivate"]')
      await click(page, '[data-id="deactivate-sure"]')
      await seeText(page, 'can no longer unlock the vault')
      await go(page, '/settings')
      await seeText(page, 'Somebody with a passphrase has been deactivated')
      expect(await axe(page)).toEqual([])
      await click(page, '[data-id="change-vault-key"]')
      await fill(page, 'passphrase', passphrase)
      await click(page, '[data-id="change-vault-key-do"]')
      await seeNot(page, 'Somebody with a passphrase has been deactivated')
    })

    it('asks an unknown person who they are, and shows nothing before (A7)', async () => {
      const { page, session } = work
      await page.evaluate(inPage.setActor, 'somebody-else')
      await page.reload({ waitUntil: [] })
      await seeText(page, 'Who are you?')
      expect(await axe(page)).toEqual([])
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      expect(await page.evaluate(() => document.body.innerText)).not.toMatch(/Nordlys|Marte|Aslak/)
      const popup = await session.open('popup.html')
      await seeText(popup, 'Who are you?')
      await popup.close()
      await fill(page, 'passphrase', 'en annen lang setning')
      await click(page, '[data-id="sign-in"]')
      await seeText(page, 'Wrong passphrase')
      await fill(page, 'passphrase', passphrase)
      await click(page, '[data-id="sign-in"]')
      await see(page, 'nav')
    })
  }),
)
