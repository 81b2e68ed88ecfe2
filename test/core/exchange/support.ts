import { mailParts, type Incoming } from '#core/exchange/mailFile.ts'

/** Every text of a mail file, in the order of the file. */
export async function readMailFile(file: Uint8Array<ArrayBuffer>): Promise<Incoming[]> {
  const read: Incoming[] = []
  for (const part of mailParts(file)) read[part.at] = await part.read()
  return read
}
