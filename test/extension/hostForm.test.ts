import { describe, expect, it } from 'vitest'
import { readConnectionString } from '#extension/dashboard/publish/hostForm.ts'

const key = `${'aB3+/'.repeat(17)}x==`

describe('the connection string of an Azure account', () => {
  it('says the account and its key, as the portal has it to copy', () => {
    const text = `DefaultEndpointsProtocol=https;AccountName=firmoffers;AccountKey=${key};EndpointSuffix=core.windows.net`
    expect(readConnectionString(text, 'worldwide')).toEqual({
      account: 'firmoffers',
      secret: key,
      blob: '',
      queue: '',
    })
  })

  it('says where the services are, in another cloud than the company’s', () => {
    const text = `DefaultEndpointsProtocol=https;AccountName=firmoffers;AccountKey=${key};EndpointSuffix=core.chinacloudapi.cn`
    expect(readConnectionString(text, 'worldwide')).toMatchObject({
      blob: 'https://firmoffers.blob.core.chinacloudapi.cn',
      queue: 'https://firmoffers.queue.core.chinacloudapi.cn',
    })
    expect(readConnectionString(text, '21vianet')).toMatchObject({ blob: '', queue: '' })
  })

  it('says where the services are, under any name', () => {
    const text = `AccountName=a1b;BlobEndpoint=https://localhost:1/a1b/;QueueEndpoint=https://localhost:2/a1b;AccountKey=${key}\n`
    expect(readConnectionString(text, 'worldwide')).toEqual({
      account: 'a1b',
      secret: key,
      blob: 'https://localhost:1/a1b',
      queue: 'https://localhost:2/a1b',
    })
  })

  it.each([
    ['a name', 'firmoffers'],
    ['a key', key],
    ['one that is not whole', `AccountName=firmoffers;AccountKey=${key.slice(0, -1)}`],
    [
      'one without a key',
      'BlobEndpoint=https://firmoffers.blob.core.windows.net;SharedAccessSignature=sv=2024',
    ],
  ])('is not %s', (_, text) => expect(readConnectionString(text, 'worldwide')).toBeNull())
})
