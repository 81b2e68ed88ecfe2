import { useEffect, useRef, useState } from 'preact/hooks'
import type { Progress } from '#extension/longWork/messages.ts'
import type { Standing } from '#extension/longWork/work.ts'
import { runChannel, runLock, type Asked } from '#extension/publisher/channel.ts'

/** Follows the run that brings pages to the host, in whatever page of the extension or behind them all it goes on. */
export function useRunEverywhere(): Readonly<{ standing: Standing; stop: () => void }> {
  const [standing, setStanding] = useState<Standing>(null)
  const channel = useRef<BroadcastChannel | null>(null)
  const ask = (asked: Asked) => channel.current?.postMessage(asked)
  useEffect(() => {
    const left = new AbortController()
    let isFollowed = false
    /** Whatever ends the run, a page that is closed too, gives the lock back. */
    const forgetAtEnd = async () => {
      isFollowed = true
      await navigator.locks.request(runLock, { mode: 'shared', signal: left.signal }, () => {})
      isFollowed = false
      setStanding(null)
    }
    channel.current = new BroadcastChannel(runChannel)
    channel.current.onmessage = ({ data }: MessageEvent<Asked | Progress>) => {
      if (typeof data === 'string') return
      setStanding((before) => ({ name: 'bring', isStopping: before?.isStopping ?? false, ...data }))
      if (!isFollowed) void forgetAtEnd().catch(() => {})
    }
    ask('howFar')
    return () => {
      left.abort()
      channel.current?.close()
    }
  }, [])
  const stop = () => {
    setStanding((before) => before && { ...before, isStopping: true })
    ask('stop')
  }
  return { standing, stop }
}
