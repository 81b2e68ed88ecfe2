import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** The rows of a text file, in memory that worker threads share. */
export class Rows {
  readonly bytes: Uint8Array
  /** Where each row begins; one more for the end of the last. */
  readonly starts: Float64Array
  readonly length: number

  constructor(bytes: Uint8Array, starts: Float64Array) {
    this.bytes = bytes
    this.starts = starts
    this.length = starts.length - 1
  }

  /** @throws Error when the file cannot be read */
  static read(file: string): Rows {
    const content = readFileSync(file)
    const bytes = new Uint8Array(new SharedArrayBuffer(content.length))
    bytes.set(content)
    const mark = content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf ? 3 : 0
    const found: number[] = [mark]
    for (let at = content.indexOf(10, mark); at >= 0; at = content.indexOf(10, at + 1)) found.push(at + 1)
    if (found.at(-1) !== content.length) found.push(content.length + 1)
    const starts = new Float64Array(new SharedArrayBuffer(found.length * 8))
    starts.set(found)
    return new Rows(bytes, starts)
  }

  /** Whether the last row has its end. */
  get isWhole(): boolean {
    return this.starts[this.length]! <= this.bytes.length
  }

  #bytesOf = (index: number) => this.bytes.subarray(this.starts[index], this.starts[index + 1]! - 1)

  /** A row's text; empty where there is no such row. */
  text(index: number): string {
    return index < this.length ? Buffer.from(this.bytes.buffer, this.starts[index], this.#bytesOf(index).length).toString() : ''
  }

  /** Tells a row from every other: the first half of its SHA-256. */
  digest(index: number): string {
    return hash('sha256', this.#bytesOf(index), 'base64url').slice(0, 22)
  }
}
