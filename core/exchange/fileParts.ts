/** So many bytes go to the browser at once, which may put them on the disk. */
const partLength = 4_194_304

/** A file that is written piece by piece, however large it gets. */
export class FileParts {
  private readonly parts: Blob[] = []
  private pieces: (Uint8Array<ArrayBuffer> | string)[] = []
  private length = 0

  add(piece: Uint8Array<ArrayBuffer> | string): void {
    this.pieces.push(piece)
    this.length += piece.length
    if (this.length >= partLength) this.hand()
  }

  private hand(): void {
    this.parts.push(new Blob(this.pieces))
    this.pieces = []
    this.length = 0
  }

  /** The whole file. */
  end(type: string): Blob {
    this.hand()
    return new Blob(this.parts, { type })
  }
}
