import '#test/support/indexeddb.ts'
import '#test/support/passphrases.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isPage } from '#core/hosting/files.ts'
import type { Version } from '#core/model/offer.ts'
import { codeIn, folderIn } from '#core/publication/pages.ts'
import type { Outcome } from '#core/workspace/command.ts'
import { findHost, readPending } from '#core/workspace/hosting.ts'
import { findVersion } from '#core/workspace/offerViews.ts'
import { bad, Bench, good } from '#test/core/workspace/support.ts'
import {
  azurePlace,
  browserOf,
  connect,
  holdNext,
  leadRequests,
  requests,
  webdavPlace,
  type Place,
} from '#test/support/publishing.ts'

leadRequests()

/** Two browsers of one workspace that publish to one host. */
describe.each([
  ['Azure', azurePlace],
  ['a web hotel', () => webdavPlace('hotel')],
] as const)('a page that goes ahead at %s, while another browser publishes', (_, serve) => {
  let place: Place
  let first: Bench
  let mine: ReturnType<typeof browserOf>
  beforeAll(async () => {
    place = await serve()
  })
  afterAll(() => place.close())
  beforeEach(async () => {
    first = await Bench.start()
    mine = browserOf(first)
    await connect(first, place)
    await first.customer('Fjord Bygg AS', 'fjordbygg.example')
    // The workspace of another test has left its pages there.
    await good(mine.bring({ mayReplace: true }))
  })

  const offer = async (bench: Bench) =>
    bench.offer('purchase', [(await bench.db.at('customers').toCollection().primaryKeys())[0]!])
  const stateOf = async ({ code }: Version) => (await findVersion(first.db, code))?.state
  const isThere = async ({ code }: Version) =>
    [...(await place.files()).keys()].some((path) => isPage(path) && codeIn(folderIn(path)) === code)

  /** A run of the first browser that has put the page of a new offer ahead and is held before the rest. */
  async function heldBehind(run: () => Promise<Outcome<unknown>>) {
    const ended = bad(run())
    const read = await holdNext(/^GET \S+\/4839201\//)
    const goOn = holdNext(/^GET \S+publication\.json/)
    read()
    return { ended, goOn: await goOn }
  }

  it('counts as online no more once the other one has taken it away, until a person has replaced what is there', async () => {
    const other = await first.elsewhere()
    const version = await offer(first)
    const { ended, goOn } = await heldBehind(mine.bring)
    expect(await isThere(version)).toBe(true)
    expect(await stateOf(version)).toBe('published')
    await offer(other)
    await good(browserOf(other).bring())
    goOn()
    expect(await ended).toBe('hostTaken')
    expect(await stateOf(version)).toBe('ready')
    expect(await readPending(first.db, first.moment)).toMatchObject({ ready: 1 })
    expect((await findHost(first.db))?.online).not.toHaveProperty('ahead')

    await good(mine.bring({ mayReplace: true }))
    expect(await stateOf(version)).toBe('published')
    expect(await isThere(version)).toBe(true)
    expect((await readPending(first.db, first.moment))?.of).toBe('')
  })

  it('counts as online no more while the other one has not come to it yet, either', async () => {
    const other = await first.elsewhere()
    const version = await offer(first)
    const { ended, goOn } = await heldBehind(mine.bring)
    await offer(other)
    const theirs = good(browserOf(other).bring())
    const claim = await holdNext(/^PUT \S+publication\.json/)
    // They have said which publication comes, and take away at its end what they do not know.
    const remove = holdNext(/^(DELETE|POST) /)
    claim()
    const goOnThere = await remove
    goOn()
    expect(await ended).toBe('hostTaken')
    expect(await isThere(version)).toBe(true)
    expect(await stateOf(version)).toBe('ready')
    goOnThere()
    await theirs
    expect(await isThere(version)).toBe(false)
  })

  it('asks for nothing where another run has just brought what waited', async () => {
    const before = requests.length
    expect(await good(mine.bring({ ifWaiting: true }))).toEqual({ files: 0, put: 0, removed: 0, online: 0 })
    expect(requests.slice(before)).toEqual([])
    await offer(first)
    expect(await good(mine.bring({ ifWaiting: true }))).toMatchObject({ online: 1 })
  })
})
