import { concat } from '#core/model/bytes.ts'
import { Problem } from '#core/model/problem.ts'

/** A file from elsewhere may be this much, unpacked: far more than any workspace, and less than fills a computer's memory. */
const most = { bytes: 1_073_741_824, line: 4_194_304, lines: 2_000_000 }

const newline = 10
const carriageReturn = 13
const byteOrderMark = [0xef, 0xbb, 0xbf]
/** Begins every gzip file, and no text. */
const gzipMark = 0x1f

/** The same bytes, unpacked where they are gzip. */
async function unpacked(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<ReadableStream<Uint8Array>> {
  const reader = stream.getReader()
  let first = await reader.read()
  while (!first.done && !first.value.length) first = await reader.read()
  const again = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      if (first.done) controller.close()
      else controller.enqueue(first.value)
    },
    async pull(controller) {
      const next = await reader.read()
      if (next.done) controller.close()
      else controller.enqueue(next.value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
  return first.value?.[0] === gzipMark ? again.pipeThrough(new DecompressionStream('gzip')) : again
}

/** A line as its writer wrote it, whatever an editor made of its end or put before the first. */
function plain(line: Uint8Array<ArrayBuffer>, number: number): Uint8Array<ArrayBuffer> {
  const from =
    number === 1 && byteOrderMark.every((byte, index) => line[index] === byte) ? byteOrderMark.length : 0
  const to = line.at(-1) === carriageReturn ? line.length - 1 : line.length
  return line.subarray(from, to)
}

/**
 * Goes through the lines of a file, packed with gzip or not, and never holds
 * more of it than one piece and one line. Empty lines are left out.
 *
 * @param onLine hears each line without its end, and its number from 1
 * @throws Problem `backupDamaged` when it cannot be unpacked, `backupTooLarge` past the limits; and whatever `onLine` throws
 */
export async function eachLine(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  onLine: (line: Uint8Array<ArrayBuffer>, number: number) => void,
): Promise<void> {
  const reader = (await unpacked(stream)).getReader()
  let begun: Uint8Array[] = []
  let begunLength = 0
  let total = 0
  let number = 0
  const end = (last: Uint8Array) => {
    number++
    if (number > most.lines) throw new Problem('backupTooLarge')
    if (!last.length && !begunLength) return
    const line = plain(concat(...begun, last), number)
    begun = []
    begunLength = 0
    if (line.length) onLine(line, number)
  }
  const take = (chunk: Uint8Array) => {
    total += chunk.length
    let from = 0
    for (let to = chunk.indexOf(newline); to >= 0; to = chunk.indexOf(newline, from)) {
      end(chunk.subarray(from, to))
      from = to + 1
    }
    begun.push(chunk.slice(from))
    begunLength += chunk.length - from
    if (total > most.bytes || begunLength > most.line) throw new Problem('backupTooLarge')
  }
  try {
    for (;;) {
      const next = await reader.read().catch(() => {
        throw new Problem('backupDamaged', { line: number + 1 })
      })
      if (next.done) break
      take(next.value)
    }
    if (begunLength) end(new Uint8Array())
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
