import { largestMailFile, type Incoming } from '#core/exchange/mailFile.ts'
import type { MailNews, Source } from '#extension/dashboard/replies/mailMessages.ts'

/** The time for one file or text. Nobody waits longer for a mail, and a hostile one would take for ever. */
const longestReading = 10_000

/** What was left out, wholly or in part. */
export type LeftOut = Readonly<{
  /** Of the file; null for a text. */
  name: string | null
  why: 'tooLarge' | 'unreadable' | 'tooSlow' | 'stopped'
  /** How many mails it has, as far as is known, and how many of them were not read. */
  mails: number
  n: number
}>

/** What came in at once: texts that have replies, and what was left out. */
export type Arrival = Readonly<{ incoming: readonly Incoming[]; leftOut: readonly LeftOut[] }>

/** How far the reading of one file is. */
export type Progress = Readonly<{ name: string | null; done: number; total: number }>

type Reading = Readonly<{
  incoming: readonly Incoming[]
  why: LeftOut['why'] | null
  mails: number
  n: number
}>

const nameOf = (source: Source) => (typeof source === 'string' ? null : source.name)
const sizeOf = (source: Source) => (typeof source === 'string' ? source.length : source.size)

/** Reads one source. What was found before the end of its time is kept. */
function readOne(
  worker: Worker,
  source: Source,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
) {
  return new Promise<Reading>((resolve) => {
    const found: Incoming[] = []
    let [mails, n] = [0, 0]
    const finish = (why: Reading['why']) => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      // In the order of the file, since a later answer may follow an earlier one.
      resolve({ incoming: Object.values(found), why, mails, n })
    }
    const stop = () => finish('stopped')
    const timer = setTimeout(() => finish('tooSlow'), longestReading)
    signal.addEventListener('abort', stop)
    worker.onmessage = ({ data }: MessageEvent<MailNews>) => {
      if (data.kind === 'found') found[data.at] = data.incoming
      else if (data.kind === 'progress') {
        mails = data.total
        n = data.total - data.done
        onProgress({ name: nameOf(source), done: data.done, total: data.total })
      } else finish(data.kind === 'end' ? null : 'unreadable')
    }
    worker.onerror = () => finish('unreadable')
    worker.postMessage(source)
  })
}

/**
 * Reads files and texts for the replies in them: text, mails, Outlook
 * messages, mailboxes. What cannot be read keeps nothing else out.
 *
 * @param signal ends the reading; what was found is kept
 */
export async function readSources(
  sources: readonly Source[],
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<Arrival> {
  const start = () => new Worker(new URL('./mailWorker.ts', import.meta.url), { type: 'module' })
  const incoming: Incoming[] = []
  const leftOut: LeftOut[] = []
  let worker = start()
  for (const source of sources) {
    const name = nameOf(source)
    if (signal.aborted || sizeOf(source) > largestMailFile) {
      leftOut.push({ name, why: signal.aborted ? 'stopped' : 'tooLarge', mails: 0, n: 0 })
      continue
    }
    const reading = await readOne(worker, source, signal, onProgress)
    incoming.push(...reading.incoming)
    if (!reading.why) continue
    leftOut.push({ name, why: reading.why, mails: reading.mails, n: reading.n })
    worker.terminate()
    worker = start()
  }
  worker.terminate()
  return { incoming, leftOut }
}
