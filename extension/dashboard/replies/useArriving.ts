import { useEffect } from 'preact/hooks'
import { replyMarker } from '#core/reply/armor.ts'
import type { Source } from '#extension/dashboard/replies/mailMessages.ts'

/**
 * Hears of replies that are pasted or dropped, which may be done anywhere on the page.
 *
 * @param onArrival the one that is given first is kept
 */
export function useArriving(onArrival: (sources: readonly Source[]) => void): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const target = event.target as HTMLElement
      if (/^(INPUT|TEXTAREA|FLUENT-TEXT-INPUT)$/.test(target.tagName)) return
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (replyMarker.test(text)) onArrival([text])
    }
    const onDrop = (event: DragEvent) => {
      const { files } = event.dataTransfer ?? {}
      const text = event.dataTransfer?.getData('text/plain') ?? ''
      if (!files?.length && !text) return
      event.preventDefault()
      if (files?.length) onArrival([...files])
      else onArrival([text])
    }
    const onDragOver = (event: DragEvent) => event.preventDefault()
    document.addEventListener('paste', onPaste)
    document.addEventListener('drop', onDrop)
    document.addEventListener('dragover', onDragOver)
    return () => {
      document.removeEventListener('paste', onPaste)
      document.removeEventListener('drop', onDrop)
      document.removeEventListener('dragover', onDragOver)
    }
  }, [])
}
