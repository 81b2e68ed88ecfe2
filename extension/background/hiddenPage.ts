import { browser } from '#extension/browser.ts'

/** A page that nobody sees: of Chromium beside the background, which has no document; in Firefox in a frame of it. */

type Offscreen = Readonly<{
  createDocument: (asked: { url: string; reasons: readonly string[]; justification: string }) => Promise<void>
  closeDocument: () => Promise<void>
}>

const { offscreen } = browser as unknown as { offscreen?: Offscreen }

/** Opens it, instead of one that a background has left which was ended meanwhile. */
export async function openHiddenPage(url: string, justification: string): Promise<void> {
  await closeHiddenPage()
  if (offscreen) return offscreen.createDocument({ url, reasons: ['WORKERS'], justification })
  const frame = document.createElement('iframe')
  frame.src = url
  document.body.append(frame)
}

/** Closes it, where there is one. */
export async function closeHiddenPage(): Promise<void> {
  if (offscreen) await offscreen.closeDocument().catch(() => {})
  else document.querySelector('iframe')?.remove()
}
