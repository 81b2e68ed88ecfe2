/** Text that is clean but for blanks around it, as nearly all is: Latin letters, tabs and line ends. */
const plain = /^[\t\n\x20-\x7e\xa0-\u02ff]*$/

const windows1252 = new TextDecoder('windows-1252')

/**
 * Text without what nobody typed on purpose and nobody can see, so that
 * nothing a person pastes has to be refused for it:
 *
 * - every kind of line end (Word's vertical tab, U+2028 …) becomes `\n`;
 * - a character of Windows-1252 that was taken for Latin-1 (U+0092) becomes what
 *   was meant (’), any other control character but tab goes;
 * - controls that turn the direction of writing go: they can make an address
 *   look like another one. Marks (U+200E, U+200F) stay, Hebrew and Arabic need them;
 * - half a surrogate pair becomes U+FFFD.
 *
 * The result is NFC and trimmed. Cleaning twice changes nothing.
 */
export function cleanText(text: string): string {
  if (plain.test(text)) return text.trim()
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/g, '\n')
    .replace(/[\u0080-\u009f]/g, (char) => windows1252.decode(Uint8Array.of(char.charCodeAt(0))))
    .replace(/[^\P{Cc}\t\n]|[\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd')
    .normalize('NFC')
    .trim()
}

/** The same of what belongs on one line: a line break that was pasted is a blank. */
export const cleanLine = (text: string): string => cleanText(text).replace(/\s*\n\s*/g, ' ')
