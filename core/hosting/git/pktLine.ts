import { concat, utf8 } from '#core/model/bytes.ts'

/** Git's lines with a length before each (`gitprotocol-common`), which requests and answers are made of. */

export const pktLine = (text: string): Uint8Array<ArrayBuffer> => {
  const bytes = utf8(text)
  return concat(utf8((bytes.length + 4).toString(16).padStart(4, '0')), bytes)
}

export const flush = utf8('0000')

/** What is thrown when a host sends what git would not. */
export class NotGit extends Error {}

/** What is thrown when an answer ends early. */
export class Broken extends Error {}

/** Gives bytes in the lengths that are asked for, from pieces of any length. */
class Pieces {
  private held: Uint8Array = new Uint8Array()
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>

  constructor(stream: ReadableStream<Uint8Array>) {
    this.reader = stream.getReader()
  }

  /** @returns null at the end */
  async take(length: number): Promise<Uint8Array | null> {
    const parts = [this.held]
    let got = this.held.length
    while (got < length) {
      const { done, value } = await this.reader.read().catch(() => {
        throw new Broken()
      })
      if (done) return null
      parts.push(value)
      got += value.length
    }
    const all = parts.length > 1 ? concat(...parts) : this.held
    this.held = all.subarray(length)
    return all.subarray(0, length)
  }

  cancel = () => this.reader.cancel()
}

/**
 * The lines of an answer; flush lines and the like are left out. Who stops
 * early ends the answer.
 *
 * @throws NotGit when something else is in it, Broken
 */
export async function* packets(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const pieces = new Pieces(stream)
  try {
    for (;;) {
      const head = await pieces.take(4)
      if (!head) return
      const hex = new TextDecoder().decode(head)
      if (!/^[0-9a-f]{4}$/i.test(hex)) throw new NotGit('length')
      const length = parseInt(hex, 16)
      if (length < 4) continue
      const line = await pieces.take(length - 4)
      if (!line) throw new Broken()
      yield line
    }
  } finally {
    await pieces.cancel().catch(() => {})
  }
}

/** An answer's data, and what the host says of it to a person, apart from its other lines. */
export type Band = Readonly<{ kind: 'line' | 'data' | 'said'; bytes: Uint8Array }>

/** @throws NotGit also when the host says that it gave up, Broken */
export async function* bands(stream: ReadableStream<Uint8Array>): AsyncGenerator<Band, void> {
  for await (const packet of packets(stream)) {
    const rest = packet.subarray(1)
    if (packet[0] === 1) yield { kind: 'data', bytes: rest }
    else if (packet[0] === 2) yield { kind: 'said', bytes: rest }
    else if (packet[0] === 3) throw new NotGit(new TextDecoder().decode(rest).trim())
    else yield { kind: 'line', bytes: packet }
  }
}
