import { isUtf8 } from 'node:buffer'
import { hash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** No honest offer comes near this (20 lines with every text full, every character four bytes). */
const longestRow = 400_000

/** Header, company and as many offers as there may be. */
const mostRows = 1_000_002

/** What can be read at once: twice what a publication of as many offers as there may be takes. */
const largestFile = 2_000_000_000

/** A file that cannot be a publication, with the sentence that says so. */
export class BadFile extends Error {}

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

  /**
   * Reads a file piece by piece, and stops at the first sign that it is no publication.
   *
   * @throws BadFile then, Error when the file cannot be read
   */
  static read(name: string): Rows {
    const file = openSync(name, 'r')
    try {
      const found = fstatSync(file)
      if (!found.isFile()) throw new BadFile(`${name} is no file.`)
      if (found.size > largestFile) throw new BadFile(`${name} is larger than any publication: 2 GB at most.`)
      const bytes = new Uint8Array(new SharedArrayBuffer(found.size))
      const buffer = Buffer.from(bytes.buffer)
      const starts = [0]
      let [read, last] = [0, 0]
      for (let piece = -1; piece !== 0 && read < bytes.length; read += piece) {
        piece = readSync(file, bytes, read, Math.min(4_000_000, bytes.length - read), read)
        const fresh = buffer.subarray(read, read + piece)
        for (let at = fresh.indexOf(10); at >= 0; at = fresh.indexOf(10, at + 1)) {
          const begin = read + at + 1
          if (begin - last > longestRow) break
          starts.push((last = begin))
        }
        // What has no end yet, too.
        if (read + piece - last > longestRow)
          throw new BadFile(
            `Line ${starts.length} of ${name} is longer than any offer: 100000 characters at most.`,
          )
        if (starts.length > mostRows + 1)
          throw new BadFile(`${name} has more lines than any publication: ${mostRows} at most.`)
      }
      if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) starts[0] = 3
      if (starts.at(-1) !== read) starts.push(read + 1)
      const shared = new Float64Array(new SharedArrayBuffer(starts.length * 8))
      shared.set(starts)
      return new Rows(read === bytes.length ? bytes : bytes.subarray(0, read), shared)
    } finally {
      closeSync(file)
    }
  }

  /** Whether the last row has its end. */
  get isWhole(): boolean {
    return this.starts[this.length]! <= this.bytes.length
  }

  #bytesOf = (index: number) => this.bytes.subarray(this.starts[index], this.starts[index + 1]! - 1)

  /** Rows that are no UTF-8: read as text they would become something else. */
  notUtf8(): number[] {
    return isUtf8(this.bytes)
      ? []
      : Array.from({ length: this.length }, (_, index) => index).filter(
          (index) => !isUtf8(this.#bytesOf(index)),
        )
  }

  /** A row's text; empty where there is no such row. */
  text(index: number): string {
    return index < this.length
      ? Buffer.from(this.bytes.buffer, this.starts[index], this.#bytesOf(index).length).toString()
      : ''
  }

  /** Tells rows from all others: the first half of their SHA-256. @param end the row after the last of them */
  digest(index: number, end = index + 1): string {
    const bytes = this.bytes.subarray(this.starts[index], this.starts[end]! - 1)
    return hash('sha256', bytes, 'base64url').slice(0, 22)
  }
}
