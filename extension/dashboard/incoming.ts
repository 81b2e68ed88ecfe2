import { largestMailFile, readMailFile, type Incoming } from '#core/exchange/mailFile.ts'

/** What came in at once: texts, and the files that could not be read. */
export type Arrival = Readonly<{
  incoming: readonly Incoming[]
  refused: readonly Readonly<{ name: string; why: 'tooLarge' | 'unreadable' }>[]
}>

/** Text that was pasted or dropped. */
export const arrivalOf = (text: string): Arrival => ({ incoming: [{ text, from: null }], refused: [] })

/** Reads files for the replies in them: text, mails, Outlook messages, mailboxes. One that cannot be read keeps none of the others out. */
export async function readFiles(files: Iterable<File>): Promise<Arrival> {
  const incoming: Incoming[] = []
  const refused: Arrival['refused'][number][] = []
  for (const file of files) {
    if (file.size > largestMailFile) {
      refused.push({ name: file.name, why: 'tooLarge' })
      continue
    }
    try {
      incoming.push(...(await readMailFile(new Uint8Array(await file.arrayBuffer()))))
    } catch {
      refused.push({ name: file.name, why: 'unreadable' })
    }
  }
  return { incoming, refused }
}
