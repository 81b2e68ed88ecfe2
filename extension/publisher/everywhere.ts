import type { Watch } from '#core/workspace/watch.ts'
import type { Progress } from '#extension/longWork/messages.ts'
import { paced } from '#extension/longWork/serve.ts'
import { runChannel, type Asked } from '#extension/publisher/channel.ts'

/** Does something that every page can follow and stop. */
export async function everywhere<T>(watch: Watch, run: (watch: Watch) => Promise<T>): Promise<T> {
  const channel = new BroadcastChannel(runChannel)
  const stop = new AbortController()
  let last: Progress = { done: 0, all: 0, step: 'reading' }
  const tell = () => channel.postMessage(last)
  const part = paced((progress) => {
    last = progress
    tell()
  })
  channel.onmessage = ({ data }: MessageEvent<Asked | Progress>) => {
    if (data === 'stop') stop.abort()
    else if (data === 'howFar') tell()
  }
  tell()
  try {
    return await run({
      onPart(done, all, step) {
        watch.onPart?.(done, all, step)
        part(done, all, step)
      },
      signal: AbortSignal.any([stop.signal, ...(watch.signal ? [watch.signal] : [])]),
    })
  } finally {
    channel.close()
  }
}
