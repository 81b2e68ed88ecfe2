import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Progress } from '#extension/longWork/messages.ts'
import { runChannel } from '#extension/publisher/channel.ts'
import { everywhere } from '#extension/publisher/everywhere.ts'

let page: BroadcastChannel
let heard: (Progress | string)[]
beforeEach(() => {
  heard = []
  page = new BroadcastChannel(runChannel)
  page.onmessage = (event) => void heard.push((event as MessageEvent<Progress | string>).data)
})
afterEach(() => page.close())

const until = async (isDone: () => boolean) => {
  while (!isDone()) await new Promise((resolve) => setTimeout(resolve, 1))
}

it('says in every page how far it is, and again to one that has been opened since', async () => {
  await everywhere({}, async ({ onPart }) => {
    onPart!(3, 3, 'writing')
    await until(() => heard.length === 2)
    page.postMessage('howFar')
    await until(() => heard.length === 3)
  })
  const whole = { done: 3, all: 3, step: 'writing' }
  expect(heard).toEqual([{ done: 0, all: 0, step: 'reading' }, whole, whole])
})

it('is stopped by any page, and by the one that has asked for it', async () => {
  const stopped = (stop: () => void, signal?: AbortSignal) =>
    everywhere(signal ? { signal } : {}, async ({ signal }) => {
      stop()
      await until(() => signal!.aborted)
      return 'stopped'
    })
  expect(await stopped(() => page.postMessage('stop'))).toBe('stopped')
  const own = new AbortController()
  expect(await stopped(() => own.abort(), own.signal)).toBe('stopped')
})
