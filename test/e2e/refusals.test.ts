import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountOf, ownHeaders } from '#core/hosting/azure/sign.ts'
import { en } from '#core/locale/screens/en.ts'
import { nb } from '#core/locale/screens/nb.ts'
import { serveAzurite, serveWebsite } from '#scripts/azurite.ts'
import { serveWithWebdav, type WebdavServer } from '#scripts/webdav.ts'
import { axe } from '#test/e2e/support/axe.ts'
import { eventually, launch, type Session } from '#test/e2e/support/browser.ts'
import { fillInAzure, hostNames, pressAllowed } from '#test/e2e/support/hosts.ts'
import { click, fill, see, seeNot, seeText, textOf } from '#test/e2e/support/screen.ts'
import { seeInOrder } from '#test/e2e/support/workplace.ts'
import { chooseBackup, go, passphrase, setUp } from '#test/e2e/support/workspace.ts'
import { makeCertificate } from '#test/support/certificate.ts'
import { relayTo, type Answer, type Relay } from '#test/support/relay.ts'

/**
 * Hosts that say no while pages are brought to them by themselves: what the
 * screen says, that customers still read whole pages, and that it goes on when
 * it may again.
 *
 * Real: the browser, its permissions, Apache with mod_dav and its refusal of a
 * wrong password, Azurite and its refusals of grants that were taken back or
 * have ended. Stood in for by a relay before them: an account that is full
 * (507), and a clock that is a day off: it is the relay's that is, instead of
 * the browser's, and it refuses by it as Azure does, which Azurite does not.
 */
const inLanguage = {
  chromium: { language: 'nb-NO', words: nb },
  firefox: { language: 'en-US', words: en },
} as const

const user = 'nordlys'
const passwords = ['det første passordet', 'det andre passordet'] as const
const day = 86_400_000

