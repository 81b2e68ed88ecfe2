import { describe, expect, it } from 'vitest'
import { isSamePlace, type Place } from '#core/hosting/samePlace.ts'

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
