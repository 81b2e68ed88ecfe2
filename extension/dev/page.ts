import { browser } from '#extension/browser.ts'
import type { Question, Stamp } from '#extension/dev/stamp.ts'

/** Only of `npm run dev`: a page that follows what lies on the disk. */

/** Milliseconds between two looks. */
const pause = 150

const own = document.documentElement.dataset['stamp']
let background: string | null = null
let isGoing = false

// The first listener of all: a saved file is not to wait for an answer about text that was typed.
addEventListener('beforeunload', (event) => {
  if (isGoing) event.stopImmediatePropagation()
})

/** Whether the extension is loaded anew; the background brings its pages back. */
async function isExtensionGoing(stamp: Stamp): Promise<boolean> {
  if (stamp.background === background) return false
  isGoing = true
  isGoing =
    (await browser.runtime.sendMessage({ devBackground: stamp.background } satisfies Question)) === true
  background = stamp.background
  return isGoing
}

async function look(): Promise<void> {
  if (isGoing) return
  const answer = await fetch('/dev.json', { cache: 'no-store' })
  const stamp = (await answer.json()) as Stamp
  if ((await isExtensionGoing(stamp)) || stamp.pages === own) return
  isGoing = true
  location.reload()
}

async function follow(): Promise<void> {
  // A build that is just being written has no stamp for a moment.
  await look().catch(() => {})
  setTimeout(() => void follow(), pause)
}
void follow()
// Timers of a tab that nobody sees are slow.
document.addEventListener('visibilitychange', () => void look().catch(() => {}))
