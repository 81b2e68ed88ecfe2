import { mailParts, onlyReplies, type MailPart } from '#core/exchange/mailFile.ts'
import type { MailNews, Source } from '#extension/dashboard/replies/mailMessages.ts'

/** Reads what strangers sent, in a thread of its own: whoever has waited long enough ends it. */

const tell = (news: MailNews) => postMessage(news)

const partsOf = async (source: Source): Promise<readonly MailPart[]> =>
  typeof source === 'string'
    ? [{ at: 0, size: source.length, read: async () => ({ text: source, from: null }) }]
    : mailParts(new Uint8Array(await source.arrayBuffer()))

async function read(source: Source): Promise<void> {
  const parts = await partsOf(source)
  for (const [done, part] of parts.entries()) {
    tell({ kind: 'progress', done, total: parts.length })
    const { text, from } = await part.read()
    const replies = onlyReplies(text)
    if (replies) tell({ kind: 'found', at: part.at, incoming: { text: replies, from } })
  }
  tell({ kind: 'end' })
}

addEventListener('message', ({ data }: MessageEvent<Source>) => {
  void read(data).catch(() => tell({ kind: 'unreadable' }))
})
