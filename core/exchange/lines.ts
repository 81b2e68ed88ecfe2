import { concat } from '#core/model/bytes.ts'
import { Problem } from '#core/model/problem.ts'

/** A file from elsewhere may be this much, unpacked: far more than any workspace. It is never held whole. */
const most = { bytes: 8_589_934_592, line: 4_194_304, lines: 10_000_000 }

const newline = 10
const carriageReturn = 13
const byteOrderMark = [0xef, 0xbb, 0xbf]
/** Begins every gzip file, and no text. */
const gzipMark = 0x1f

/** The same bytes, unpacked where they are gzip. */
async function unpacked(
  source: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>,
): Promise<ReadableStream<Uint8Array>> {
  let first = await source.read()
  while (!first.done && !first.value.length) first = await source.read()
  const again = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start(controller) {
      if (first.done) controller.close()
      else controller.enqueue(first.value)
    },
    async pull(controller) {
      const next = await source.read()
      if (next.done) controller.close()
      else controller.enqueue(next.value)
    },
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

/** A line without its end, and its number from 1. */
export type Line = Readonly<{ bytes: Uint8Array<ArrayBuffer>; number: number }>

/** Cuts pieces of a file into lines, and holds no more of it than a line that has begun. */
class Cutter {
  number = 0
  private begun: Uint8Array[] = []
  private begunLength = 0
  private total = 0

  /** @throws Problem `backupTooLarge` past the limits */
  take(piece: Uint8Array): Line[] {
    const lines: Line[] = []
    this.total += piece.length
    let from = 0
    for (let to = piece.indexOf(newline); to >= 0; to = piece.indexOf(newline, from)) {
      lines.push(...this.end(piece.subarray(from, to)))
      from = to + 1
    }
    this.begun.push(piece.slice(from))
    this.begunLength += piece.length - from
    if (this.total > most.bytes || this.begunLength > most.line) throw new Problem('backupTooLarge')
    return lines
  }

  /** The line that ends here; none where it is empty. */
  private end(last: Uint8Array = new Uint8Array()): Line[] {
    this.number++
    if (this.number > most.lines) throw new Problem('backupTooLarge')
    if (!last.length && !this.begunLength) return []
    const bytes = plain(concat(...this.begun, last), this.number)
    this.begun = []
    this.begunLength = 0
    return bytes.length ? [{ bytes, number: this.number }] : []
  }

  /** What the file ends with, where that is no line end. */
  rest(): Line[] {
    return this.begunLength ? this.end() : []
  }
}

/**
 * The lines of a file, packed with gzip or not, those of one piece at a time:
 * the next piece is read when they are asked for. Empty lines are left out.
 *
 * @throws Problem `backupDamaged` when it cannot be unpacked, `backupTooLarge` past the limits
 */
export async function* linesOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<Line[]> {
  const source = stream.getReader()
  const reader = (await unpacked(source)).getReader()
  const cutter = new Cutter()
  try {
    for (;;) {
      const next = await reader.read().catch(() => {
        throw new Problem('backupDamaged', { line: cutter.number + 1 })
      })
      if (next.done) break
      yield cutter.take(next.value)
    }
    yield cutter.rest()
  } finally {
    // Not what unpacks it, which Node ends with an error of its own.
    await source.cancel().catch(() => undefined)
  }
}
