import { describe, expect, it } from 'vitest'
import { handAddress, handBody } from '#core/hosting/azure/queue.ts'
import { setUpAccount } from '#core/hosting/azure/setUp.ts'
import { asOwner, clearInbox, onTheWay, ownerOf, useAzure } from '#test/core/hosting/azurite.ts'

const azure = useAzure()

describe('an account that is set up', () => {
  it('serves pages, lets them read what the inbox answers, and may be set up again', async () => {
    expect(await setUpAccount({ ...ownerOf(azure) })).toEqual(azure.grants)
    const ofBlobs = await asOwner(
      azure,
      'GET',
      `${azure.storage.endpoints.blob}/?restype=service&comp=properties`,
    )
    expect(ofBlobs).toMatch(/<StaticWebsite><Enabled>true<.*>index\.html<.*>404\.html</)
    const asked = await fetch(handAddress(azure.grants.hand), {
      method: 'POST',
      headers: { origin: 'https://offers.example.com', 'content-type': 'text/plain' },
      body: handBody('read'),
    })
    expect(asked.status).toBe(201)
    expect(asked.headers.get('access-control-allow-origin')).toBe('*')
    await clearInbox(azure)
  })

  it('keeps rules and policies that others have made', async () => {
    const properties = `${azure.storage.endpoints.queue}/?restype=service&comp=properties`
    const theirs =
      '<AllowedOrigins>https://other.example</AllowedOrigins><AllowedMethods>GET</AllowedMethods><AllowedHeaders>*</AllowedHeaders><ExposedHeaders>*</ExposedHeaders><MaxAgeInSeconds>5</MaxAgeInSeconds>'
    await asOwner(
      azure,
      'PUT',
      properties,
      `<StorageServiceProperties><Cors><CorsRule>${theirs}</CorsRule></Cors></StorageServiceProperties>`,
    )
    const acl = `${azure.storage.endpoints.blob}/$web?restype=container&comp=acl`
    const before = await asOwner(azure, 'GET', acl)
    const other =
      '<SignedIdentifier><Id>other</Id><AccessPolicy><Expiry>2031-01-01T00:00:00Z</Expiry><Permission>r</Permission></AccessPolicy></SignedIdentifier>'
    await asOwner(
      azure,
      'PUT',
      acl,
      before.slice(before.indexOf('<SignedIdentifiers')).replace('</SignedIdentifiers>', `${other}$&`),
    )
    await setUpAccount({ ...ownerOf(azure) })
    await setUpAccount({ ...ownerOf(azure) })
    const rules = await asOwner(azure, 'GET', properties)
    expect([...rules.matchAll(/<AllowedOrigins>([^<]*)/g)].map(([, origin]) => origin)).toEqual([
      'https://other.example',
      '*',
    ])
    expect(
      [...(await asOwner(azure, 'GET', acl)).matchAll(/<Id>([^<]*)/g)]
        .map(([, id]) => id!)
        .sort((a, b) => (a < b ? -1 : 1)),
    ).toEqual(['other', 'publish'])
  })

  it('is ready once its policies count', async () => {
    let early = 2
    onTheWay(async (address, init, send) =>
      new URL(address).searchParams.has('sig') && early-- > 0
        ? new Response('', { status: 403 })
        : send(address, init),
    )
    expect(await setUpAccount(ownerOf(azure))).toEqual(azure.grants)
    expect(early).toBeLessThan(0)
  })

  it('names the step that failed', async () => {
    const key = `${'A'.repeat(86)}==`
    await expect(setUpAccount({ ...ownerOf(azure), key })).rejects.toMatchObject({
      code: 'hostRefused',
      detail: { step: 'website', status: 403 },
    })
    const endpoints = { ...azure.storage.endpoints, queue: `${azure.storage.endpoints.queue}no` }
    await expect(setUpAccount({ ...ownerOf(azure), endpoints })).rejects.toMatchObject({
      detail: { step: 'cors', status: 404 },
    })
    for (const [wrong, path] of [
      [{ key: 'no key' }, 'key'] as const,
      [{ account: 'A/b' }, 'account'] as const,
    ])
      await expect(setUpAccount({ ...ownerOf(azure), ...wrong })).rejects.toMatchObject({
        code: 'invalid',
        faults: [{ path }],
      })
  })
})
