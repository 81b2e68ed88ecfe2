const latin1 = new TextDecoder('latin1')
const [newline, carriageReturn, dash] = [10, 13, 45]

/** Pictures and documents. A name that is not plain may hide that it is a text. */
const isBinary = (head: string) =>
  /^content-type:\s*(application|audio|font|image|model|video)\//im.test(head) &&
  /^content-transfer-encoding:\s*base64/im.test(head) &&
  !/\.(txt|tilbud)\b|=\?|\*\d*\*?=/i.test(head)

/** Headers are longer only in mails that nobody wrote. */
const longestHead = 20_000

/**
 * A mail without the content of its pictures and documents, which are most of
 * a mailbox, and which nobody looks through for a reply. Parts and their
 * headers stay.
 */
export function withoutBinary(mail: Uint8Array<ArrayBuffer>): Blob {
  const lineAfter = (at: number) => mail.indexOf(newline, at) + 1 || mail.length
  const isBoundary = (at: number) => mail[at] === dash && mail[at + 1] === dash
  const isBlank = (at: number) =>
    mail[at] === newline || (mail[at] === carriageReturn && mail[at + 1] === newline)
  const kept: Uint8Array<ArrayBuffer>[] = []
  let from = 0
  for (let head = 0; head < mail.length;) {
    let at = head
    while (at < mail.length && !isBlank(at) && !isBoundary(at)) at = lineAfter(at)
    const drop = isBlank(at) && isBinary(latin1.decode(mail.subarray(head, Math.min(at, head + longestHead))))
    if (drop) kept.push(mail.subarray(from, lineAfter(at)))
    while (at < mail.length && !isBoundary(at)) at = lineAfter(at)
    if (drop) from = at
    head = lineAfter(at)
  }
  return new Blob([...kept, mail.subarray(from)])
}
