/**
 * An e-mail address as people have them; the page's script and the schemas
 * share it. Without the signs that mean something in an address of the web
 * (`%`, `?`, `&`, `=`, `#`, `/`), which no mailbox needs, and without
 * characters that nobody sees: what is shown is what is written to.
 */
export const emailPattern =
  /^[^\s\p{Cc}\p{Cf}\p{Cs}@<>",;:()[\]\\%?&=#/]+@[^\s\p{Cc}\p{Cf}\p{Cs}@<>"',;:()[\]\\.%?&=#/]+(\.[^\s\p{Cc}\p{Cf}\p{Cs}@<>"',;:()[\]\\.%?&=#/]+)+$/u

/**
 * A link that opens a mail to an address (RFC 6068), with every part encoded,
 * so that no part can add a recipient or a header.
 *
 * @param address of the recipient; empty for none
 * @param body lines end with `\n`
 */
export function mailtoUrl(
  address: string,
  { subject = '', body = '' }: Readonly<{ subject?: string; body?: string }> = {},
): string {
  const fields = [
    ...(subject ? [`subject=${encodeURIComponent(subject)}`] : []),
    ...(body ? [`body=${encodeURIComponent(body.replace(/\n/g, '\r\n'))}`] : []),
  ]
  return `mailto:${encodeURIComponent(address).replace('%40', '@')}${fields.length ? `?${fields.join('&')}` : ''}`
}
