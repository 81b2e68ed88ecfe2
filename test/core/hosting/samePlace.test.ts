import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isSamePlace, isShownAt, type Place } from '#core/hosting/samePlace.ts'
import { webdavTarget } from '#core/hosting/webdav.ts'
import { serveWithWebdav, type WebdavServer } from '#scripts/webdav.ts'

const site = 'https://offers.example.com'
const azure = {
  kind: 'azure',
  account: 'firmoffers',
  blob: 'https://firmoffers.blob.core.windows.net',
} as const
const webdav = { kind: 'webdav', address: 'https://dav.example.com/offers', user: 'kari' } as const
const git = {
  kind: 'git',
  address: 'https://git.example.com/o.git',
  branch: 'pages',
  folder: '',
  user: '',
} as const
const cloudflare = { kind: 'cloudflare', account: 'a'.repeat(32), script: 'tilbud' } as const

const at = (settings: Place['settings'], siteAddress = site): Place => ({ settings, siteAddress })

describe('two places', () => {
  it.each([
    ['an account behind another domain', at(azure), at(azure, 'https://b.example')],
    ['a folder as another user', at(webdav), at({ ...webdav, address: `${webdav.address}/`, user: 'ola' })],
    ['a branch in another folder of it', at(git), at({ ...git, folder: 'docs' }, 'https://b.example')],
    ['a Worker at another path', at(cloudflare), at(cloudflare, `${site}/offers`)],
  ])('are one: %s', (_, one, other) => {
    expect(isSamePlace(one, other)).toBe(true)
  })
  it.each([
    ['another path in the account', at(azure), at(azure, `${site}/offers`)],
    ['another account', at(azure), at({ ...azure, account: 'other' })],
    ['another folder', at(webdav), at({ ...webdav, address: 'https://dav.example.com/other' })],
    ['another branch', at(git), at({ ...git, branch: 'other' })],
    ['another Worker', at(cloudflare), at({ ...cloudflare, script: 'other' })],
    ['another kind', at(azure), at(webdav)],
  ])('are two: %s', (_, one, other) => {
    expect(isSamePlace(one, other)).toBe(false)
  })
})

describe('a folder that two servers show', () => {
  const account = { user: 'kari', password: 'et passord' }
  let folder: string
  let servers: WebdavServer[]
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tilbud-same-'))
    await chmod(folder, 0o755)
    for (const name of ['one', 'other']) {
      await mkdir(join(folder, name))
      // Apache writes there as a user of its own.
      await chmod(join(folder, name), 0o777)
    }
    servers = []
    for (const name of ['one', 'one', 'other'])
      servers.push(await serveWithWebdav(join(folder, name), account))
  })
  afterAll(async () => {
    for (const server of servers) await server.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('is found to be one by what is put there, which goes again', async () => {
    const [one, same, other] = servers
    const target = webdavTarget({ address: one!.dav, ...account })
    expect(await isShownAt(target, same!.address)).toBe(true)
    expect(await isShownAt(target, other!.address)).toBe(false)
    expect(await readdir(join(folder, 'one'))).toEqual([])
  })
})
