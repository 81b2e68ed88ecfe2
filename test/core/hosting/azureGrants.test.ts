import { describe, expect, it } from 'vitest'
import { azureTarget } from '#core/hosting/azure/blobs.ts'
import { hand, handAddress, handBody, peek } from '#core/hosting/azure/queue.ts'
import { endRotation, rotateHand, setUpAccount } from '#core/hosting/azure/setUp.ts'
import { below } from '#core/hosting/azure/sign.ts'
import { blob, clearInbox, ownerOf, statusOf, useAzure, xml } from '#test/core/hosting/azurite.ts'

const azure = useAzure()

const aclBody = '<SignedIdentifiers></SignedIdentifiers>'

describe('grants', () => {
  it('publish: read, write, delete and list, and nothing of the account', async () => {
    const { pages, standing } = azure.grants.publish
    const file = below(pages, 'tried.html')
    expect(await statusOf('PUT', file, { headers: blob, body: 'x' })).toBe(201)
    expect(await statusOf('GET', file)).toBe(200)
    expect(await statusOf('GET', below(pages, '', { restype: 'container', comp: 'list' }))).toBe(200)
    expect(await statusOf('DELETE', file)).toBe(202)
    for (const granted of [pages, standing]) {
      const acl = below(granted, '', { restype: 'container', comp: 'acl' })
      expect(await statusOf('PUT', acl, { headers: xml, body: aclBody })).toBe(403)
      expect(await statusOf('GET', acl)).toBe(403)
      expect(await statusOf('DELETE', below(granted, '', { restype: 'container' }))).toBe(403)
    }
    expect(await statusOf('GET', below(standing, '', { restype: 'container', comp: 'list' }))).toBe(403)
    expect(await statusOf('PUT', file.replace('/$web/', '/other/'), { headers: blob, body: 'x' })).toBe(403)
    expect(await statusOf('GET', file.replace('/$web/', '/tilbud/'))).toBe(403)
    expect(await statusOf('GET', file.replace(/\?.*/, ''))).not.toBe(200)
    expect(await statusOf('GET', file.replace(/sig=.../, 'sig=AAA'))).toBe(403)
  })

  const messages = (granted: string, query: Record<string, string> = {}) => below(granted, 'messages', query)
  const added = { headers: { 'content-type': 'text/plain' }, body: handBody('x') }

  it('look: to look, and no more', async () => {
    const { look } = azure.grants
    expect(await statusOf('GET', messages(look, { peekonly: 'true' }))).toBe(200)
    expect(await statusOf('GET', messages(look))).toBe(403)
    expect(await statusOf('POST', messages(look), added)).toBe(403)
    expect(await statusOf('DELETE', messages(look))).toBe(403)
    expect(await statusOf('PUT', below(look, '', { comp: 'acl' }), { headers: xml, body: aclBody })).toBe(403)
  })

  it('take: to take and drop, and no more', async () => {
    expect(await statusOf('GET', messages(azure.grants.take))).toBe(200)
    expect(await statusOf('GET', messages(azure.grants.take, { peekonly: 'true' }))).toBe(403)
    expect(await statusOf('POST', messages(azure.grants.take), added)).toBe(403)
    expect(await statusOf('DELETE', messages(azure.grants.take))).toBe(403)
  })

  it('hand: to add, and no more', async () => {
    expect(await statusOf('POST', handAddress(azure.grants.hand), added)).toBe(201)
    expect(await statusOf('GET', messages(azure.grants.hand, { peekonly: 'true' }))).toBe(403)
    expect(await statusOf('GET', messages(azure.grants.hand))).toBe(403)
    expect(await statusOf('DELETE', messages(azure.grants.hand))).toBe(403)
    expect(await statusOf('GET', below(azure.grants.hand, '', { comp: 'metadata' }))).toBe(403)
    expect(
      await statusOf('POST', handAddress(azure.grants.hand), {
        ...added,
        body: handBody('x'.repeat(65_537)),
      }),
    ).toBe(413)
    await clearInbox(azure)
  })

  it('end with their policy, and come back when it is renewed', async () => {
    const ending = new Date(Date.now() + 5000).toISOString()
    expect(await setUpAccount({ ...azure.storage, expires: ending })).toEqual(azure.grants)
    await new Promise((resolve) => setTimeout(resolve, 5000))
    await expect(peek(azure.grants.look)).rejects.toMatchObject({ code: 'hostRefused' })
    await expect(azureTarget(azure.grants.publish, '/').find()).rejects.toMatchObject({ code: 'hostRefused' })
    await setUpAccount(ownerOf(azure))
    expect(await peek(azure.grants.look)).toEqual([])
  })

  it('let pages have another address before the old one ends', async () => {
    const next = await rotateHand(ownerOf(azure))
    await hand(azure.grants.hand, 'old')
    await hand(next, 'new')
    expect((await setUpAccount({ ...ownerOf(azure) })).hand).toBe(next)
    await endRotation(azure.storage)
    await expect(hand(azure.grants.hand, 'old')).rejects.toMatchObject({ code: 'hostRefused' })
    await hand(next, 'new')
    expect((await peek(azure.grants.look)).map(({ text }) => text)).toEqual(['old', 'new', 'new'])
    // A name never comes again: the address of old pages would count with it. There is room for three.
    const rotated = [next]
    for (let n = 0; n < 3; n++) rotated.push(await rotateHand(ownerOf(azure)))
    expect(new Set([azure.grants.hand, ...rotated]).size).toBe(5)
    await expect(hand(rotated[0]!, 'old')).rejects.toMatchObject({ code: 'hostRefused' })
    for (const each of rotated.slice(1)) await hand(each, 'newer')
    await endRotation(azure.storage)
    await expect(hand(rotated[2]!, 'old')).rejects.toMatchObject({ code: 'hostRefused' })
    azure.grants = await setUpAccount(ownerOf(azure))
    expect(azure.grants.hand).toBe(rotated[3])
    await clearInbox(azure)
  })
})