describe.each(['chromium', 'firefox'] as const)('a host that refuses, in %s', (name) => {
  const { language, words } = inLanguage[name]
  let folder: string
  let root: string
  let server: WebdavServer
  let hotel: Relay
  let session: Session
  let page: Page
  let phone = 10
  let backup = ''
  /** What the relay before the web hotel answers itself. */
  let refusal: Answer | null = null

  /** The sentence of a key, up to its first place for something. */
  const said = (key: keyof typeof words): string => {
    const word = words[key]
    if (typeof word !== 'string') throw new Error(`${key} has forms.`)
    return word
  }
  const allOnline = said('host.allOnline').replace(/\{.*/, '').trim()
  const seeProblem = (key: keyof typeof words, places: Record<string, string | number>) =>
    seeText(
      page,
      said(key).replace(/\{(\w+)\}/g, (_, place: string) => String(places[place])),
    )

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tilbud-refusals-'))
    root = join(folder, 'site')
    await mkdir(root)
    // Apache writes there as a user of its own.
    await chmod(folder, 0o755)
    await chmod(root, 0o777)
    server = await serveWithWebdav(root, { user, password: passwords[0] })
    const { certificate, key } = makeCertificate(folder)
    hotel = await relayTo(server.address, {
      tls: { cert: await readFile(certificate, 'utf8'), key: await readFile(key, 'utf8') },
      refuse: ({ method }) => (method === 'PUT' ? refusal : null),
    })
    session = await launch(name, language, { hosts: hostNames })
    ;({ page } = await setUp(session, hotel.address))
  })
  afterAll(async () => {
    await session?.close()
    await hotel?.close()
    await server?.close()
    await rm(folder, { recursive: true, force: true })
  })

  /** Changes what every page shows, so that there is something to publish. */
  async function change(): Promise<void> {
    await go(page, '/company')
    await click(page, '[data-id="edit-company"]')
    await fill(page, 'company-phone', `+47 77 00 00 ${++phone}`)
    await click(page, '[data-id="save-company"]')
    await see(page, '[data-id="edit-company"]')
    await go(page, '/publish')
  }

  const indexThere = () => readFile(join(root, 'index.html'), 'utf8')
  const isOnline = async (number = phone) => (await indexThere()).includes(`+47 77 00 00 ${number}`)

  /** The old pages are whole, and the new ones come once it is tried again. */
  async function goesOn(): Promise<void> {
    expect(await isOnline(phone - 1)).toBe(true)
    // A run by itself may be at it meanwhile, and then there is no button.
    const press = () => document.querySelector<HTMLElement>('[data-id="publish-now"]')?.click()
    await eventually('it goes on', async () => {
      await page.evaluate(press)
      return isOnline()
    })
    await seeText(page, allOnline)
  }

  async function fillIn(password: string): Promise<void> {
    await fill(page, 'host-address', `${hotel.address}/dav/`)
    await fill(page, 'host-user', user)
    await fill(page, 'host-secret', password)
    await click(page, '[data-id="connect-host"]')
  }

  it('because files of others are in the way: they stay until a person replaces them', async () => {
    await writeFile(join(root, 'index.html'), 'theirs', { mode: 0o666 })
    await go(page, '/publish')
    await click(page, '[data-id="connect-webdav"]')
    await fillIn(passwords[0])
    await seeProblem('problem.hostForeign', { path: 'index.html' })
    expect(await axe(page)).toEqual([])
    expect(await indexThere()).toBe('theirs')
    await click(page, '[data-id="replace-host"]')
    await seeText(page, allOnline)
    await change()
    await seeText(page, allOnline)
    expect(await isOnline()).toBe(true)
  })

  it('because it is full', async () => {
    refusal = { status: 507 }
    await change()
    await seeProblem('problem.hostFull', { host: new URL(hotel.address).host })
    refusal = null
    await goesOn()
  })

  it('because its password was changed', async () => {
    await server.setPassword(passwords[1])
    await change()
    await seeProblem('problem.hostRefused', { host: new URL(hotel.address).host, status: 401 })
    await click(page, '[data-id="change-host"]')
    await fillIn(passwords[1])
    await seeText(page, allOnline)
    await eventually('the new page is there', () => isOnline())
  })

  it('because it is down, until the dashboard is opened another day', async () => {
    await hotel.down()
    await change()
    await seeProblem('problem.hostUnreachable', { host: new URL(hotel.address).host })
    await page.close()
    await hotel.up()
    page = await session.open('dashboard.html#/publish')
    await seeText(page, allOnline)
    expect(await isOnline()).toBe(true)
  })

  it('because its permission was taken away in the browser', async () => {
    await removePermission(page)
    await change()
    await seeText(page, said('host.notAllowed'))
    expect(await isOnline(phone - 1)).toBe(true)
    const button = name === 'firefox' ? 'allow-host' : 'unlock-host'
    page = await pressAllowed(session, page, `[data-id="${button}"]`, passphrase)
    await seeText(page, allOnline)
    expect(await isOnline()).toBe(true)
  })

  it('because another browser has published there, and says what to do', async () => {
    await go(page, '/settings')
    backup = (await session.downloaded(() => click(page, '[data-id="backup"]'))).path
    await change()
    await seeText(page, allOnline)
    const before = await readFile(join(root, 'tilbud-publication.json'), 'utf8')
    const [first, firstSession] = [page, session]
    session = await launch(name, language, { hosts: hostNames })
    try {
      page = await session.open('dashboard.html')
      await chooseBackup(page, backup)
      await fill(page, 'passphrase', passphrase)
      await click(page, '[data-id="check-backup"]')
      await see(page, 'nav')
      await change()
      // Chromium's user has said yes beforehand.
      if (name === 'firefox') await click(page, '[data-id="allow-host"]')
      await seeProblem('problem.hostTaken', {})
      await see(page, '[data-id="replace-host"]')
      expect(await readFile(join(root, 'tilbud-publication.json'), 'utf8')).toBe(before)
    } finally {
      await session.close()
      ;[page, session] = [first, firstSession]
    }
  })

  describe('in Azure', () => {
    let storage: Awaited<ReturnType<typeof serveAzurite>>
    let website: Awaited<ReturnType<typeof serveWebsite>>
    let azure: Relay
    let queue: Relay
    /** How far the host's clock is off, in milliseconds. */
    let off = 0
    beforeAll(async () => {
      const { certificate: cert, key } = makeCertificate(folder)
      storage = await serveAzurite()
      website = await serveWebsite(storage, { https: { cert, key } })
      const tls = { cert: await readFile(cert, 'utf8'), key: await readFile(key, 'utf8') }
      const before = (address: string) =>
        relayTo(new URL(address).origin, {
          tls,
          refuse: ({ headers }) => refusalByClock(headers['x-ms-date'], off),
        })
      azure = await before(storage.endpoints.blob)
      queue = await before(storage.endpoints.queue)
    })
    afterAll(async () => {
      await azure?.close()
      await queue?.close()
      await website?.close()
      await storage?.close()
    })

    /** What the account's owner does with the grants of the pages. */
    async function policyOfPages(expires: string | null): Promise<void> {
      const account = await accountOf(storage.account, storage.key)
      const address = `${storage.endpoints.blob}/$web?restype=container&comp=acl`
      const policy = `<SignedIdentifier><Id>publish</Id><AccessPolicy><Expiry>${expires}</Expiry><Permission>rcwdl</Permission></AccessPolicy></SignedIdentifier>`
      const body = `<?xml version="1.0" encoding="utf-8"?><SignedIdentifiers>${expires ? policy : ''}</SignedIdentifiers>`
      const type = { 'content-type': 'application/xml' }
      const headers = await ownHeaders(account, 'PUT', address, type, body)
      expect((await fetch(address, { method: 'PUT', headers, body })).status).toBe(200)
    }

    const indexOnline = async () => {
      const opened = await session.visit(`${website.address}/`)
      const html = await opened.content()
      await opened.close()
      await page.bringToFront()
      return html
    }

    it.each([-1, 1])('whose clock is %i day off is not set up, and the clock is named', async (days) => {
      off = days * day
      await go(page, '/publish')
      if (days < 0) {
        await click(page, '[data-id="disconnect-host"]')
        await click(page, 'dialog [data-id="disconnect"]')
        await see(page, '[data-id="connect-azure"]')
        page = await pressAllowed(session, page, '[data-id="connect-azure"]', passphrase)
        const { account, key } = storage
        const endpoints = { blob: `${azure.address}/${account}`, queue: `${queue.address}/${account}` }
        await fillInAzure(page, { account, key, endpoints }, website.address)
      }
      await click(page, '[data-id="connect-host"]')
      await seeProblem('problem.hostClock', { host: new URL(azure.address).host, status: 403 })
      expect(await textOf(page, '[name="host-secret"]')).not.toContain(said('rule.refused'))
      off = 0
    })

    it.each([
      ['was taken back', null],
      ['has ended', '2026-01-01T00:00:00Z'],
    ])('whose grant %s says so, and goes on with the key', async (_, expires) => {
      if (expires === null) {
        await click(page, '[data-id="connect-host"]')
        await seeText(page, allOnline)
      }
      await policyOfPages(expires)
      const before = await indexOnline()
      await change()
      await seeProblem('problem.hostRefused', { host: new URL(azure.address).host, status: 403 })
      expect(await indexOnline()).toBe(before)
      await click(page, '[data-id="change-host"]')
      await fill(page, 'host-secret', storage.key)
      await click(page, '[data-id="connect-host"]')
      await seeNot(page, said('problem.hostRefused').slice(-40))
      await seeText(page, allOnline)
      expect(await indexOnline()).toContain(`+47 77 00 00 ${phone}`)
    })
  })

  it('leaves a workspace that keeps its promises (A1)', () => seeInOrder(page))
})

/** As Azure does: a request is signed with its moment, and one that is more than 15 minutes off is refused. */
function refusalByClock(sent: string | string[] | undefined, off: number): Answer | null {
  const here = Date.now() + off
  if (typeof sent !== 'string' || Math.abs(Date.parse(sent) - here) < 15 * 60_000) return null
  const headers = { date: new Date(here).toUTCString(), 'x-ms-error-code': 'AuthenticationFailed' }
  return { status: 403, headers }
}

type Extension = Readonly<{
  permissions: { remove: (wanted: { origins: readonly string[] }) => Promise<boolean> }
}>

/** What a person does in the browser's own settings. */
const removePermission = (page: Page): Promise<boolean> =>
  page.evaluate(async () => {
    const { browser, chrome } = globalThis as unknown as Record<'browser' | 'chrome', Extension | undefined>
    return (browser ?? chrome)!.permissions.remove({ origins: ['https://127.0.0.1/*'] })
  })
