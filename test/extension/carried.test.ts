import { beforeEach, describe, expect, it } from 'vitest'
import { noteConfirmed, noteMade, readCarried } from '#extension/publisher/carried.ts'
import { forgetPublished } from '#extension/publisher/record.ts'

const address = 'https://offers.example.com'
const page = '4839201/7k3q-0000-0000-0000-0/index.html'
const code = '7K3Q0000000000000'

const marks = (files: Readonly<Record<string, string>>) => new Map(Object.entries(files))
const read = (last: string, waiting: readonly string[] = []) => readCarried(address, last, new Set(waiting))
const heldAt = async (last: string) =>
  [...((await read(last)).held ?? [])].map(([path, { mark }]) => [path, mark])

describe('what a person has carried to an address', () => {
  beforeEach(() => forgetPublished())

  it('is known once it was made here and confirmed', async () => {
    await noteMade(address, null, 'first', marks({ [page]: 'a' }))
    expect(await read('first')).toEqual({ held: null, unconfirmed: true })
    await noteConfirmed(address, 'first')
    expect(await read('first')).toEqual({ held: new Map([[page, { mark: 'a' }]]), unconfirmed: false })
  })

  it('is only sure where it has been the same in all that was made since', async () => {
    await noteMade(address, null, 'first', marks({ same: '1', changed: '1', gone: '1' }))
    await noteConfirmed(address, 'first')
    await noteMade(address, 'first', 'second', marks({ same: '1', changed: '2', new: '1' }))
    // Whether the second was carried there is not known: what changed back lies there as one or the other.
    await noteMade(address, 'second', 'third', marks({ same: '1', changed: '1' }))
    expect(await heldAt('third')).toEqual([
      ['same', '1'],
      ['changed', ''],
      ['gone', ''],
      ['new', ''],
    ])
    expect((await read('third')).unconfirmed).toBe(true)
  })

  it('is unknown after a publication that went another way, whichever is confirmed', async () => {
    await noteMade(address, null, 'first', marks({ [page]: 'a' }))
    await noteConfirmed(address, 'first')
    expect((await read('elsewhere')).held).toBeNull()
    await noteMade(address, 'elsewhere', 'third', marks({ [page]: 'a' }))
    expect((await read('third')).held).toBeNull()
    await noteConfirmed(address, 'elsewhere')
    expect((await read('third')).held).toBeNull()
  })

  it('is unknown again when the confirmation is taken back', async () => {
    await noteMade(address, null, 'first', marks({ [page]: 'a' }))
    await noteConfirmed(address, 'first')
    expect(await read('first', [code])).toEqual({ held: null, unconfirmed: true })
  })

  it('is known for each address of its own', async () => {
    await noteMade(address, null, 'first', marks({ [page]: 'a' }))
    await noteConfirmed(address, 'first')
    expect(await readCarried('https://other.example.com', 'first', new Set())).toEqual({
      held: null,
      unconfirmed: false,
    })
  })
})
