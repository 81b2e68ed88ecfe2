import { burn, type Entry } from '@kenjiuno/msgreader/lib/Burner.js'
import { TypeEnum } from '@kenjiuno/msgreader/lib/Reader.js'

/** UTF-16 as Outlook stores text. */
export const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'))

/** An Outlook message of a few properties, written by the reader's own writer of compound files: Outlook itself does not run here. */
export function outlook(properties: Record<string, string>): Uint8Array<ArrayBuffer> {
  const streams = Object.entries(properties).map(([id, text]): Entry => {
    const data = utf16(text)
    return {
      name: `__substg1.0_${id}001F`,
      type: TypeEnum.DOCUMENT,
      length: data.length,
      binaryProvider: () => data,
    }
  })
  const fixed = new Uint8Array(32)
  const entries: Entry[] = [
    {
      name: 'Root Entry',
      type: TypeEnum.ROOT,
      length: 0,
      children: [...streams.keys(), streams.length].map((index) => index + 1),
    },
    ...streams,
    {
      name: '__properties_version1.0',
      type: TypeEnum.DOCUMENT,
      length: fixed.length,
      binaryProvider: () => fixed,
    },
  ]
  return new Uint8Array(burn(entries))
}
