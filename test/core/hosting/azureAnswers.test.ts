import { describe, expect, it } from 'vitest'
import { drop, hand, peek, take } from '#core/hosting/azure/queue.ts'
import { below } from '#core/hosting/azure/sign.ts'
import { randomBytes } from '#core/model/bytes.ts'
import { toArmor } from '#core/reply/armor.ts'
import { clearInbox, useAzure } from '#test/core/hosting/azurite.ts'

const azure = useAzure()

describe('answers in Azure', () => {
  it('come home', async () => {
    const armor = toArmor(randomBytes(900))
    await hand(azure.grants.hand, armor)
    expect(await peek(azure.grants.look)).toEqual([{ id: expect.any(String), text: armor }])
    const [message] = await take(azure.grants.take)
    expect(message!.text).toBe(armor)
    expect(await peek(azure.grants.look)).toEqual([])
    await drop(azure.grants.take, message!)
    await drop(azure.grants.take, message!)
    expect(await take(azure.grants.take)).toEqual([])
  })

  it('are there again where a browser ended before it dropped them', async () => {
    await hand(azure.grants.hand, 'kept')
    const [first] = await take(azure.grants.take, 1)
    expect(await take(azure.grants.take, 1)).toEqual([])
    await new Promise((resolve) => setTimeout(resolve, 1100))
    const [again] = await take(azure.grants.take, 1)
    expect([again!.id, again!.text]).toEqual([first!.id, 'kept'])
    // An old receipt drops nothing.
    await drop(azure.grants.take, first!)
    await new Promise((resolve) => setTimeout(resolve, 1100))
    const [last] = await take(azure.grants.take, 1)
    expect(last!.id).toBe(first!.id)
    await drop(azure.grants.take, last!)
    await new Promise((resolve) => setTimeout(resolve, 1100))
    expect(await take(azure.grants.take)).toEqual([])
  })

  it('are text, whatever somebody sends', async () => {
    const odd = ['', ' <b>&amp;</b> ]]> ', '&#x1f600; &lt;', 'åøæ 😀', 'two\nlines', '\r\n', '</MessageText>']
    for (const text of odd) await hand(azure.grants.hand, text)
    expect((await peek(azure.grants.look)).map(({ text }) => text)).toEqual(odd)
    for (const message of await take(azure.grants.take)) await drop(azure.grants.take, message)
  })

  it('are taken 32 at a time, and kept for 90 days', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, n) => hand(azure.grants.hand, `${n}`)))
    const address = below(azure.grants.look, 'messages', { peekonly: 'true' })
    const expires = /<ExpirationTime>([^<]*)/.exec(await (await fetch(address)).text())![1]!
    expect(Math.round((Date.parse(expires) - Date.now()) / 86_400_000)).toBe(90)
    const [first, second] = [await take(azure.grants.take), await take(azure.grants.take)]
    expect([first.length, second.length]).toEqual([32, 8])
    expect(new Set([...first, ...second].map(({ text }) => text)).size).toBe(40)
    await clearInbox(azure)
  })

  it('are too long above 64 KiB', async () => {
    await expect(hand(azure.grants.hand, 'x'.repeat(65_537))).rejects.toMatchObject({
      code: 'hostFailed',
      detail: { status: 413 },
    })
  })
})
